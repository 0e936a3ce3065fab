import type { Migration } from './migration.ts';

/** PDFs of SIAK that came by the watched folder, and cards that a program and no person brought. */
export const foundCards: Migration = {
  name: '091-found-cards',
  sql: `
    alter table siak_cards alter column brought_by drop not null;
    comment on column siak_cards.brought_by is 'The print officer; null: it came by the watched folder.';

    create table found_cards (
      id                 uuid primary key default gen_random_uuid(),
      sha256             text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
      found_at           timestamptz not null default clock_timestamp(),
      outcome            text,
      judged_at          timestamptz,
      application_number text references cases,
      closed_at          timestamptz,
      closed_by          text references people
    );
    create index found_cards_open on found_cards (found_at) where closed_at is null and application_number is null;
    comment on table found_cards is 'PDFs taken from the watched folder (SIAK_CARD_FOLDER), each once; the file is an encrypted document, its name is not kept.';
    comment on column found_cards.outcome is 'What became of it: brought, or why not. Null: not yet judged.';
    grant select, insert on found_cards to kk_app;
    grant update (outcome, judged_at, application_number, closed_at, closed_by) on found_cards to kk_app;
  `,
};
