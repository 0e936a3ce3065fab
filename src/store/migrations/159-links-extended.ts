import type { Migration } from './migration.ts';

/** A message that is composed again, days after the first try, has the same links; their time begins anew. */
export const linksExtended: Migration = {
  name: '159-links-extended',
  sql: `
    grant update (expires_at) on links to kk_app;
  `,
};
