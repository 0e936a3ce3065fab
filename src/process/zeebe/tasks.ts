import type { HumanTasks } from '../process.ts';
import { CONFLICT, detailOf, isKey, key, NOT_FOUND, statusOf, type ZeebeClient } from './client.ts';
import type { ListenerAnswers } from './judgements.ts';
import { DENIED, takenFrom } from './task-denials.ts';

/** The cluster's words when a task has left the state in which a command could change it. */
const ENDED = /'(?:COMPLETED|CANCELED|CANCELING|TERMINATED)'/;

export function createTasks(client: ZeebeClient, answers: ListenerAnswers): HumanTasks {
  return {
    async assign(task, { from, to }) {
      if (!isKey(task)) return 'gone';
      try {
        if (to === null) {
          // Nothing can be said along with a release; the work list is what the listeners last heard.
          if ((await answers.holderOf(task)) !== from) return await heldOrGone(task);
          await client.unassignUserTask({ userTaskKey: key(task) });
        } else
          await client.assignUserTask({
            userTaskKey: key(task),
            assignee: to,
            allowOverride: from !== null,
            action: takenFrom(from),
          });
        return 'assigned';
      } catch (error) {
        if (statusOf(error) === NOT_FOUND) return 'gone';
        if (statusOf(error) === CONFLICT) return ENDED.test(detailOf(error)) ? 'gone' : 'held';
        throw error;
      }
    },
    async complete(task) {
      if (!isKey(task)) return 'gone';
      try {
        // The listener compares them with the judgement before it lets the completion pass.
        const variables = (await answers.answerReady(task)) ?? (await answers.answerInForce(task)) ?? {};
        await client.completeUserTask({ userTaskKey: key(task), variables, action: 'complete' });
        return 'completed';
      } catch (error) {
        if (statusOf(error) === NOT_FOUND) return 'gone';
        if (statusOf(error) === CONFLICT) return detailOf(error).includes(DENIED.notJudged) ? 'not-judged' : 'gone';
        throw error;
      }
    },
  };

  async function heldOrGone(task: string): Promise<'held' | 'gone'> {
    return (await answers.holderOf(task)) === undefined ? 'gone' : 'held';
  }
}
