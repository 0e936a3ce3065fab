import { isOfEntryOfficer, stepOfTask } from '../domain/user-tasks.ts';
import { EngineAway } from '../process/engine-away.ts';
import type { WorkItem } from '../store/store.ts';
import { absentToday } from './absences-today.ts';
import type { Dependencies } from './dependencies.ts';

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
    const failures: unknown[] = [];
    let moved = 0;
    for (const item of await store.workList.open())
      try {
        const isHeldByAbsent = item.assignee !== null && absent.has(item.assignee);
        if (isHeldByAbsent ? await free(needs, item) : await giveToEntryOfficer(needs, item, absent)) moved += 1;
      } catch (error) {
        if (error instanceof EngineAway) throw error;
        failures.push(error); // a task that the engine refuses holds up no other
      }
    if (failures.length > 0) throw failures[0];
    return moved;
  };
}

async function free(
  { store, engine }: Needs,
  { taskId, applicationNumber, element, assignee }: WorkItem,
): Promise<boolean> {
  const step = stepOfTask(element) ?? null;
  const { entryOfficer } = await store.cases.get(applicationNumber);
  // The record first: until it is changed the case would be brought back to the absent officer.
  if (isOfEntryOfficer(element) && entryOfficer === assignee)
    await store.cases.change(applicationNumber, { entryOfficer: null });
  if ((await engine.tasks.assign(taskId, { from: assignee, to: null })) !== 'assigned') return false;
  await store.journal.write({
    applicationNumber,
    actor: 'sistem',
    event: 'task-freed',
    step,
    detail: { heldBy: assignee, task: taskId },
  });
  return true;
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
