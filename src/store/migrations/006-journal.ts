import type { Migration } from './migration.ts';

export const journal: Migration = {
  name: '006-journal',
  sql: `
    create table journal (
      id                 bigint primary key,
      at                 timestamptz(3) not null,
      application_number text,
      actor              text not null check (length(actor) between 1 and 100),
      event              text not null check (event ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      step               smallint check (step between 1 and 10),
      detail             jsonb not null,
      previous_hash      text not null unique check (previous_hash ~ '^[0-9a-f]{64}$'),
      hash               text not null unique check (hash ~ '^[0-9a-f]{64}$')
    );
    create index journal_by_case on journal (application_number, id);
    comment on table journal is 'What happened, by whom, when: one hash chain, append-only. No personal data.';
    comment on column journal.id is 'Position in the chain, from 1 without gaps.';
    comment on column journal.hash is 'SHA-256 of previous_hash and the entry as canonical JSON (RFC 8785), lower-case hex.';
    comment on column journal.previous_hash is 'Hash of the entry before; 64 zeros for the first. Unique: the chain cannot fork.';

    create table journal_head (
      only_row boolean primary key default true check (only_row),
      length   bigint not null,
      hash     text not null
    );
    insert into journal_head (length, hash) values (0, repeat('0', 64));
    comment on table journal_head is 'End of the chain. Writers lock this row, so that concurrent transactions form one chain; a chain cut short no longer fits it.';

    create function journal_head_moves_forward() returns trigger language plpgsql as $$
    begin
      if new.length <= old.length then
        raise exception using errcode = 'insufficient_privilege', message = 'the journal only grows';
      end if;
      return new;
    end
    $$;

    grant select, insert on journal to kk_app;
    grant select, update (length, hash) on journal_head to kk_app;
    create trigger journal_append_only before update or delete or truncate on journal for each statement execute function refuse_change();
    alter table journal enable always trigger journal_append_only;
    create trigger journal_head_stays before delete or truncate on journal_head for each statement execute function refuse_change();
    alter table journal_head enable always trigger journal_head_stays;
    create trigger journal_head_forward before update on journal_head for each row execute function journal_head_moves_forward();
    alter table journal_head enable always trigger journal_head_forward;
  `,
};
