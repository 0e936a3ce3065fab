import type { Migration } from './migration.ts';

/** Photos that a resident has picked and not submitted yet, so that a broken line costs a piece and not the photo. */
export const uploads: Migration = {
  name: '070-uploads',
  sql: `
    create table uploads (
      id         text primary key check (id ~ '^[0-9a-f]{64}$'),
      size       integer not null check (size > 0),
      received   integer not null default 0 check (received between 0 and size),
      media_type text,
      flaw       text,
      sealed     bytea,
      touched_at timestamptz not null default clock_timestamp(),
      used_at    timestamptz
    );
    create index uploads_by_age on uploads (touched_at);
    create table upload_pieces (
      upload_id text not null references uploads on delete cascade,
      start     integer not null,
      sealed    bytea not null,
      primary key (upload_id, start)
    );
    comment on table uploads is 'Photos picked in the form and not submitted yet; removed after some days. id: SHA-256 of a token that only the resident''s browser has, which is also the key of the bytes: nobody in the office can read them.';
    comment on table upload_pieces is 'What has arrived of an upload that is not whole yet, each piece encrypted under its token.';
    comment on column uploads.received is 'Bytes that have arrived without a gap.';
    comment on column uploads.sealed is 'The cleaned paper under the key of the token; null while pieces are arriving.';
    comment on column uploads.used_at is 'Submitted with a case; kept a little longer so that a submission whose answer was lost can be sent again.';
    grant select, insert, update, delete on uploads, upload_pieces to kk_app;
    -- The bytes are encrypted: to compress them is time spent for nothing.
    alter table uploads alter column sealed set storage external;
    alter table upload_pieces alter column sealed set storage external;
  `,
};
