import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import type { TasklistIndex } from './tasklist-index.ts';
import type { UserTasks } from './user-tasks.ts';

/** Milliseconds. */
const WAITS = {
  look: 300,
  /** Longer than Tasklist's index lags on a good day. */
  seen: 15_000,
  /** A completion that Tasklist let through just before it saw the task free has arrived at the engine by then. */
  onTheWay: 1000,
};

/**
 * Moves a task to another person. Tasklist asks its own index, not the engine, whose a task is, and the engine notes as decider whoever holds it:
 * so a task is free first, until Tasklist says so too, and only then the colleague's. Otherwise what the former keeper completes within the
 * lag would bear the colleague's name; held by nobody, it is refused.
 */
export function createPassTask(
  userTasks: Pick<UserTasks, 'unassign' | 'give'>,
  tasklist: TasklistIndex,
  waits = WAITS,
): Engine['passTask'] {
  async function isSeenFree(userTaskKey: string): Promise<boolean> {
    for (const until = Date.now() + waits.seen; Date.now() < until; await sleep(waits.look))
      if ((await tasklist.holder(userTaskKey)) === null) return true;
    return false;
  }

  return async (userTaskKey, username) => {
    if (!(await userTasks.unassign(userTaskKey)) || !(await isSeenFree(userTaskKey))) return false;
    await sleep(waits.onTheWay);
    return userTasks.give(userTaskKey, username);
  };
}
