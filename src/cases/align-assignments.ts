import { isOfEntryOfficer, stepOfTask } from '../domain/user-tasks.ts';
import { EngineAway } from '../process/engine-away.ts';
import type { JournalRow, Store, WorkItem } from '../store/store.ts';
import { absentToday } from './absences-today.ts';
import type { Dependencies } from './dependencies.ts';
import { each } from './each.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'now'>;

/**
 * Brings the engine's assignees in line with the office's own record. What an absent officer holds goes back to the
 * group of its lane, whether they took it before or a case of theirs returned to them meanwhile; such a case has no
 * entry officer until a colleague examines it. A task that goes with the case goes to the entry officer of its case:
 * after a hand-over the engine still names the former one. Returns how many tasks were moved. Repeating is harmless.
 */
export function alignAssignments(needs: Needs) {
  const { store } = needs;
  return async (): Promise<number> => {
    const absent = await absentToday(needs);
    let moved = 0;
    const align = async (item: WorkItem) => {
      const isHeldByAbsent = item.assignee !== null && absent.has(item.assignee);
      if (isHeldByAbsent ? await free(needs, item) : await giveToEntryOfficer(needs, item, absent)) moved += 1;
    };
    await each(await store.workList.open(), align, (error) => error instanceof EngineAway);
    return moved;
  };
}

/**
 * The record first: until it is changed the case would be brought back to the absent officer, and a process that dies
 * after the engine was asked leaves nothing behind that names the task.
 */
async function free({ store, engine }: Needs, item: WorkItem): Promise<boolean> {
  const { taskId, assignee } = item;
  const isHeld = await store.transaction((tables) => recordFreed(tables, item));
  return isHeld && (await engine.tasks.assign(taskId, { from: assignee, to: null })) === 'assigned';
}

/** Once for each time the officer held it, however often the engine is asked. False: they do not hold it any more. */
async function recordFreed(tables: Store, item: WorkItem): Promise<boolean> {
  const { taskId, applicationNumber, element, assignee } = item;
  const locked = await tables.workList.lock(taskId);
  if (locked === undefined || locked.endedAt !== null || locked.assignee !== assignee) return false;
  const { entryOfficer } = await tables.cases.get(applicationNumber);
  if (isOfEntryOfficer(element) && entryOfficer === assignee)
    await tables.cases.change(applicationNumber, { entryOfficer: null });
  if (!isFreed(item, await tables.journal.of(applicationNumber)))
    await tables.journal.write({
      applicationNumber,
      actor: 'sistem',
      event: 'task-freed',
      step: stepOfTask(element) ?? null,
      detail: { heldBy: assignee, task: taskId },
    });
  return true;
}

/** Whether the journal says that they hold it no more, and not that it came to them again since. */
function isFreed({ taskId, assignee }: WorkItem, rows: readonly JournalRow[]): boolean {
  const newest = rows.findLast(
    ({ event, actor, detail }) =>
      (event === 'task-freed' && detail['task'] === taskId && detail['heldBy'] === assignee) ||
      (event === 'task-taken' && detail['task'] === taskId && actor === assignee) ||
      (event === 'case-handed-over' && detail['to'] === assignee),
  );
  return newest?.event === 'task-freed';
}

async function giveToEntryOfficer(
  { store, engine }: Needs,
  { taskId, applicationNumber, element, assignee }: WorkItem,
  absent: ReadonlySet<string>,
): Promise<boolean> {
  if (!isOfEntryOfficer(element)) return false;
  const entryOfficer = (await store.cases.find(applicationNumber))?.entryOfficer ?? null;
  if (entryOfficer === null || entryOfficer === assignee || absent.has(entryOfficer)) return false;
  return (await engine.tasks.assign(taskId, { from: assignee, to: entryOfficer })) === 'assigned';
}
