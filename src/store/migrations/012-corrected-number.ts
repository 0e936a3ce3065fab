import type { Migration } from './migration.ts';

/** Officers correct the number that messages go to; what the resident declared stays as it was. */
export const correctedNumber: Migration = {
  name: '012-corrected-number',
  sql: `
    comment on column cases.whatsapp is 'E.164: where messages go and replies come from. First the applicant''s own, then as an officer corrected it.';
    grant update (whatsapp) on cases to kk_app;
  `,
};
