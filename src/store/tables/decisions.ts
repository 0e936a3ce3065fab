import type { Knex } from 'knex';
import type { ColumnSeal } from '../column-seal.ts';
import type { DecisionRecord, Store } from '../store.ts';
import { withNote, type SealedDecision } from './decision-notes.ts';

type DecisionRow = DecisionRecord & Pick<SealedDecision, 'noteSealed'>;

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
export function decisionsTable(database: Knex, seal: ColumnSeal): Store['decisions'] {
  const decisions = () =>
    database<DecisionRecord & { ordinal: string }>('decisions').select<DecisionRow[]>(
      ...COLUMNS,
      'noteSealed',
      database.raw(TAKEN_BACK_AT),
    );
  const opened = (row: DecisionRow): DecisionRecord => withNote(seal, row.applicationNumber, row);
  return {
    async of(applicationNumber) {
      return (await decisions().where({ applicationNumber }).orderBy('ordinal')).map(opened);
    },

    async byTask(taskId) {
      const [row] = await decisions().where({ taskId }).orderBy('ordinal', 'desc').limit(1);
      return row === undefined ? undefined : opened(row);
    },
  };
}
