import type { OfficerRole } from './process.ts';

/** Opaque key of a user task: never parsed, never shown, no key of ours beyond the work list. */
export type TaskId = string;

/** The row of the work list, as the engines feed it. */
export interface TaskCreated {
  readonly task: TaskId;
  readonly caseNumber: string;
  readonly elementId: string;
  readonly lane: OfficerRole;
  readonly assignee: string | null;
  readonly createdAt: Date;
}

/** Where the process of a case stands again after a decision was taken back, and the variables as they were before it. */
export interface TakenBack {
  readonly element: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What an engine must call inside the change itself; implemented by `store/work-list-feed.ts` on the SQL
 * functions of migrations 015 and 100. Operaton's host calls the same functions on its own connection.
 */
export interface WorkListFeed {
  created(task: TaskCreated): Promise<void>;
  assigned(task: TaskId, assignee: string | null): Promise<void>;
  ended(task: TaskId, how: 'completed' | 'canceled'): Promise<void>;
  /** The judged process variables, or undefined when nothing was judged: the completion is to be refused. */
  decisionTakesEffect(task: TaskId): Promise<Readonly<Record<string, unknown>> | undefined>;
  /**
   * To be called when the process goes back from this open task, before the task ends. Undefined: no taking-back was
   * judged, and the process has to stay where it is.
   */
  takingBackTakesEffect(task: TaskId): Promise<TakenBack | undefined>;
}
