import type { Knex } from 'knex';
import type { RedrawnDraft, RedrawnDrafts } from '../redrawn-drafts.ts';

export function redrawnDraftsTable(database: Knex): RedrawnDrafts {
  const table = () => database<RedrawnDraft>('redrawn_drafts');
  return {
    async put(redrawn) {
      await table().insert(redrawn).onConflict().ignore();
    },
    async of(sha256s) {
      return table()
        .select('sha256', 'fromSha256', 'applicationNumber', 'drawnFor')
        .whereIn('sha256', [...sha256s]);
    },
  };
}
