import type { UserTask } from '../../engine/engine.ts';
import type { CaseRecord, Store } from '../../store/store.ts';

/** Cases that the store hands out at once. */
const AT_ONCE = 500;

/** The cases to which these tasks belong, by Zeebe's key of the instance. */
export async function casesOf(store: Store, tasks: readonly UserTask[]): Promise<Map<string, CaseRecord>> {
  const keys = [...new Set(tasks.map(({ processInstanceKey }) => processInstanceKey))];
  const found = new Map<string, CaseRecord>();
  for (let start = 0; start < keys.length; start += AT_ONCE)
    for (const record of await store.cases.list({ processInstanceKeys: keys.slice(start, start + AT_ONCE) }))
      if (record.processInstanceKey !== null) found.set(record.processInstanceKey, record);
  return found;
}
