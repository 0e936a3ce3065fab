import { Type } from '@sinclair/typebox';
import { checker } from './schema.ts';
import { createSearchIndex } from './search-index.ts';

/** Tasklist's standard prefix. The index of the tasks' variables has it too; no id there is a task's. */
const INDEX = 'tasklist-task-*';

const checkFound = checker(Type.Object({ hits: Type.Object({ hits: Type.Array(Type.Object({ _source: Type.Object({ assignee: Type.Optional(Type.Union([Type.String(), Type.Null()])) }) })) }) }), "Tasklist's index of tasks");

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
      const answer = checkFound(JSON.parse(await index.ask(`${INDEX}/_search?ignore_unavailable=true`, JSON.stringify({ query: { ids: { values: [userTaskKey] } }, _source: ['assignee'] }))));
      const [found] = answer.hits.hits;
      return found === undefined ? undefined : (found._source.assignee ?? null);
    },
  };
}
