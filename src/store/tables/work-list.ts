import type { Knex } from 'knex';
import type { Store, WorkItem } from '../store.ts';

const COLUMNS = [
  'taskId',
  'applicationNumber',
  'element',
  'lane',
  'assignee',
  'createdAt',
  'endedAt',
  'endedAs',
] as const satisfies readonly (keyof WorkItem)[];

export function workListTable(database: Knex): Store['workList'] {
  const items = () => database<WorkItem>('workList').select(...COLUMNS);
  return {
    async open({ lanes, applicationNumber, assignee } = {}) {
      const chosen = items().whereNull('endedAt').orderBy('createdAt').orderBy('taskId');
      if (lanes !== undefined) chosen.whereIn('lane', [...lanes]);
      if (applicationNumber !== undefined) chosen.where({ applicationNumber });
      if (assignee !== undefined) chosen.where({ assignee });
      return chosen;
    },

    async of(applicationNumber) {
      return items().where({ applicationNumber }).orderBy('createdAt').orderBy('taskId');
    },

    async find(taskId) {
      return items().where({ taskId }).first();
    },

    async lock(taskId) {
      return items().where({ taskId }).forUpdate().first();
    },
  };
}
