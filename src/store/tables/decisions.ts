import type { Knex } from 'knex';
import type { DecisionRecord, Store } from '../store.ts';

const COLUMNS = [
  'applicationNumber',
  'step',
  'decidedBy',
  'decidedAt',
  'actingAs',
  'userTaskKey',
  'recordedBy',
  'answer',
  'refusedBecause',
  'draftSha256',
] as const satisfies readonly (keyof DecisionRecord)[];

export function decisionsTable(database: Knex): Store['decisions'] {
  const decisions = () => database<DecisionRecord & { ordinal: string }>('decisions');
  const newestWith = async (
    key: { userTaskKey: string } | { recordedBy: string },
  ): Promise<DecisionRecord | undefined> =>
    decisions()
      .select(...COLUMNS)
      .where(key)
      .orderBy('ordinal', 'desc')
      .first();

  return {
    /** A second decision for the same task, or by the same recording job, is refused (StoreError 23505) and rolls its transaction back. */
    async record(decision) {
      await decisions().insert(decision);
    },

    async of(applicationNumber) {
      return decisions()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('ordinal');
    },

    byRecorder: (recordedBy) => newestWith({ recordedBy }),
    byUserTask: (userTaskKey) => newestWith({ userTaskKey }),
  };
}
