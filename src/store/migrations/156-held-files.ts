import type { Migration } from './migration.ts';

/** Files of numbers without a case are held apart from the documents, which nobody can delete. */
export const heldFiles: Migration = {
  name: '156-held-files',
  sql: `
    alter table message_files drop constraint message_files_state_check;
    alter table message_files add constraint message_files_state_check
      check (state in ('waiting', 'stored', 'refused', 'gone', 'held', 'forgotten'));
    comment on column message_files.state is 'waiting: not fetched yet. stored: a document. refused: cannot be read, or is one too many. gone: the messenger did not give it. held: in held_files, its sender has no case. forgotten: was held, until its term ended.';

    create table held_files (
      file_id uuid primary key references message_files,
      sealed  bytea not null,
      held_at timestamptz not null default clock_timestamp()
    );
    create index held_files_by_age on held_files (held_at);
    comment on table held_files is 'Files that came with messages of numbers without a case. Deleted after some days, or a document once the message is assigned to a case.';
    comment on column held_files.sealed is 'The bytes as base64; JSON under the key of the office (AES-256-GCM).';
    grant select, insert, delete on held_files to kk_app;
    -- The bytes are encrypted: to compress them is time spent for nothing.
    alter table held_files alter column sealed set storage external;
  `,
};
