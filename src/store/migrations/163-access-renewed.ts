import type { Migration } from './migration.ts';

/** Who gave an open case a new PIN or phone is asked for every list of work; of a case's rows there are few such. */
export const accessRenewed: Migration = {
  name: '163-access-renewed',
  sql: `
    create index journal_of_access on journal (application_number, actor) where event in ('pin-renewed', 'number-corrected');
  `,
};
