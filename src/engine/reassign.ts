import { setTimeout as sleep } from 'node:timers/promises';
import type { ZeebeClient } from './client.ts';
import type { Engine } from './engine.ts';
import type { UserTasks } from './user-tasks.ts';

const LOOK_EVERY_MS = 300;
/** Longer than the search lags; after that the task stays free and the colleague takes it himself. */
const SEEN_WITHIN_MS = 15_000;

/**
 * Gives a case and its open tasks to another keeper. Tasklist asks the search, not the engine, whose a task is, and the engine notes as decider
 * whoever holds it: so a task is free first, until the search says so too, and only then the colleague's. Otherwise what the former keeper
 * completes within the lag would bear the colleague's name; held by nobody, it is refused.
 */
export function createReassign(client: ZeebeClient, userTasks: UserTasks): Engine['reassign'] {
  async function isSeenFree(processInstanceKey: string, userTaskKey: string): Promise<boolean> {
    for (const until = Date.now() + SEEN_WITHIN_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
      const task = (await userTasks.ofInstance(processInstanceKey)).find((one) => one.userTaskKey === userTaskKey);
      if (task?.state === 'CREATED' && !task.assignee) return true;
      if (task !== undefined && task.state !== 'CREATED') return false;
    }
    return false;
  }

  return async ({ processInstanceKey, userTaskKeys }, username) => {
    // On the instance itself, whatever its elements keep locally; repeating it is harmless.
    await client.setVariables({ elementInstanceKey: processInstanceKey, local: true, variables: { entryOfficer: username } });
    for (const userTaskKey of userTaskKeys) if ((await userTasks.unassign(userTaskKey)) && (await isSeenFree(processInstanceKey, userTaskKey))) await userTasks.assign(userTaskKey, username);
  };
}
