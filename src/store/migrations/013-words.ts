import type { Migration } from './migration.ts';

export const words: Migration = {
  name: '013-words',
  sql: `
    create table words (
      message_id         text primary key,
      name               text not null,
      application_number text not null references cases,
      ttl_ms             integer not null check (ttl_ms > 0),
      kept_at            timestamptz not null default clock_timestamp(),
      taken_at           timestamptz
    );
    create index words_waiting on words (kept_at) where taken_at is null;
    comment on table words is 'Messages to the process. A row is committed with what it tells of, and sent until the engine has taken it: the engine may be away for a minute.';
    comment on column words.message_id is 'The engine knows a repeat by it.';
    grant select, insert on words to kk_app;
    grant update (taken_at) on words to kk_app;
  `,
};
