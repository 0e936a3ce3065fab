/** A process as the interpreter walks it. */
export interface ProcessModel {
  readonly id: string;
  readonly scope: ScopeModel;
}

/** The elements of a process or of a sub-process. */
export interface ScopeModel {
  readonly nodes: ReadonlyMap<string, Node>;
  /** Where a token begins; undefined in a process that only event sub-processes begin. */
  readonly start: Node | undefined;
  readonly eventSubProcesses: readonly Node[];
}

export const NODE_KINDS = [
  'startEvent',
  'endEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'boundaryEvent',
  'serviceTask',
  'sendTask',
  'businessRuleTask',
  'userTask',
  'receiveTask',
  'exclusiveGateway',
  'parallelGateway',
  'eventBasedGateway',
  'subProcess',
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** What an event waits for or throws. */
export type Trigger =
  | { readonly kind: 'message'; readonly name: string | undefined }
  | { readonly kind: 'timer'; readonly duration: string | undefined; readonly date: string | undefined }
  | { readonly kind: 'error'; readonly code: string | undefined }
  | { readonly kind: 'compensation' };

export interface Mapping {
  readonly source: string;
  readonly target: string;
}

export interface Flow {
  readonly id: string;
  readonly to: string;
  readonly condition: string | undefined;
}

export interface Node {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  readonly incoming: number;
  readonly outgoing: readonly Flow[];
  readonly defaultFlow: string | undefined;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly trigger: Trigger | undefined;
  /** Of boundary events and of the starts of event sub-processes. */
  readonly interrupting: boolean;
  readonly job:
    | { readonly type: string; readonly retries: string; readonly headers: Readonly<Record<string, string>> }
    | undefined;
  readonly decision: { readonly id: string; readonly resultVariable: string } | undefined;
  readonly form: string | undefined;
  readonly assignee: string | undefined;
  readonly candidateGroups: string | undefined;
  /** Boundary events of an activity, the one for compensation not among them. */
  readonly boundaries: readonly Node[];
  /** The task that undoes this activity. */
  readonly undoneBy: Node | undefined;
  /** The elements within a sub-process. */
  readonly inner: ScopeModel | undefined;
}
