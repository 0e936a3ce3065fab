import { setTimeout as wait } from 'node:timers/promises';
import type { HumanTasks } from '../process.ts';
import { CONFLICT, detailOf, isKey, key, NOT_FOUND, statusOf, type ZeebeClient } from './client.ts';
import type { ListenerAnswers } from './judgements.ts';
import { NOW } from './search.ts';
import { DENIED, takenFrom } from './task-denials.ts';

/** The cluster's words when a task has left the state in which a command could change it. */
const ENDED = /'(?:COMPLETED|CANCELED|CANCELING|TERMINATED)'/;
/** While a listener is asked about a change of the task, the cluster takes no other command for it. */
const CHANGING = /'(?:CREATING|ASSIGNING|CLAIMING|UPDATING|COMPLETING)'/;
/** How long the cluster may take to tell us of a change that it has accepted. Milliseconds. */
const HEARD_MS = 10_000;
const LOOK_MS = 50;

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
      const end = Date.now() + HEARD_MS;
      for (;;) {
        try {
          // The listener compares them with the judgement before it lets the completion pass.
          const variables = (await answers.answerReady(task)) ?? (await answers.answerInForce(task)) ?? {};
          await client.completeUserTask({ userTaskKey: key(task), variables, action: 'complete' });
          return 'completed';
        } catch (error) {
          if (statusOf(error) === NOT_FOUND) return 'gone';
          if (statusOf(error) !== CONFLICT) throw error;
          const detail = detailOf(error);
          if (detail.includes(DENIED.notJudged)) return 'not-judged';
          if (!CHANGING.test(detail) || Date.now() > end) return 'gone';
          await wait(LOOK_MS);
        }
      }
    },
    async takeBack(task) {
      if (!isKey(task) || !(await answers.isOpen(task))) return 'gone';
      const back = await answers.takingBackReady(task);
      if (back === undefined || back.assignee !== (await answers.holderOf(task))) return 'not-judged';
      try {
        const { processInstanceKey, elementInstanceKey } = await client.getUserTask({ userTaskKey: key(task) }, NOW);
        if (processInstanceKey === undefined || elementInstanceKey === undefined)
          throw new Error('the cluster does not say where a user task stands');
        await client.modifyProcessInstance({
          processInstanceKey,
          terminateInstructions: [{ elementInstanceKey }],
          activateInstructions: [
            { elementId: key(back.element), variableInstructions: [{ variables: { ...back.variables } }] },
          ],
        });
      } catch (error) {
        if (statusOf(error) === NOT_FOUND) return 'gone';
        throw error;
      }
      // The cluster answers before its listener has told us of the end of the task.
      const end = Date.now() + HEARD_MS;
      while ((await answers.isOpen(task)) && Date.now() < end) await wait(LOOK_MS);
      return (await answers.isTakenBack(back.decisionTask)) ? 'taken-back' : 'not-judged';
    },
  };

  async function heldOrGone(task: string): Promise<'held' | 'gone'> {
    return (await answers.holderOf(task)) === undefined ? 'gone' : 'held';
  }
}
