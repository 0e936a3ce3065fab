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
  'caseBefore',
  'draftSha256',
] as const satisfies readonly Exclude<keyof DecisionRecord, 'takenBackAt'>[];

/** When a decision was taken back stands in a table of its own: decisions themselves are append-only. */
const TAKEN_BACK_AT = `(select taken_back_at from taken_back_decisions t
  where t.application_number = decisions.application_number and t.task_id = decisions.task_id) as taken_back_at`;

/** Read only: rows come by the SQL function `decision_takes_effect`, in the completion of the task. */
export function decisionsTable(database: Knex): Store['decisions'] {
  const decisions = () =>
    database<DecisionRecord & { ordinal: string }>('decisions').select<DecisionRecord[]>(
      ...COLUMNS,
      database.raw(TAKEN_BACK_AT),
    );
  return {
    async of(applicationNumber) {
      return decisions().where({ applicationNumber }).orderBy('ordinal');
    },

    async byTask(taskId) {
      return decisions().where({ taskId }).orderBy('ordinal', 'desc').first();
    },
  };
}
