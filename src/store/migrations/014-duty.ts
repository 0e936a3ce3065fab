import type { Migration } from './migration.ts';

/** Absences of officers; letters of stand-ins can be withdrawn. Nothing is deleted: who held which task and why can be read years later. */
export const duty: Migration = {
  name: '014-duty',
  sql: `
    create table absences (
      id          bigint generated always as identity primary key,
      person      text not null references people,
      valid_from  date not null,
      valid_to    date not null,
      recorded_by text not null references people,
      recorded_at timestamptz not null default clock_timestamp(),
      ended_at    timestamptz,
      check (valid_from <= valid_to)
    );
    comment on table absences is 'Dated absences: person is not on duty from valid_from to valid_to, both included, unless ended early (ended_at).';
    grant select, insert on absences to kk_app;
    grant update (ended_at) on absences to kk_app;

    alter table delegations add column withdrawn_at timestamptz;
    comment on column delegations.withdrawn_at is 'The head came back early; the letter gives no authority any more.';
    grant update (withdrawn_at) on delegations to kk_app;
  `,
};
