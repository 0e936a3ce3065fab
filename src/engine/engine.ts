import type { Static, TObject } from '@sinclair/typebox';
import type { BpmnError, MessageName, Variables } from '../domain/process.ts';
import type { Reason } from '../domain/application.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { FailureCode } from '../domain/failures.ts';

/** Result of decision `persyaratan`. */
export interface Requirements {
  readonly requiredDocuments: DocumentKind[];
  readonly ktpAffected: boolean;
  readonly siakEntryNeeded: boolean;
}

/** A user task as the engine reports it. */
export interface UserTask {
  readonly userTaskKey: string;
  readonly elementId: string;
  readonly processInstanceKey: string;
  readonly assignee: string | null;
  readonly state: 'CREATED' | 'COMPLETED' | 'CANCELED';
  readonly createdAt: Date;
  readonly completedAt: Date | null;
}

/** A completed user task as the engine recorded it. */
export interface CompletedTask {
  readonly userTaskKey: string;
  /** Login of the person who held it when it was completed: nobody else can complete it. Null: completed past Tasklist, held by nobody. */
  readonly completedBy: string | null;
  readonly createdAt: Date;
  readonly completedAt: Date;
}

/** What a handler may know of its job, beside its declared input. */
export interface Job {
  readonly key: string;
  readonly processInstanceKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** zeebe:taskHeaders of the element: `step`, `purpose`, ... */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One job type. `handle` returns the declared output, or throws Failure, whose table entry says whether that is a BPMN error,
 * a later retry or an incident. Everything else thrown is a defect: retried with back-off, then an incident without the exception's text.
 */
export interface WorkerDefinition<Deps, I extends TObject = TObject, O extends TObject = TObject> {
  readonly type: string;
  readonly input: I;
  readonly output: O;
  /** BPMN errors this worker may throw; each has a boundary event in the diagram (contract test). */
  readonly errors: readonly BpmnError[];
  /** How long the engine waits before it gives the job to somebody else; extended while the handler works. Default 30 s. */
  readonly timeoutMs?: number;
  handle(deps: Deps, input: Static<I>, job: Job): Promise<Static<O>>;
}

/** The Zeebe seam: the only room that knows the client. */
export interface Engine {
  /** Publishes the start message; the same number twice is one instance. */
  startCase(start: { applicationNumber: string; reason: Reason; elements: readonly ElementCode[] }): Promise<void>;
  /** Publishes a message for one case. `messageId` makes a repeat harmless. */
  publish(message: { name: MessageName; applicationNumber: string; messageId: string; ttlMs: number }): Promise<void>;
  /** Evaluates the deployed decision table: the same that the process uses. */
  requirements(reason: Reason, elements: readonly ElementCode[]): Promise<Requirements>;
  /** User tasks of one instance, newest first, as Tasklist shows them: good for a page, not for a judgement. Lags the engine by 1-3 s. */
  userTasks(processInstanceKey: string): Promise<UserTask[]>;
  /** The newest completed task of this element, by the engine's own record; undefined while that is not written yet (about a second). */
  completedTask(processInstanceKey: string, elementId: string): Promise<CompletedTask | undefined>;
  /** All open user tasks. */
  openTasks(): Promise<UserTask[]>;
  /** Assigns and completes in the name of a person whom our own page has identified. */
  completeTask(userTaskKey: string, username: string, variables: Partial<Variables>): Promise<void>;
  /** Names another keeper of a case, `entryOfficer` of the instance: its next tasks are his. Repeating is harmless. */
  nameKeeper(processInstanceKey: string, username: string): Promise<void>;
  /** Moves an open task from who holds it to another person, through a moment in which nobody does. Answers false when it is gone, when somebody
   *  else took it meanwhile, or when Tasklist did not show it free for long: then it is with its group. */
  passTask(userTaskKey: string, username: string): Promise<boolean>;
  /** Takes an open task out of the hands that hold it: it belongs to its group again. Answers false when it is not open any more. */
  free(userTaskKey: string): Promise<boolean>;
  /** Gives an open task that nobody holds to this person. Answers false when somebody holds it, or it is not open any more. */
  give(userTaskKey: string, username: string): Promise<boolean>;
  /** Starts one worker per definition; `stop` drains. */
  work<Deps>(definitions: readonly WorkerDefinition<Deps>[], deps: Deps): Workers;
  /** Throws when the gateway cannot answer; for /healthz. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
export interface Workers {
  stop(): Promise<void>;
}

/** Extra variables a BPMN error carries to its boundary. */
export type ErrorVariables = { readonly returnReason: FailureCode };

/** Who holds this Tasklist session. */
export interface TasklistSession {
  /** Forwards the caller's Cookie header to Tasklist; undefined when nobody is logged in. */
  whoIs(cookie: string | undefined): Promise<string | undefined>;
}
