import type { Deployed } from './deployed.ts';
import type { Node, ScopeModel } from './process-model.ts';

/** A running or finished instance of the process: one case. */
export class Instance {
  readonly caseNumber: string;
  readonly model: Deployed;
  readonly startedAt: Date;
  readonly root: Container;
  /** Every visit, in the order in which they began. */
  readonly history: Visit[] = [];
  readonly byHand: { readonly who: string | null; readonly what: string; readonly at: Date }[] = [];
  endedAt: Date | null = null;

  constructor(caseNumber: string, model: Deployed, startedAt: Date) {
    this.caseNumber = caseNumber;
    this.model = model;
    this.startedAt = startedAt;
    this.root = new Container(this, model.process.scope, undefined);
  }

  get running(): boolean {
    return this.endedAt === null;
  }
}

/** A process or sub-process that runs: its variables and the elements in which its tokens stand. */
export class Container {
  readonly instance: Instance;
  readonly scope: ScopeModel;
  /** The visit of the sub-process; undefined for the process itself. */
  readonly owner: Visit | undefined;
  readonly variables = new Map<string, unknown>();
  readonly active = new Set<Visit>();
  /** Event sub-processes that can still begin. */
  readonly listening: Set<Node>;
  /** Completed activities that can be undone, oldest first. */
  readonly undoable: Node[] = [];
  /** Tokens that wait at a parallel gateway. */
  readonly arrived = new Map<string, number>();

  constructor(instance: Instance, scope: ScopeModel, owner: Visit | undefined) {
    this.instance = instance;
    this.scope = scope;
    this.owner = owner;
    this.listening = new Set(scope.eventSubProcesses);
  }

  get isEmpty(): boolean {
    return this.active.size === 0 && [...this.arrived.values()].every((tokens) => tokens === 0);
  }
}

/** One visit of a token to an element. */
export class Visit {
  readonly id: string;
  readonly node: Node;
  readonly container: Container;
  readonly startedAt: Date;
  /** Local variables: input mappings, and what a job or a person answered before it is mapped out. */
  readonly variables = new Map<string, unknown>();
  endedAt: Date | null = null;
  canceled = false;
  /** What can end or leave this visit beside its own work. */
  waits: Wait[] = [];
  job: JobState | undefined = undefined;
  /** Who holds the user task; after its end: who held it. */
  assignee: string | null = null;
  inner: Container | undefined = undefined;
  incident: StandStill | undefined = undefined;
  /** Of a task that undoes: the event that asked for it. */
  undoneFor: Visit | undefined = undefined;
  /** Of an event that undoes: tasks that it still waits for. */
  undoing = 0;

  constructor(id: string, node: Node, container: Container, startedAt: Date) {
    this.id = id;
    this.node = node;
    this.container = container;
    this.startedAt = startedAt;
  }
}

/** A message or a moment that a visit waits for; `then` is the event it leads to, the visit's own node included. */
export type Wait =
  | { readonly kind: 'message'; readonly name: string; readonly then: Node }
  | { readonly kind: 'timer'; readonly due: Date; readonly then: Node };

export interface JobState {
  readonly type: string;
  /** Idempotency key of this visit. */
  readonly once: string;
  retries: number;
  readyAt: Date;
  state: 'ready' | 'running' | 'failed';
  /** Counts deliveries: the report of an earlier one is of no account. */
  delivery: number;
}

/** Why a visit cannot go on, and how it is tried once more. */
export interface StandStill {
  readonly id: string;
  readonly message: string;
  readonly since: Date;
  readonly resume: () => Promise<void>;
}

/** Every visit in which a token stands, outermost first. */
export function* activeVisits(container: Container): Generator<Visit> {
  for (const visit of container.active) {
    yield visit;
    if (visit.inner !== undefined) yield* activeVisits(visit.inner);
  }
}

/** The container and those of the sub-processes that run in it. */
export function* containersOf(container: Container): Generator<Container> {
  yield container;
  for (const { inner } of container.active) if (inner !== undefined) yield* containersOf(inner);
}
