import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import type { UserTasks } from './user-tasks.ts';

const LOOK_EVERY_MS = 300;
/** Longer than the search lags on a good day. */
const SEEN_WITHIN_MS = 15_000;

/**
 * Moves a task to another person. Tasklist asks the search, not the engine, whose a task is, and the engine notes as decider whoever holds it:
 * so a task is free first, until the search says so too, and only then the colleague's. Otherwise what the former keeper completes within the
 * lag would bear the colleague's name; held by nobody, it is refused.
 */
export function createPassTask(userTasks: UserTasks): Engine['passTask'] {
  async function isSeenFree(processInstanceKey: string, userTaskKey: string): Promise<boolean> {
    for (const until = Date.now() + SEEN_WITHIN_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
      const task = (await userTasks.ofInstance(processInstanceKey)).find((one) => one.userTaskKey === userTaskKey);
      if (task?.state === 'CREATED' && !task.assignee) return true;
      if (task !== undefined && task.state !== 'CREATED') return false;
    }
    return false;
  }

  return async ({ userTaskKey, processInstanceKey }, username) =>
    (await userTasks.unassign(userTaskKey)) && (await isSeenFree(processInstanceKey, userTaskKey)) && (await userTasks.give(userTaskKey, username));
}
