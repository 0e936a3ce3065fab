import type { Migration } from './migration.ts';

/** A batch of signatures outlives the process that began it, and every process of the office sees it. */
export const signingBatches: Migration = {
  name: '018-signing-batches',
  sql: `
    create table signing_batches (
      id          uuid primary key,
      signer      text not null references people,
      runner      text not null,
      alive_at    timestamptz not null default clock_timestamp(),
      created_at  timestamptz not null default clock_timestamp(),
      finished_at timestamptz
    );
    create index signing_batches_unfinished on signing_batches (alive_at) where finished_at is null;
    comment on table signing_batches is 'Drafts that a signer approved with one passphrase. The passphrase lives in the memory of one process only.';
    comment on column signing_batches.runner is 'The process that works on it; another one takes over when alive_at falls behind.';

    create table signing_items (
      batch_id           uuid not null references signing_batches,
      ordinal            integer not null,
      application_number text not null,
      draft_sha256       text not null check (draft_sha256 ~ '^[0-9a-f]{64}$'),
      task_id            text,
      status             text not null check (status in ('waiting', 'signing', 'signed', 'returned', 'refused', 'not-processed')),
      reason             text,
      watched            boolean not null default false,
      primary key (batch_id, application_number)
    );
    create unique index signing_items_under_way on signing_items (draft_sha256)
      where status in ('waiting', 'signing') and not watched;
    comment on table signing_items is 'The drafts of a batch and what became of each.';
    comment on column signing_items.watched is 'Another batch has this draft under way; this one only shows what becomes of it.';

    create table grant_holders (
      draft_sha256 text primary key check (draft_sha256 ~ '^[0-9a-f]{64}$'),
      holder       text not null,
      expires_at   timestamptz not null
    );
    comment on table grant_holders is 'In which process the passphrase for a draft lives, and until when. Never the passphrase.';

    grant select, insert on signing_batches, signing_items to kk_app;
    grant update (runner, alive_at, finished_at) on signing_batches to kk_app;
    grant update (status, reason, watched) on signing_items to kk_app;
    grant select, insert, update, delete on grant_holders to kk_app;
  `,
};
