import { Refusal, isRefusalCode } from '../domain/failures.ts';
import type { GivenAnswer } from '../domain/decision-answers.ts';
import { judgeTask } from '../domain/judge-decision.ts';
import type { TaskOfCase } from './assign-task.ts';
import type { Dependencies } from './dependencies.ts';
import { refusal } from './open-case.ts';
import { taskClaim } from './task-claim.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'now'>;

/**
 * Keeps what an officer has filled in for a task until they decide, so that it outlives their session and their
 * browser. Nobody else sees it, and it binds nobody: it is not journalled. Throws Refusal, journalled, when the task is
 * not theirs to decide.
 */
export function draftAnswer(needs: Needs) {
  const { store } = needs;
  return async (username: string, { applicationNumber, task }: TaskOfCase, answer: GivenAnswer): Promise<void> => {
    const item = await store.workList.find(task);
    if (item === undefined || item.endedAt !== null || item.applicationNumber !== applicationNumber)
      throw new Refusal('TASK_GONE');
    const record = await store.cases.get(applicationNumber);
    const verdict = judgeTask(await taskClaim(needs, username, item, record));
    if (!verdict.allowed)
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'answer-drafted', applicationNumbers: [applicationNumber] },
        isRefusalCode(verdict.because) ? verdict.because : 'NOT_RECORDED',
      );
    await store.answerDrafts.put({ officer: username, task, answer });
  };
}

/** Forgets what this officer has filled in for the task. */
export function dropAnswerDraft({ store }: Needs) {
  return (username: string, task: string): Promise<void> => store.answerDrafts.remove(username, task);
}
