import type { Migration } from './migration.ts';

/** The family on a draft is sealed as the applications are (097). */
export const sealedDrafts: Migration = {
  name: '098-sealed-drafts',
  sql: `
    alter table drafts add column family_sealed bytea;
    alter table drafts add column niks text[] not null default '{}';
    alter table drafts alter column family drop not null;
    alter table drafts alter column family_sealed set storage external;
    update drafts set niks = texts_of(family, 'lax $.members[*].nik');
    alter table drafts add constraint drafts_family_once check (num_nonnulls(family, family_sealed) = 1);
    comment on table drafts is 'Cards as rendered for verification (SOP step 4): what is signed are exactly these bytes. PERSONAL DATA: family_sealed, niks.';
    comment on column drafts.family is 'Readable family of before the sealing; null once the office has sealed it.';
    comment on column drafts.family_sealed is 'The data the card was made from; JSON under the key of the office (AES-256-GCM).';
    comment on column drafts.niks is 'NIKs of the members: answers who saw the data of a person.';
    drop index drafts_by_family;
    create index drafts_by_niks on drafts using gin (niks);
  `,
};
