import type { Migration } from './migration.ts';

export const keptSearches: Migration = {
  name: '041-kept-searches',
  sql: `
    create table kept_searches (
      id      text primary key,
      officer text not null references people,
      text    text not null check (length(text) <= 200),
      kept_at timestamptz not null default clock_timestamp()
    );
    create index kept_searches_by_age on kept_searches (kept_at);
    comment on table kept_searches is 'What an officer searched for, so that names and numbers stand in no address; for hours only. PERSONAL DATA: text.';
    grant select, insert, delete on kept_searches to kk_app;
  `,
};
