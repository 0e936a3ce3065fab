import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { OFFICER_ROLES } from '../../domain/process.ts';
import { backOffMs } from '../backoff.ts';
import { JUDGEMENT_JOB, WORK_LIST_JOB } from '../task-listeners.ts';
import type { ZeebeClient } from './client.ts';
import { openJobSource, type ZeebeJob } from './job-source.ts';
import type { ListenerAnswers } from './judgements.ts';
import { DENIED, expectedHolder } from './task-denials.ts';

/** A change of a user task waits for our answer, so it must not wait for another. */
const AT_ONCE = 16;
const LOCK_MS = 15_000;

/** The diagram asks what nobody answers; asking again does not help. */
class ListenerDefect extends Error {}

/**
 * Answers the jobs by which the cluster announces every change of a user task before it makes it: feeds the work list,
 * denies an assignment that comes from the wrong hands, and denies every completion without a judgement. An answer is
 * given again when the cluster asks again.
 */
export function answerTaskListeners(
  client: ZeebeClient,
  answers: ListenerAnswers,
  logger: Logger,
): { close(): Promise<void> } {
  const running = new Set<Promise<void>>();

  async function answer(job: ZeebeJob): Promise<void> {
    const where = { element: job.elementId, event: job.listenerEventType };
    try {
      const denied = await reasonToDeny(job);
      await client.completeJob({
        jobKey: job.jobKey,
        result:
          denied === undefined
            ? { type: 'userTask', denied: false }
            : { type: 'userTask', denied: true, deniedReason: denied },
      });
    } catch (error) {
      logger.warn({ ...where, err: error }, 'a change of a user task was not answered, it is asked again');
      // As a rule our database is away, which is not the task's fault: no attempt is used up.
      await client
        .failJob({
          jobKey: job.jobKey,
          retries: error instanceof ListenerDefect ? job.retries - 1 : job.retries,
          retryBackOff: backOffMs(0, 'DATABASE_UNREACHABLE'),
          errorMessage: error instanceof ListenerDefect ? error.message : 'DATABASE_UNREACHABLE',
        })
        .catch(() => undefined);
    }
  }

  async function reasonToDeny(job: ZeebeJob): Promise<string | undefined> {
    const { userTask, listenerEventType, elementId, variables } = job;
    const task = userTask?.userTaskKey;
    if (userTask === undefined || typeof task !== 'string')
      throw new ListenerDefect(`job ${job.type} belongs to no user task`);
    const assignee = userTask.assignee === '' ? null : (userTask.assignee ?? null);
    switch (listenerEventType) {
      case 'CREATING': {
        const lane = OFFICER_ROLES.find((role) => userTask.candidateGroups?.includes(role));
        if (lane === undefined)
          throw new ListenerDefect(`the group of task ${elementId} is none of the office's roles`);
        const caseNumber = String(variables['applicationNumber']);
        await answers.created({ task, caseNumber, elementId, lane, assignee, createdAt: new Date() });
        return undefined;
      }
      case 'ASSIGNING': {
        const expected = expectedHolder(userTask.action);
        const holder = await answers.holderOf(task);
        if (expected !== undefined && holder !== expected && holder !== assignee) return DENIED.held;
        await answers.assigned(task, assignee);
        return undefined;
      }
      case 'COMPLETING':
        return completing(task, variables);
      case 'CANCELING':
        await goingBack(task);
        await answers.ended(task, 'canceled');
        return undefined;
      case 'UPDATING':
      case 'START':
      case 'END':
      case 'UNSPECIFIED':
        throw new ListenerDefect(`nobody answers the event ${listenerEventType} of a user task`);
    }
  }

  /**
   * What was judged takes effect here, before the task has ended. The cluster does not let us deny the end of a task: who
   * took it in the moment between our command and this has lost it, and the office's tables must say the same.
   */
  async function goingBack(task: string): Promise<void> {
    const back = await answers.takingBackReady(task);
    if (back === undefined) return;
    await answers.assigned(task, back.assignee);
    await answers.takingBackTakesEffect(task);
  }

  async function completing(task: string, variables: ZeebeJob['variables']): Promise<string | undefined> {
    // In force already: only our answer to the cluster was lost.
    const inForce = await answers.answerInForce(task);
    const judged = inForce ?? (await answers.answerReady(task));
    if (judged === undefined) return DENIED.notJudged;
    // A listener cannot set variables: those that came with the completion must be the judged ones.
    if (!Object.entries(judged).every(([name, value]) => isDeepStrictEqual(variables[name], value)))
      return DENIED.notJudged;
    if (inForce === undefined && (await answers.decisionTakesEffect(task)) === undefined) return DENIED.notJudged;
    await answers.ended(task, 'completed');
    return undefined;
  }

  const open = (type: string, variables: readonly string[]) =>
    openJobSource(
      client,
      {
        type,
        lockMs: LOCK_MS,
        variables,
        room: () => AT_ONCE - running.size,
        onJob(job) {
          const run = answer(job).finally(() => running.delete(run));
          running.add(run);
        },
      },
      logger,
    );
  const sources = [open(WORK_LIST_JOB, ['applicationNumber']), open(JUDGEMENT_JOB, [])];
  return {
    async close() {
      await Promise.all(sources.map((source) => source.close()));
      await Promise.all(running);
    },
  };
}
