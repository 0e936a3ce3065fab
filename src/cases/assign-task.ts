import { Refusal, isRefusalCode, type FailureCode } from '../domain/failures.ts';
import { judgeTask } from '../domain/judge-decision.ts';
import { isOfEntryOfficer, stepOfTask } from '../domain/user-tasks.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { WorkItem } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { taskClaim } from './task-claim.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'settings' | 'now' | 'logger'>;

export interface TaskOfCase {
  readonly applicationNumber: string;
  readonly task: TaskId;
}

/** An officer takes a task of their lane, so that colleagues see who works on it. Throws Refusal, journalled. */
export function claimTask(needs: Needs) {
  const { store } = needs;
  return async (username: string, of: TaskOfCase): Promise<void> => {
    const item = await openItem(needs, username, of, 'task-taken');
    const record = await store.cases.get(of.applicationNumber);
    const verdict = judgeTask(await taskClaim(needs, username, item, record));
    if (!verdict.allowed) throw await refuse(needs, username, of, 'task-taken', verdict.because);
    if (item.assignee === username) return;
    await assign(needs, username, item, username, 'task-taken');
  };
}

/**
 * An officer gives back a task that they hold: it belongs to the group of its lane again. In step 3 the case goes with
 * it, and whoever examines it next is its entry officer.
 */
export function releaseTask(needs: Needs) {
  const { store } = needs;
  return async (username: string, of: TaskOfCase): Promise<void> => {
    const item = await openItem(needs, username, of, 'task-released');
    const { entryOfficer } = await store.cases.get(of.applicationNumber);
    const isOwnCase = isOfEntryOfficer(item.element) && entryOfficer === username;
    if (item.assignee !== username && !isOwnCase)
      throw await refuse(needs, username, of, 'task-released', 'ASSIGNED_TO_ANOTHER');
    if (isOwnCase) await store.cases.change(of.applicationNumber, { entryOfficer: null });
    await assign(needs, username, item, null, 'task-released');
  };
}

async function openItem(needs: Needs, username: string, of: TaskOfCase, asked: string): Promise<WorkItem> {
  const item = await needs.store.workList.find(of.task);
  if (item === undefined || item.endedAt !== null || item.applicationNumber !== of.applicationNumber)
    throw await refuse(needs, username, of, asked, 'TASK_GONE');
  return item;
}

/** The engine compares and sets, so of two officers who click at once one holds the task and the other is refused. */
async function assign(
  needs: Needs,
  username: string,
  { taskId, applicationNumber, element, assignee }: WorkItem,
  to: string | null,
  event: 'task-taken' | 'task-released',
): Promise<void> {
  const of = { applicationNumber, task: taskId };
  let outcome: 'assigned' | 'held' | 'gone';
  try {
    outcome = await needs.engine.tasks.assign(taskId, { from: assignee, to });
  } catch (error) {
    needs.logger.warn(
      { applicationNumber, error: error instanceof Error ? error.name : typeof error },
      'the engine did not answer an assignment',
    );
    throw new Refusal('NOT_RECORDED');
  }
  if (outcome !== 'assigned')
    throw await refuse(needs, username, of, event, outcome === 'held' ? 'ASSIGNED_TO_ANOTHER' : 'TASK_GONE');
  await needs.store.journal.write({
    applicationNumber,
    actor: username,
    event,
    step: stepOfTask(element) ?? null,
    detail: { task: taskId },
  });
}

async function refuse(
  { store }: Needs,
  username: string,
  { applicationNumber, task }: TaskOfCase,
  asked: string,
  because: FailureCode,
): Promise<Refusal> {
  const code = isRefusalCode(because) ? because : 'NOT_RECORDED';
  const record = await store.cases.find(applicationNumber);
  await store.journal.write({
    applicationNumber: record?.applicationNumber ?? null,
    actor: username,
    event: 'act-refused',
    step: null,
    detail: { asked, because: code, task },
  });
  return new Refusal(code);
}
