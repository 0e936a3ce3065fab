import type { Migration } from './migration.ts';

/** Whose name stands on a draft, and for whom a case wants its draft. */
export const signatories: Migration = {
  name: '085-signatories',
  sql: `
    alter table drafts add column signatory text references people;
    comment on column drafts.signatory is 'Whom the card names as its signer; null on drafts of before.';
    alter table cases add column signatory text references people;
    comment on column cases.signatory is 'Who approved a draft that named somebody else: the next draft names this person. Null: whoever signs on the day of the draft.';
    grant update (signatory) on cases to kk_app;
  `,
};
