import type { TaskId, WorkListFeed } from '../../domain/work-list.ts';

/**
 * What stands in our database about a task, for the jobs by which this engine asks us (task listeners). Unlike the
 * embedded engine it does not write there itself, so a job may ask twice about the same event.
 */
export interface ListenerAnswers extends WorkListFeed {
  /** Answer of the judgement that lies ready for the task. */
  answerReady(task: TaskId): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Answer of the decision that took effect for the task. */
  answerInForce(task: TaskId): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Who holds the task by the work list; undefined: the work list does not know it. */
  holderOf(task: TaskId): Promise<string | null | undefined>;
}
