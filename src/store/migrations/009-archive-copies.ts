import type { Migration } from './migration.ts';

export const archiveCopies: Migration = {
  name: '009-archive-copies',
  sql: `
    create table archive_copies (
      application_number text not null references cases,
      layer              text not null,
      path               text,
      sha256             text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      state              text not null check (state in ('stored', 'absent', 'damaged')),
      at                 timestamptz not null default clock_timestamp(),
      primary key (application_number, layer)
    );
    create index archive_copies_absent on archive_copies (at) where state = 'absent';
    comment on table archive_copies is 'SOP step 10: which layer (server, hard disk, flash disk, other) holds a copy; an absent medium stays visible until it is served.';
    comment on column archive_copies.sha256 is 'Of the manifest of the bag.';
    grant select, insert on archive_copies to kk_app;
    grant update (path, sha256, state, at) on archive_copies to kk_app;
  `,
};
