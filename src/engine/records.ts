import { Type } from '@sinclair/typebox';
import type { CompletedTask } from './engine.ts';
import { createSearchIndex, finder } from './search-index.ts';

/** The exporter's standard prefix; a day has an index. */
const INDEX = 'zeebe-record_user-task_*';
/** The task that is asked for was completed a moment ago: it is among the newest. */
const NEWEST = 20;

const findCompleted = finder(
  Type.Object({
    timestamp: Type.Number(),
    value: Type.Object({
      userTaskKey: Type.String(),
      elementId: Type.String(),
      assignee: Type.String(),
      creationTimestamp: Type.Number(),
    }),
  }),
  'records of completed user tasks',
);

export interface Records {
  completedTask(processInstanceKey: string, elementId: string): Promise<CompletedTask | undefined>;
}

/**
 * What the engine itself has written down (exporter's index, OpenSearch or Elasticsearch). Who completed a task is asked here and not of
 * Tasklist: Tasklist 8.6 writes a claim and a completion into its own index at once and imports the engine's records over them seconds later,
 * so that for a moment a completed task bears the name of whoever held it before.
 */
export function createRecords(recordsUrl: string): Records {
  const index = createSearchIndex(recordsUrl);
  return {
    async completedTask(processInstanceKey, elementId) {
      if (!/^\d+$/.test(processInstanceKey)) throw new TypeError('processInstanceKey must be a number');
      const body = `{"size":${NEWEST},"sort":[{"position":{"order":"desc","unmapped_type":"long"}}],"query":{"bool":{"filter":[{"term":{"intent":"COMPLETED"}},{"term":{"value.processInstanceKey":${processInstanceKey}}}]}}}`;
      const found = (await findCompleted(index, INDEX, body)).find(({ value }) => value.elementId === elementId);
      if (found === undefined) return undefined;
      const { userTaskKey, assignee, creationTimestamp } = found.value;
      return {
        userTaskKey,
        completedBy: assignee === '' ? null : assignee,
        createdAt: new Date(creationTimestamp),
        completedAt: new Date(found.timestamp),
      };
    },
  };
}
