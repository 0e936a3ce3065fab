import type { Static, TObject } from '@sinclair/typebox';
import type { BpmnError, MessageName, Variables } from '../domain/process.ts';
import type { FailureCode } from '../domain/failures.ts';
import type { TaskId } from '../domain/work-list.ts';

/**
 * The seam to a process engine. No word of any engine stands here: the case number is the only key that goes out,
 * a task id is opaque. `operaton/` is the embedded engine, `zeebe/` an existing Camunda 8 (8.8 or newer), `memory/`
 * runs tests. One contract suite (test/process/contract) holds all of them to what is written here.
 */
export interface ProcessEngine {
  readonly kind: 'operaton' | 'zeebe' | 'memory';
  /**
   * Deploys diagram, decision tables and forms as one version. An unchanged model makes no new version; a running
   * case keeps the forms and tables it began with. Throws ModelRefused; the version deployed before goes on.
   */
  deploy(model: Model): Promise<Deployment>;
  /** The version in force; undefined: nothing was deployed yet. */
  deployed(): Promise<Deployment | undefined>;
  /** Starts the process of a case. Once per case number, however often and from however many places it is called. */
  start(caseNumber: string, variables: StartVariables): Promise<void>;
  /**
   * Hands a message to the case that waits for it. `once` makes a repeat harmless where the engine can know it.
   * 'nobody-waits': the case is not (yet) at a place that takes this message, or has no instance: the caller repeats.
   */
  correlate(message: ProcessMessage): Promise<'taken' | 'nobody-waits'>;
  /** Evaluates a deployed decision with plain JSON values, the same table that the process uses. */
  evaluate(decisionId: string, input: Readonly<Record<string, unknown>>): Promise<unknown>;
  readonly tasks: HumanTasks;
  /** Starts one worker per definition; `stop` drains. */
  work<Deps>(definitions: readonly WorkerDefinition<Deps>[], deps: Deps): Workers;
  /** What the engine recorded of a case, running or finished; undefined when it knows no such case. */
  history(caseNumber: string): Promise<CaseHistory | undefined>;
  /** Case numbers of the running instances; the watcher compares them with the open cases. */
  runningCases(): Promise<ReadonlySet<string>>;
  /** Work that stands still until a person of the office's IT acts. */
  incidents(): Promise<Incident[]>;
  /** Lets the work of an incident be tried once more. Answers false when the incident is gone. */
  retry(incidentId: string): Promise<boolean>;
  /**
   * Begins a case again at an element, for a case whose instance was lost with an engine. An act of the admin.
   * `variables` are all that the element and what follows reads: the start and its mappings are not passed again. Does
   * nothing when the engine has an instance of the case, running or finished.
   */
  beginAgain(caseNumber: string, elementId: string, variables: Partial<Variables>): Promise<void>;
  /** Throws when the engine cannot answer; for /healthz. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The engine's half of a human decision. The work list itself is read from our database (`store.workList`). */
export interface HumanTasks {
  /**
   * Compare-and-set of who holds an open task (`null`: the group of its lane). 'held': somebody other than `from`
   * holds it. 'gone': it is not open any more.
   */
  assign(task: TaskId, change: { readonly from: string | null; readonly to: string | null }): Promise<Assigned>;
  /**
   * Completes a task for which a judgement lies ready. The engine lets the judgement take effect in the completion
   * itself (`decision_takes_effect`) and takes the variables from there.
   * 'not-judged': refused, nothing changed. 'gone': the task is not open any more.
   * Throws when the engine does not answer: then the work list shows what became of it.
   */
  complete(task: TaskId): Promise<'completed' | 'not-judged' | 'gone'>;
  /**
   * Goes back from an open task to the one whose decision led to it, for a taking-back that lies ready. As in `complete`
   * the engine lets it take effect in the change itself (`taking_back_takes_effect`, migration 100) and takes the
   * element and the variables from there. 'not-judged': refused, nothing changed. 'gone': the task is not open any more.
   * Throws when the engine does not answer.
   */
  takeBack(task: TaskId): Promise<'taken-back' | 'not-judged' | 'gone'>;
}
export type Assigned = 'assigned' | 'held' | 'gone';

export type StartVariables = Pick<Variables, 'reason' | 'elements' | 'siakWay'>;

export interface ProcessMessage {
  readonly name: MessageName;
  readonly caseNumber: string;
  /** Idempotency key of the message; carries the case number. */
  readonly once: string;
}

/** Diagram, decision tables and forms, as the process owner edits them. */
export interface Model {
  readonly resources: readonly { readonly name: string; readonly content: string }[];
}

export interface Deployment {
  /** Of the content: the same model has the same tag on every engine. */
  readonly versionTag: string;
  /** The engine's own count of versions of the process. */
  readonly version: number;
  /** False: this very model was deployed already. */
  readonly changed: boolean;
}

/** The engine or the translator cannot take the model. The findings are Indonesian and speak to the process owner. */
export class ModelRefused extends Error {
  readonly findings: readonly ModelFinding[];
  constructor(findings: readonly ModelFinding[], options?: ErrorOptions) {
    super(
      `the model was refused: ${findings.map(({ file, element }) => `${file} ${element ?? ''}`).join(', ')}`,
      options,
    );
    this.name = 'ModelRefused';
    this.findings = findings;
  }
}
export interface ModelFinding {
  readonly file: string;
  /** Name of the element as the owner reads it in the diagram, with its id; null: the file as a whole. */
  readonly element: string | null;
  /** What is wrong and what to do, one or two sentences. */
  readonly sentence: string;
}

/** What a handler may know of its job, beside its declared input. */
export interface Job {
  readonly caseNumber: string;
  /**
   * Idempotency key of this visit to the element: the same over redeliveries and restarts, another at the next visit.
   * Begins with the case number.
   */
  readonly once: string;
  readonly elementId: string;
  /** zeebe:taskHeaders of the element: `step`, `purpose`, ... */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One job type. `handle` returns the declared output, or throws Failure, whose table entry says whether that is a
 * BPMN error, a later retry or an incident. Everything else thrown is a defect: retried with back-off, then an
 * incident without the exception's text.
 */
export interface WorkerDefinition<Deps, I extends TObject = TObject, O extends TObject = TObject> {
  readonly type: string;
  readonly input: I;
  readonly output: O;
  /** BPMN errors this worker may throw; each has a boundary event in the diagram (contract test). */
  readonly errors: readonly BpmnError[];
  /**
   * How long the engine waits before it gives the job to somebody else; extended while the handler works. Default 30 s.
   */
  readonly timeoutMs?: number;
  handle(deps: Deps, input: Static<I>, job: Job): Promise<Static<O>>;
}
export interface Workers {
  stop(): Promise<void>;
}

/** Extra variables a BPMN error carries to its boundary. */
export type ErrorVariables = { readonly returnReason: FailureCode };

export interface CaseHistory {
  readonly caseNumber: string;
  readonly state: 'running' | 'finished' | 'canceled';
  /** Version of the process that the case began with. */
  readonly version: number;
  readonly versionTag: string | null;
  /** The model itself, for drawing the way on it. */
  readonly diagram: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** In the order in which they were entered. */
  readonly activities: readonly Activity[];
  /** Ids of the sequence flows that follow from the activities, for drawing. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly incidents: readonly Incident[];
  /** What was done outside the diagram: modification, migration, variables set, cancellation. */
  readonly byHand: readonly { readonly who: string | null; readonly what: string; readonly at: Date }[];
}
export interface Activity {
  readonly elementId: string;
  readonly name: string | null;
  readonly type: 'event' | 'user-task' | 'service-task' | 'decision' | 'gateway' | 'sub-process';
  /** Username of who held a user task when it ended. */
  readonly who: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly canceled: boolean;
  /** Form that the task showed, and its version, when it has one. */
  readonly form: string | null;
}
export interface Incident {
  readonly id: string;
  readonly caseNumber: string;
  readonly elementId: string;
  /** Code of domain/failures.ts, or null for a defect. */
  readonly code: FailureCode | null;
  /** Indonesian sentence, free of personal data. */
  readonly sentence: string;
  readonly since: Date;
}
