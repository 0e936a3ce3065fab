import type { Migration } from './migration.ts';

/**
 * Four eyes compare user names: whoever has two active accounts would be two pairs of eyes. Accounts that share a number
 * from before this stay as they are until one of them is changed; the admin reads which.
 */
export const oneAccountAPerson: Migration = {
  name: '154-one-account-a-person',
  sql: `
    create function refuse_second_account() returns trigger language plpgsql as $$
    begin
      if not new.active then
        return new;
      end if;
      -- A row that is written over is judged as an update.
      if tg_op = 'INSERT' and exists (select from people where username = new.username) then
        return new;
      end if;
      if tg_op = 'UPDATE' and old.active and (new.nip, new.signer_nik, new.nik_hash)
          is not distinct from (old.nip, old.signer_nik, old.nik_hash) then
        return new;
      end if;
      perform pg_advisory_xact_lock(hashtextextended('people', 154));
      if exists (select from people as other where other.active and other.username <> new.username
          and (other.nip = new.nip or other.signer_nik = new.signer_nik or other.nik_hash = new.nik_hash)) then
        raise exception using errcode = 'unique_violation', message = 'this person has an active account already';
      end if;
      return new;
    end
    $$;
    create trigger people_one_account before insert or update on people for each row execute function refuse_second_account();
  `,
};
