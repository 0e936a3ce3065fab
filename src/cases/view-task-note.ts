import { judgeTask } from '../domain/judge-decision.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import type { TaskId } from '../domain/work-list.ts';
import { inForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { openCase } from './open-case.ts';
import { taskClaim } from './task-claim.ts';

/**
 * What the head wrote when they returned a draft, for the form in which its verification is given again: the process
 * carries no words of officers. For who holds the task, or may take it. Undefined where there is nothing to show, or the
 * task is not for them. Journalled as 'note-viewed' before it is handed out.
 */
export function viewTaskNote(needs: Pick<Dependencies, 'store' | 'settings' | 'now'>) {
  return async (username: string, task: TaskId): Promise<string | undefined> => {
    const { store } = needs;
    const item = await store.workList.find(task);
    if (item === undefined || item.endedAt !== null || item.element !== HUMAN_TASKS[5]) return undefined;
    const record = await store.cases.get(item.applicationNumber);
    const claim = await taskClaim(needs, username, item, record);
    const last = inForce(claim.decisions).at(-1)?.answer;
    const note = last?.['signing'] === 'rejected' ? last['note'] : undefined;
    if (typeof note !== 'string' || note === '' || !judgeTask(claim).allowed) return undefined;
    await openCase(needs, username, item.applicationNumber, 'note-viewed', { task });
    return note;
  };
}
