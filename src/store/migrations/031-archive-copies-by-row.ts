import type { Migration } from './migration.ts';

/** Each copy is filled, checked and repaired by its row; the folder is kept relative, so that an archive may move. */
export const archiveCopiesByRow: Migration = {
  name: '031-archive-copies-by-row',
  sql: `
    alter table archive_copies add column bag text;
    update archive_copies set bag = substring(path from '[^/]+/[^/]+$') where path is not null;
    update archive_copies c set bag = (select bag from archive_copies o where o.application_number = c.application_number and o.bag is not null limit 1)
      where bag is null;
    alter table archive_copies alter column bag set not null;
    alter table archive_copies add column checked_at timestamptz not null default clock_timestamp();
    alter table archive_copies drop constraint archive_copies_state_check;
    alter table archive_copies add constraint archive_copies_state_check check (state in ('stored', 'absent', 'damaged', 'repaired'));
    drop index archive_copies_absent;
    create index archive_copies_lacking on archive_copies (at) where state in ('absent', 'damaged');
    create index archive_copies_check on archive_copies (checked_at) where state in ('stored', 'repaired');
    comment on column archive_copies.bag is 'Folder of the bag within its layer, such as 2026/KK-261122-7Q4F2M.';
    comment on column archive_copies.state is 'stored: whole when last read. absent: its medium was not there. damaged: altered or gone, and not written again yet. repaired: was damaged once, written again from a whole copy.';
    comment on column archive_copies.checked_at is 'When the copy was last written, or read in full and found whole.';
    grant update (bag, checked_at) on archive_copies to kk_app;
  `,
};
