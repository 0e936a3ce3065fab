import type { Migration } from './migration.ts';

export const cardsAfter: Migration = {
  name: '074-cards-after',
  sql: `
    alter table cases add column cards_after_sha256 text check (cards_after_sha256 ~ '^[0-9a-f]{64}$');
    comment on column cases.cards_after_sha256 is 'Encrypted document: the other cards that the entry changes, as SIAK had them when the draft was drawn.';
    grant update (cards_after_sha256) on cases to kk_app;
  `,
};
