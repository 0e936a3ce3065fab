import type { Migration } from './migration.ts';

/** Why a copy of the archive that is lacking could not be written, and when that was last tried. */
export const archiveHindrances: Migration = {
  name: '161-archive-hindrances',
  sql: `
    alter table archive_copies add column tried_at timestamptz;
    alter table archive_copies add column hindrance text check (hindrance in ('medium', 'source'));
    drop index archive_copies_lacking;
    create index archive_copies_lacking on archive_copies (layer, state, tried_at nulls first, at)
      where state in ('absent', 'damaged');
    comment on column archive_copies.tried_at is 'Of a copy that is lacking: when writing it was last tried in vain; the others of its layer come first.';
    comment on column archive_copies.hindrance is 'medium: it did not take the copy (full, write-protected). source: no whole copy could be opened.';
    grant update (tried_at, hindrance) on archive_copies to kk_app;
  `,
};
