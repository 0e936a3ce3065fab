import type { Migration } from './migration.ts';

/** Drafts whose signature lines were drawn anew for another signer, after the verification. */
export const redrawnDrafts: Migration = {
  name: '110-redrawn-drafts',
  sql: `
    create table redrawn_drafts (
      sha256             text not null references drafts,
      from_sha256        text not null references drafts,
      application_number text not null references cases,
      drawn_for          text not null references people,
      drawn_at           timestamptz not null default clock_timestamp(),
      primary key (sha256, from_sha256),
      check (sha256 <> from_sha256)
    );
    comment on table redrawn_drafts is 'The card named by sha256 shows what the verified one (from_sha256) shows, but for the lines of its signer: held when it was drawn. Append-only.';
    grant select, insert on redrawn_drafts to kk_app;
    create trigger redrawn_drafts_append_only before update or delete or truncate on redrawn_drafts
      for each statement execute function refuse_change();
    alter table redrawn_drafts enable always trigger redrawn_drafts_append_only;
  `,
};
