import type { Knex } from 'knex';
import type { DecisionRecord, Store } from '../store.ts';

const COLUMNS = [
  'applicationNumber',
  'step',
  'element',
  'decidedBy',
  'decidedAt',
  'actingAs',
  'taskId',
  'answer',
  'refusedBecause',
  'draftSha256',
] as const satisfies readonly (keyof DecisionRecord)[];

/** Read only: rows come by the SQL function `decision_takes_effect`, in the completion of the task. */
export function decisionsTable(database: Knex): Store['decisions'] {
  const decisions = () => database<DecisionRecord & { ordinal: string }>('decisions');
  return {
    async of(applicationNumber) {
      return decisions()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('ordinal');
    },

    async byTask(taskId) {
      return decisions()
        .select(...COLUMNS)
        .where({ taskId })
        .orderBy('ordinal', 'desc')
        .first();
    },
  };
}
