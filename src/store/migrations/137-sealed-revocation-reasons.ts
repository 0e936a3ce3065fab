import type { Migration } from './migration.ts';

/** Why a card is taken back, as its applicant reads it, is sealed as the notes of decisions are (136). */
export const sealedRevocationReasons: Migration = {
  name: '137-sealed-revocation-reasons',
  sql: `
    alter table revocations add column reason_sealed bytea check (octet_length(reason_sealed) <= 20000);
    alter table revocations alter column reason drop not null;
    alter table revocations alter column reason_sealed set storage external;
    alter table revocations add constraint revocations_reason_once check (num_nonnulls(reason, reason_sealed) = 1);
    comment on column revocations.reason is 'Readable reason of before the sealing; null once the office has sealed it.';
    comment on column revocations.reason_sealed is 'For the applicant, without numbers of people; JSON under the key of the office (AES-256-GCM).';

    create or replace function settle_once() returns trigger language plpgsql as $$
    begin
      if old.outcome is not null and not is_sealing(to_jsonb(old), to_jsonb(new), '{reason}', 'reason_sealed') then
        raise exception 'a settled revocation stays as it is';
      end if;
      return new;
    end
    $$;
  `,
};
