import type { UserTask } from '../../engine/engine.ts';
import type { CaseRecord, Store } from '../../store/store.ts';
import { casesOf } from './cases-of.ts';
import { absentToday } from './on-duty.ts';
import type { DeskMeans } from './means.ts';
import { isSettled } from './settled.ts';
import { stepOfTask } from './tasks.ts';

/**
 * What an absent officer holds goes back to the group of its lane, whether he took it before or a case of his returned to him meanwhile; a case
 * in his keeping has no keeper until a colleague examines it. Answers how many tasks were freed. Repeating is harmless.
 */
export function freeTasksOfAbsent(means: Pick<DeskMeans, 'store' | 'engine' | 'now'>): () => Promise<number> {
  const { store, engine } = means;
  return async () => {
    const absent = await absentToday(means);
    if (absent.size === 0) return 0;
    const held = (await engine.openTasks()).filter(({ assignee }) => assignee !== null && absent.has(assignee));
    const cases = await casesOf(store, held);
    let freed = 0;
    for (const task of held) {
      const record = cases.get(task.processInstanceKey);
      if (record === undefined || (await wasJustFreed(means, record, task)) || !(await engine.free(task.userTaskKey)))
        continue;
      await noteFreed(store, record, task);
      freed += 1;
    }
    return freed;
  };
}

async function wasJustFreed(
  { store, now }: Pick<DeskMeans, 'store' | 'now'>,
  { applicationNumber }: CaseRecord,
  { userTaskKey }: UserTask,
): Promise<boolean> {
  const rows = await store.journal.of(applicationNumber);
  return rows.some(
    (row) => row.event === 'task-freed' && row.detail['userTaskKey'] === userTaskKey && !isSettled(row, now()),
  );
}

async function noteFreed(
  store: Store,
  { applicationNumber, entryOfficer }: CaseRecord,
  { userTaskKey, elementId, assignee }: UserTask,
): Promise<void> {
  const step = stepOfTask(elementId) ?? null;
  await store.transaction(async (tables) => {
    if (step === 3 && entryOfficer === assignee) await tables.cases.change(applicationNumber, { entryOfficer: null });
    await tables.journal.write({
      applicationNumber,
      actor: 'sistem',
      event: 'task-freed',
      step,
      detail: { heldBy: assignee, userTaskKey },
    });
  });
}
