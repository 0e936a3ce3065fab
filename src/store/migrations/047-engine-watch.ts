import type { Migration } from './migration.ts';

/** What the watcher last saw of the engine, for commands and pages that do not ask the engine themselves. */
export const engineWatch: Migration = {
  name: '047-engine-watch',
  sql: `
    create table engine_watch (
      only_row  boolean primary key default true check (only_row),
      seen_at   timestamptz not null,
      stranded  jsonb not null,
      incidents jsonb not null
    );
    comment on table engine_watch is 'Newest comparison of the open cases with the engine. Case numbers, codes and sentences; no personal data.';
    comment on column engine_watch.stranded is 'Numbers of open cases that no instance carries.';
    grant select, insert, update on engine_watch to kk_app;
  `,
};
