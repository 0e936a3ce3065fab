import type { Migration } from './migration.ts';

/** The card that a new one replaces is handed in (SOP step 9); a card comes back once. */
export const oldCards: Migration = {
  name: '046-old-cards',
  sql: `
    create table old_cards (
      application_number text primary key references cases,
      returned_at        timestamptz not null default clock_timestamp(),
      received_by        text not null references people
    );
    create index old_cards_by_time on old_cards (returned_at);
    comment on table old_cards is 'Old family cards that came back to the office, by the application that replaced them. Append-only; no personal data.';
    grant select, insert on old_cards to kk_app;
    create trigger old_cards_append_only before update or delete or truncate on old_cards for each statement execute function refuse_change();
    alter table old_cards enable always trigger old_cards_append_only;
  `,
};
