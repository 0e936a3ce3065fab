import type { TaskId } from '../domain/work-list.ts';

/** An allowed taking-back of a decision on its way to the engine: it takes effect in the engine's change, or not at all. */
export interface TakingBack {
  /** The open task that came after the decision. */
  readonly taskId: TaskId;
  readonly applicationNumber: string;
  /** Task of the decision. */
  readonly decisionTask: TaskId;
  /** User task at which the process stands again. */
  readonly element: string;
  readonly takenBackBy: string;
  /** Who held the open task when this was judged; null: nobody. */
  readonly assignee: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface TakingBacks {
  /** Within a transaction that has locked the task. Replaces one that has lapsed, or that the same person asked for. */
  put(takingBack: TakingBack): Promise<void>;
  /** One that the engine may still take: younger than a minute. */
  onItsWay(taskId: TaskId): Promise<TakingBack | undefined>;
  /** Takes away what the engine did not take. Answers false when it has taken effect meanwhile. */
  withdraw(taskId: TaskId): Promise<boolean>;
  /** Those that no engine has taken within a minute: their process died between judging and going back. */
  forgotten(): Promise<TakingBack[]>;
}
