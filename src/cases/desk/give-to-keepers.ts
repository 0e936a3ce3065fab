import { casesOf } from './cases-of.ts';
import type { DeskMeans } from './means.ts';
import { absentToday } from './on-duty.ts';

/** Tasks that the diagram assigns to `entryOfficer`: whoever else completes them is refused. */
const KEPT: readonly string[] = ['examine-application', 'enter-siak-manually'];

/**
 * A task of a kept case that nobody holds goes to the keeper: he gave it back in Tasklist, or the search was so slow to show the free task of a
 * hand-over that nobody waited for it. Answers how many were given. Repeating is harmless: what somebody holds is not touched.
 */
export function giveTasksToKeepers(means: Pick<DeskMeans, 'store' | 'engine' | 'now'>): () => Promise<number> {
  const { store, engine } = means;
  return async () => {
    const free = (await engine.openTasks()).filter(({ assignee, elementId }) => assignee === null && KEPT.includes(elementId));
    if (free.length === 0) return 0;
    const [cases, absent] = [await casesOf(store, free), await absentToday(means)];
    let given = 0;
    for (const { userTaskKey, processInstanceKey } of free) {
      const keeper = cases.get(processInstanceKey)?.entryOfficer ?? null;
      if (keeper === null || absent.has(keeper)) continue;
      if (await engine.give(userTaskKey, keeper)) given += 1;
    }
    return given;
  };
}
