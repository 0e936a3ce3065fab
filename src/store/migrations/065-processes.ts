import type { Migration } from './migration.ts';

/** Which processes of the office live: what one of them holds in its memory dies with it, and nobody waits for it. */
export const processes: Migration = {
  name: '065-processes',
  sql: `
    create table processes (
      id           text primary key,
      place        text not null,
      leased_until timestamptz not null
    );
    comment on table processes is 'Processes of the office that run, by a random name drawn at start. Each renews its lease while it lives.';
    comment on column processes.place is 'Hash of machine and folder. One office at a time runs there, so whoever starts there ends the leases of those before.';
    comment on column processes.leased_until is 'Past: the process is dead, or cut off from the database.';
    grant select, insert, update, delete on processes to kk_app;
  `,
};
