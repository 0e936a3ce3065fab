import type { Knex } from 'knex';
import type { TakingBack, TakingBacks } from '../taking-backs.ts';

const COLUMNS = [
  'taskId',
  'applicationNumber',
  'decisionTask',
  'element',
  'takenBackBy',
  'assignee',
  'variables',
] as const satisfies readonly (keyof TakingBack)[];

/** As in the SQL function `taking_back_takes_effect`, which takes nothing older. */
const LAPSED = `judged_at <= clock_timestamp() - interval '1 minute'`;

export function takingBacksTable(database: Knex): TakingBacks {
  const rows = () => database<TakingBack>('takingBacks');
  return {
    async put({ variables, ...row }) {
      await rows()
        .insert({ ...row, variables: JSON.stringify(variables) as never })
        .onConflict('taskId')
        .merge({
          ...row,
          variables: JSON.stringify(variables) as never,
          judgedAt: database.raw('clock_timestamp()'),
        } as never);
    },

    async onItsWay(taskId) {
      return rows()
        .select(...COLUMNS)
        .where({ taskId })
        .whereRaw(`not (${LAPSED})`)
        .first();
    },

    async withdraw(taskId) {
      return (await rows().where({ taskId }).delete()) === 1;
    },

    async forgotten() {
      return rows()
        .select(...COLUMNS)
        .whereRaw(LAPSED);
    },
  };
}
