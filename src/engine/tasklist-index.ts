import { Type } from '@sinclair/typebox';
import { createSearchIndex, finder } from './search-index.ts';

/** Tasklist's standard prefix. The index of the tasks' variables has it too; no id there is a task's. */
const INDEX = 'tasklist-task-*';

const findTasks = finder(
  Type.Object({ assignee: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
  "index of Tasklist's tasks",
);

export interface TasklistIndex {
  /** Login of who holds the task in Tasklist's eyes; null: nobody; undefined: Tasklist does not know the task yet. */
  holder(userTaskKey: string): Promise<string | null | undefined>;
}

/**
 * Tasklist 8.6 lets complete whoever holds the task in this index of its own. The engine's search for user tasks reads another one
 * (`tasklist-list-view`): the two are filled together and shown at different moments, up to seconds apart.
 */
export function createTasklistIndex(url: string): TasklistIndex {
  const index = createSearchIndex(url);
  return {
    async holder(userTaskKey) {
      const [task] = await findTasks(
        index,
        INDEX,
        JSON.stringify({ query: { ids: { values: [userTaskKey] } }, _source: ['assignee'] }),
      );
      return task === undefined ? undefined : (task.assignee ?? null);
    },
  };
}
