import type { Migration } from './migration.ts';

/** The lines under a draft, as printed: who may sign can come to be called otherwise before they sign. */
export const signatureLines: Migration = {
  name: '121-signature-lines',
  sql: `
    alter table drafts add column signature_lines jsonb;
    comment on column drafts.signature_lines is 'Title, name and NIP of the signer as printed on this draft; null on drafts of before.';
  `,
};
