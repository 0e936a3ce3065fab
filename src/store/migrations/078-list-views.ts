import type { Migration } from './migration.ts';

/** A page of a work list is one row of the journal that names the cases on it: they are found by their numbers. */
export const listViews: Migration = {
  name: '078-list-views',
  sql: `
    create index journal_list_views on journal using gin ((detail->'numbers')) where event = 'work-list-viewed';
  `,
};
