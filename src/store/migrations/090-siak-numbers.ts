import type { Migration } from './migration.ts';

/** Numbers that SIAK gave and an officer typed: a new KK number, the NIK of a newborn. */
export const siakNumbers: Migration = {
  name: '090-siak-numbers',
  sql: `
    create table siak_numbers (
      id                 bigint generated always as identity primary key,
      application_number text not null references cases,
      task_id            text not null references work_list,
      content            text not null check (content ~ '^[0-9a-f]{64}$'),
      subjects           text[] not null,
      typed_by           text not null references people,
      typed_at           timestamptz not null default clock_timestamp()
    );
    create index siak_numbers_of_case on siak_numbers (application_number, id desc);
    create index siak_numbers_of_task on siak_numbers (task_id, id desc);
    comment on table siak_numbers is 'Numbers that SIAK gave for an entry, as an officer typed them (SIAK_WAY=typed). Those of the task whose decision is in force count. Append-only.';
    comment on column siak_numbers.content is 'Name of the encrypted document with the numbers; salted.';
    comment on column siak_numbers.subjects is 'Keyed hashes of the numbers.';
    grant select, insert on siak_numbers to kk_app;
    create trigger siak_numbers_append_only before update or delete or truncate on siak_numbers
      for each statement execute function refuse_change();
    alter table siak_numbers enable always trigger siak_numbers_append_only;
  `,
};
