import type { Migration } from './migration.ts';

/** Whose paper an issued card made void, and the day that is printed on a card. */
export const touchedCards: Migration = {
  name: '084-touched-cards',
  sql: `
    create table touched_cards (
      application_number text not null references cases,
      card               text not null check (card ~ '^[0-9a-f]{64}$'),
      primary key (application_number, card)
    );
    create index touched_cards_by_card on touched_cards (card);
    comment on table touched_cards is 'Cards that the entry of an issued card changed or ended, as keyed hashes of their KK numbers: their papers are void since then. Append-only.';
    grant select, insert on touched_cards to kk_app;
    create trigger touched_cards_append_only before update or delete or truncate on touched_cards
      for each statement execute function refuse_change();
    alter table touched_cards enable always trigger touched_cards_append_only;

    alter table drafts add column issued_on text check (issued_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
    comment on column drafts.issued_on is 'The day printed on the card; null on drafts of before.';
  `,
};
