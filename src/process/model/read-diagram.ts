import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { child, children, extension, extensions, isElement, text, type Element } from '../moddle.ts';

/** An element of the diagram with everything that the engine reads of it. What is missing is undefined or an empty text. */
export interface Node {
  readonly id: string;
  /** 'userTask', 'serviceTask', 'boundaryEvent' ... */
  readonly kind: string;
  readonly name: string;
  readonly documentation: string;
  /** Id of the event sub-process it stands in. */
  readonly within: string | undefined;
  readonly attachedTo: string | undefined;
  readonly interrupting: boolean;
  /** 'timer', 'message', 'error', 'compensate' ... of an event; more than one is a fault. */
  readonly triggers: readonly string[];
  /** Formula or ISO text of a timer, whichever kind of timer it is. */
  readonly timer: string | undefined;
  readonly errorCode: string | undefined;
  readonly message: string | undefined;
  readonly compensation: boolean;
  /** Task of a compensation boundary event. */
  readonly undoes: string | undefined;
  /** Repeated for every entry of a list, or by a loop. */
  readonly repeated: boolean;
  readonly isForCompensation: boolean;
  readonly isEventSubProcess: boolean;
  readonly job: { readonly type: string; readonly retries: string | undefined } | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly form: string | undefined;
  readonly assignee: string | undefined;
  readonly candidateGroups: string | undefined;
  readonly decision: { readonly id: string; readonly resultVariable: string } | undefined;
  /** Version of the form or table that a running case gets: 'deployment' is the one it began with. */
  readonly bindingType: string | undefined;
  readonly taskListeners: readonly { readonly eventType: string; readonly type: string }[];
  /** Types of the extension elements, 'zeebe:IoMapping' ... */
  readonly extensions: readonly string[];
}
export interface Mapping {
  readonly source: string;
  readonly target: string;
}

export interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly condition: string | undefined;
  readonly isDefault: boolean;
}

export interface Lane {
  readonly name: string;
  readonly nodes: readonly string[];
}

export class Diagram {
  readonly processId: string;
  readonly executable: boolean;
  readonly platformVersion: string | undefined;
  readonly nodes: readonly Node[];
  readonly flows: readonly Flow[];
  /** Top to bottom as drawn. */
  readonly lanes: readonly Lane[];
  /** Correlation key by message name; undefined for the start message. */
  readonly messages: ReadonlyMap<string, string | undefined>;
  readonly errorCodes: readonly string[];
  /** Width of the whole drawing in its own pixels. */
  readonly width: number;
  /** Elements that stand in the process and are not drawn. */
  readonly undrawn: readonly string[];
  readonly #byId: ReadonlyMap<string, Node>;
  readonly #out: ReadonlyMap<string, readonly Flow[]>;

  constructor(definitions: Element, process: Element) {
    const roots = children(definitions, 'rootElements');
    const elements = elementsOf(process);
    const associations = elements.flatMap(({ container }) => children(container, 'artifacts'));
    this.processId = text(process, 'id') ?? '';
    this.executable = process.get('isExecutable') === true;
    this.platformVersion = text(definitions, 'modeler:executionPlatformVersion');
    this.nodes = elements
      .filter(({ element }) => !NO_NODE.includes(element.$type))
      .map(({ element, within }) => nodeOf(element, within, associations));
    this.flows = elements
      .filter(({ element }) => element.$type === 'bpmn:SequenceFlow')
      .map(({ element }) => flowOf(element));
    this.lanes = children(process, 'laneSets')
      .flatMap((set) => children(set, 'lanes'))
      .map((lane) => ({
        name: text(lane, 'name') ?? '',
        nodes: children(lane, 'flowNodeRef').map((ref) => text(ref, 'id') ?? ''),
      }));
    this.messages = new Map(
      roots
        .filter(({ $type }) => $type === 'bpmn:Message')
        .map((message) => [
          text(message, 'name') ?? '',
          text(extension(message, 'zeebe:Subscription'), 'correlationKey'),
        ]),
    );
    this.errorCodes = roots
      .filter(({ $type }) => $type === 'bpmn:Error')
      .map((error) => text(error, 'errorCode') ?? '');
    const drawn = children(definitions, 'diagrams').flatMap((each) => children(child(each, 'plane'), 'planeElement'));
    const isDrawn = new Set(drawn.map((shape) => text(child(shape, 'bpmnElement'), 'id')));
    this.width = Math.max(0, ...drawn.map(right)) - Math.min(Infinity, ...drawn.map(left).filter(Number.isFinite));
    this.undrawn = [...this.nodes, ...this.flows].map(({ id }) => id).filter((id) => !isDrawn.has(id));
    this.#byId = new Map(this.nodes.map((node) => [node.id, node]));
    this.#out = new Map(this.nodes.map(({ id }) => [id, this.flows.filter(({ from }) => from === id)]));
  }

  find(id: string): Node | undefined {
    return this.#byId.get(id);
  }

  of(kind: string): Node[] {
    return this.nodes.filter((candidate) => candidate.kind === kind);
  }

  /** Boundary events of a task. */
  boundaries(id: string): Node[] {
    return this.nodes.filter(({ attachedTo }) => attachedTo === id);
  }

  flowsFrom(id: string): readonly Flow[] {
    return this.#out.get(id) ?? [];
  }

  /** The next elements that are not plain joins. */
  next(id: string, seen: readonly string[] = []): Node[] {
    return this.flowsFrom(id).flatMap(({ to }) => {
      const target = this.find(to);
      if (target === undefined || seen.includes(to)) return [];
      const isJoin = target.kind === 'exclusiveGateway' && this.flowsFrom(to).length === 1;
      return isJoin ? this.next(to, [...seen, to]) : [target];
    });
  }

  /** Every job type with the elements that use it. */
  jobTypes(): Map<string, Node[]> {
    const types = new Map<string, Node[]>();
    for (const node of this.nodes)
      if (node.job !== undefined) types.set(node.job.type, [...(types.get(node.job.type) ?? []), node]);
    return types;
  }
}

/** Not walked: flows are read apart, the others carry nothing for an engine. */
const NO_NODE = ['bpmn:SequenceFlow', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'];

export interface ReadDiagram {
  /** Undefined when the file is not a diagram with one process. */
  readonly diagram: Diagram | undefined;
  /** What the reader of the XML complains of, in its own English. */
  readonly complaints: readonly string[];
}

/** The diagram of the SOP as the engine would read it. */
export async function readDiagram(xml: string): Promise<ReadDiagram> {
  const read = await new BpmnModdle({ zeebe }).fromXML(xml).catch((error: Error) => error);
  if (read instanceof Error) return { diagram: undefined, complaints: [read.message] };
  const { rootElement, warnings } = read;
  const complaints = warnings.map(({ message }) => message);
  if (!isElement(rootElement)) return { diagram: undefined, complaints };
  const process = children(rootElement, 'rootElements').find(({ $type }) => $type === 'bpmn:Process');
  return { diagram: process === undefined ? undefined : new Diagram(rootElement, process), complaints };
}

interface Placed {
  readonly element: Element;
  readonly container: Element;
  readonly within: string | undefined;
}

function elementsOf(container: Element, within?: string): Placed[] {
  return children(container, 'flowElements').flatMap((element) => [
    { element, container, within },
    ...(element.$type === 'bpmn:SubProcess' ? elementsOf(element, text(element, 'id')) : []),
  ]);
}

function nodeOf(element: Element, within: string | undefined, artifacts: readonly Element[]): Node {
  const id = text(element, 'id') ?? '';
  const isEvent = element.$type.endsWith('Event');
  const definitions = isEvent ? children(element, 'eventDefinitions') : [];
  const definition = (type: string) => definitions.find(({ $type }) => $type === `bpmn:${type}EventDefinition`);
  const job = extension(element, 'zeebe:TaskDefinition');
  const assignment = extension(element, 'zeebe:AssignmentDefinition');
  const decision = extension(element, 'zeebe:CalledDecision');
  const form = extension(element, 'zeebe:FormDefinition');
  const compensation = definition('Compensate') !== undefined;
  const association = artifacts.find(
    (artifact) => artifact.$type === 'bpmn:Association' && text(child(artifact, 'sourceRef'), 'id') === id,
  );
  const timer = definition('Timer');
  const isBoundary = element.$type === 'bpmn:BoundaryEvent';
  const receives = definition('Message') ?? (element.$type === 'bpmn:ReceiveTask' ? element : undefined);
  return {
    id,
    kind: lowerFirst(element.$type.replace('bpmn:', '')),
    name: (text(element, 'name') ?? '').replaceAll(/\s+/g, ' '),
    documentation: children(element, 'documentation')
      .map((entry) => text(entry, 'text') ?? '')
      .join(' '),
    within,
    attachedTo: isBoundary ? text(child(element, 'attachedToRef'), 'id') : undefined,
    interrupting: element.get(isBoundary ? 'cancelActivity' : 'isInterrupting') !== false,
    triggers: definitions.map(({ $type }) => lowerFirst($type.slice('bpmn:'.length, -'EventDefinition'.length))),
    timer: ['timeDuration', 'timeDate', 'timeCycle'].flatMap((kind) => text(child(timer, kind), 'body') ?? [])[0],
    errorCode: text(child(definition('Error'), 'errorRef'), 'errorCode'),
    message: text(child(receives, 'messageRef'), 'name'),
    compensation,
    undoes: compensation ? text(child(association, 'targetRef'), 'id') : undefined,
    repeated: !isEvent && element.get('loopCharacteristics') !== undefined,
    isForCompensation: !isEvent && element.get('isForCompensation') === true,
    isEventSubProcess: element.$type === 'bpmn:SubProcess' && element.get('triggeredByEvent') === true,
    job: job === undefined ? undefined : { type: text(job, 'type') ?? '', retries: text(job, 'retries') },
    headers: Object.fromEntries(
      children(extension(element, 'zeebe:TaskHeaders'), 'values').map((header) => [
        text(header, 'key') ?? '',
        text(header, 'value') ?? '',
      ]),
    ),
    inputs: mappings(element, 'inputParameters'),
    outputs: mappings(element, 'outputParameters'),
    form: text(form, 'formId'),
    assignee: text(assignment, 'assignee'),
    candidateGroups: text(assignment, 'candidateGroups'),
    decision:
      decision === undefined
        ? undefined
        : { id: text(decision, 'decisionId') ?? '', resultVariable: text(decision, 'resultVariable') ?? '' },
    bindingType: text(form ?? decision, 'bindingType'),
    taskListeners: children(extension(element, 'zeebe:TaskListeners'), 'listeners').map((listener) => ({
      eventType: text(listener, 'eventType') ?? '',
      type: text(listener, 'type') ?? '',
    })),
    extensions: extensions(element).map(({ $type }) => $type),
  };
}

function mappings(element: Element, list: 'inputParameters' | 'outputParameters'): Mapping[] {
  return children(extension(element, 'zeebe:IoMapping'), list).map((entry) => ({
    source: text(entry, 'source') ?? '',
    target: text(entry, 'target') ?? '',
  }));
}

function flowOf(element: Element): Flow {
  const from = child(element, 'sourceRef');
  const id = text(element, 'id') ?? '';
  const standard = from !== undefined && /Gateway$/.test(from.$type) ? child(from, 'default') : undefined;
  return {
    id,
    from: text(from, 'id') ?? '',
    to: text(child(element, 'targetRef'), 'id') ?? '',
    name: text(element, 'name') ?? '',
    condition: text(child(element, 'conditionExpression'), 'body'),
    isDefault: text(standard, 'id') === id,
  };
}

const number = (element: Element | undefined, name: string): number => {
  const value = element?.get(name);
  return typeof value === 'number' ? value : NaN;
};
const left = (shape: Element): number => number(child(shape, 'bounds'), 'x');
const right = (shape: Element): number => {
  const bounds = child(shape, 'bounds');
  const edge = number(bounds, 'x') + number(bounds, 'width');
  return Number.isFinite(edge) ? edge : 0;
};
const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
