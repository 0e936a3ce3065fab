import type { UserTask } from '../../engine/engine.ts';
import type { CaseRecord } from '../../store/store.ts';
import { casesOf } from './cases-of.ts';
import type { DeskMeans } from './means.ts';
import { absentToday } from './on-duty.ts';
import { isSettled } from './settled.ts';

type Means = Pick<DeskMeans, 'store' | 'engine' | 'now'>;

/** Tasks that the diagram assigns to `entryOfficer`: whoever else completes them is refused. */
const KEPT: readonly string[] = ['examine-application', 'enter-siak-manually'];

/**
 * A task of a kept case lies with its keeper. What nobody holds is given to him: he gave it back in Tasklist, or the search was so slow to show
 * the free task of a hand-over that nobody waited for it. What a former keeper still holds is passed to him: the search did not know the task
 * yet when the case was handed over, or the engine was away. Answers how many came to their keeper. Repeating is harmless: what a third person
 * took in Tasklist is not touched, and refused when he completes it.
 */
export function giveTasksToKeepers(means: Means): () => Promise<number> {
  const { store, engine } = means;
  return async () => {
    const kept = (await engine.openTasks()).filter(({ elementId }) => KEPT.includes(elementId));
    if (kept.length === 0) return 0;
    const [cases, absent] = [await casesOf(store, kept), await absentToday(means)];
    let given = 0;
    for (const task of kept) {
      const record = cases.get(task.processInstanceKey);
      const keeper = record?.entryOfficer ?? null;
      if (record === undefined || keeper === null || task.assignee === keeper || absent.has(keeper)) continue;
      if (await bring(means, record, task, keeper)) given += 1;
    }
    return given;
  };
}

async function bring(
  means: Means,
  record: CaseRecord,
  { userTaskKey, assignee }: UserTask,
  keeper: string,
): Promise<boolean> {
  if (assignee === null) return means.engine.give(userTaskKey, keeper);
  return (await wasKeptBy(means, record, assignee)) && means.engine.passTask(userTaskKey, keeper);
}

/** Whether this officer handed the case over, long enough ago that the search knows who holds its task. */
async function wasKeptBy({ store, now }: Means, { applicationNumber }: CaseRecord, officer: string): Promise<boolean> {
  const handedOver = (await store.journal.of(applicationNumber)).filter(({ event }) => event === 'case-handed-over');
  return handedOver.some(({ actor }) => actor === officer) && handedOver.every((row) => isSettled(row, now()));
}
