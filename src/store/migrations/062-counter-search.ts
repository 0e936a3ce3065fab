import type { Migration } from './migration.ts';

/** At the counter an officer finds a resident's cases by the NIK on the card in their hand. */
export const counterSearch: Migration = {
  name: '062-counter-search',
  sql: `
    create index cases_by_applicant_nik on cases ((application -> 'applicant' ->> 'nik'));
  `,
};
