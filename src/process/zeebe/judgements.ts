import type { TakenBack, TaskId, WorkListFeed } from '../../domain/work-list.ts';

export interface ReadyTakingBack extends TakenBack {
  /** Task of the decision that is taken back. */
  readonly decisionTask: TaskId;
  /** Who held the open task when it was judged. */
  readonly assignee: string | null;
}

/**
 * What stands in our database about a task, for the jobs by which this engine asks us (task listeners). Unlike the
 * embedded engine it does not write there itself, so a job may ask twice about the same event.
 */
export interface ListenerAnswers extends WorkListFeed {
  /** Answer of the judgement that lies ready for the task. */
  answerReady(task: TaskId): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Answer of the decision that took effect for the task. */
  answerInForce(task: TaskId): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** The taking-back that lies ready for the open task. */
  takingBackReady(task: TaskId): Promise<ReadyTakingBack | undefined>;
  /** Whether the decision that was made in this task was taken back. */
  isTakenBack(decisionTask: TaskId): Promise<boolean>;
  /** Whether the task is open by the work list. */
  isOpen(task: TaskId): Promise<boolean>;
  /** Who holds the task by the work list; undefined: the work list does not know it. */
  holderOf(task: TaskId): Promise<string | null | undefined>;
}
