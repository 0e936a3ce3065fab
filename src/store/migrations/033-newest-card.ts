import type { Migration } from './migration.ts';

export const newestCard: Migration = {
  name: '033-newest-card',
  sql: `
    create index cases_with_card on cases (kk_number) where signed_sha256 is not null;
    create index journal_of_signatures on journal (application_number, id) where event = 'card-signed';
  `,
};
