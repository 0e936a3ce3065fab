import type { Migration } from './migration.ts';

export const duties: Migration = {
  name: '032-duties',
  sql: `
    create table duties (
      name         text primary key,
      runner       text,
      leased_until timestamptz,
      due_at       timestamptz not null default clock_timestamp(),
      started_at   timestamptz,
      ended_at     timestamptz,
      succeeded_at timestamptz,
      failures     int not null default 0,
      last_error   text,
      last_count   int
    );
    comment on table duties is 'Periodic work of the office: who does it now, when it is due again, how it went. One process at a time holds the lease of a duty.';
    comment on column duties.runner is 'Process that holds, or last held, the lease.';
    comment on column duties.leased_until is 'Null: nobody is at it. Past: its process died, another may take it.';
    comment on column duties.failures is 'Failed runs since the last one that succeeded.';
    comment on column duties.last_error is 'Kind of the last error (a class name or a code), never its text.';
    grant select, insert, update on duties to kk_app;
  `,
};
