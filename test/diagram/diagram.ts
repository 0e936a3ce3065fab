import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { child, children, isElement, needed, text, type Element } from './element.ts';
import { variablesIn } from './feel.ts';

const FILE = path.resolve(import.meta.dirname, '../../bpmn/penerbitan-kk.bpmn');

/** An element of the diagram with everything it tells the engine. */
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
  readonly timer: string | undefined;
  readonly errorCode: string | undefined;
  readonly message: string | undefined;
  readonly compensation: boolean;
  /** Task of a compensation boundary event. */
  readonly undoes: string | undefined;
  readonly job: { readonly type: string; readonly retries: string } | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly form: string | undefined;
  readonly assignee: string | undefined;
  readonly candidateGroups: string | undefined;
  readonly decision: { readonly id: string; readonly resultVariable: string } | undefined;
  /** Version of the form or table that a running case gets: 'deployment' is the one it began with. */
  readonly bindingType: string | undefined;
  readonly taskListeners: readonly { readonly event: string; readonly type: string; readonly retries: string }[];
}

export interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly condition: string | undefined;
  readonly isDefault: boolean;
}

export interface Diagram {
  readonly processId: string;
  readonly executable: boolean;
  readonly platformVersion: string | undefined;
  readonly pool: string;
  readonly nodes: readonly Node[];
  readonly flows: readonly Flow[];
  /** Lane name by element; top to bottom as drawn. */
  readonly lanes: ReadonlyMap<string, readonly string[]>;
  /** Correlation key by message name; undefined for the start message. */
  readonly messages: ReadonlyMap<string, string | undefined>;
  readonly errorCodes: readonly string[];
  node(id: string): Node;
  of(kind: string): Node[];
  /** Boundary events of a task. */
  boundaries(id: string): Node[];
  /** The next elements that are not plain joins. */
  next(id: string): Node[];
  /** Every job type with the elements that use it; to be compared with `workers/index.ts`. */
  jobTypes(): Map<string, Node[]>;
  /** Every variable that the diagram reads or writes. */
  variables(): string[];
}

/** The diagram of the SOP as the engine would read it. Throws on anything that is not understood. */
export async function readDiagram(file = FILE): Promise<Diagram> {
  const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(readFileSync(file, 'utf8'));
  if (!isElement(rootElement) || warnings.length > 0)
    throw new Error(`${file}: ${warnings.map(({ message }) => message).join('; ')}`);
  const roots = children(rootElement, 'rootElements');
  const process = roots.find(({ $type }) => $type === 'bpmn:Process');
  const collaboration = roots.find(({ $type }) => $type === 'bpmn:Collaboration');
  if (process === undefined || collaboration === undefined)
    throw new Error(`${file}: one pool with one process is expected`);

  const nodes = elementsOf(process)
    .filter(({ element }) => element.$type !== 'bpmn:SequenceFlow')
    .map(({ element, within }) => nodeOf(element, within, children(process, 'artifacts')));
  const flows = elementsOf(process)
    .filter(({ element }) => element.$type === 'bpmn:SequenceFlow')
    .map(({ element }) => flowOf(element));
  const node = (id: string): Node => {
    const found = nodes.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`the diagram has no element ${id}`);
    return found;
  };
  const isJoin = ({ id, kind }: Node) =>
    kind === 'exclusiveGateway' && flows.filter(({ from }) => from === id).length === 1;
  const next = (id: string): Node[] =>
    flows
      .filter(({ from }) => from === id)
      .map(({ to }) => node(to))
      .flatMap((target) => (isJoin(target) ? next(target.id) : [target]));
  return {
    processId: needed(process, 'id'),
    executable: process.get('isExecutable') === true,
    platformVersion: text(rootElement, 'modeler:executionPlatformVersion'),
    pool: children(collaboration, 'participants')
      .map((participant) => needed(participant, 'name'))
      .join(', '),
    nodes,
    flows,
    lanes: new Map(
      children(process, 'laneSets')
        .flatMap((set) => children(set, 'lanes'))
        .map((lane) => [needed(lane, 'name'), children(lane, 'flowNodeRef').map((ref) => needed(ref, 'id'))]),
    ),
    messages: new Map(
      roots
        .filter(({ $type }) => $type === 'bpmn:Message')
        .map((message) => [
          needed(message, 'name'),
          textOf(extension(message, 'zeebe:Subscription'), 'correlationKey'),
        ]),
    ),
    errorCodes: roots.filter(({ $type }) => $type === 'bpmn:Error').map((error) => needed(error, 'errorCode')),
    node,
    of: (kind) => nodes.filter((candidate) => candidate.kind === kind),
    boundaries: (id) => nodes.filter(({ attachedTo }) => attachedTo === id),
    next,
    jobTypes: () => jobTypesOf(nodes),
    variables: () => variablesOf(nodes, flows),
  };
}

function jobTypesOf(nodes: readonly Node[]): Map<string, Node[]> {
  const types = new Map<string, Node[]>();
  for (const node of nodes)
    if (node.job !== undefined) types.set(node.job.type, [...(types.get(node.job.type) ?? []), node]);
  return types;
}

function variablesOf(nodes: readonly Node[], flows: readonly Flow[]): string[] {
  const mappings = nodes.flatMap(({ inputs, outputs }) => [...Object.entries(inputs), ...Object.entries(outputs)]);
  const expressions = [
    ...nodes.flatMap(({ timer, assignee, candidateGroups }) => [timer, assignee, candidateGroups]),
    ...flows.map(({ condition }) => condition),
    ...mappings.map(([, source]) => source),
  ];
  const read = expressions.flatMap((expression) => variablesIn(expression ?? ''));
  const results = nodes.flatMap(({ decision }) => (decision === undefined ? [] : [decision.resultVariable]));
  return [...new Set([...read, ...mappings.map(([target]) => target), ...results])];
}

function elementsOf(container: Element, within?: string): { element: Element; within: string | undefined }[] {
  return children(container, 'flowElements').flatMap((element) => [
    { element, within },
    ...(element.$type === 'bpmn:SubProcess' ? elementsOf(element, needed(element, 'id')) : []),
  ]);
}

function nodeOf(element: Element, within: string | undefined, artifacts: readonly Element[]): Node {
  const definitions = isEvent(element) ? children(element, 'eventDefinitions') : [];
  const definition = (type: string) => definitions.find(({ $type }) => $type === type);
  const job = extension(element, 'zeebe:TaskDefinition');
  const assignment = extension(element, 'zeebe:AssignmentDefinition');
  const decision = extension(element, 'zeebe:CalledDecision');
  const mapping = (list: 'inputParameters' | 'outputParameters') =>
    Object.fromEntries(
      childrenOf(extension(element, 'zeebe:IoMapping'), list).map((entry) => [
        needed(entry, 'target'),
        needed(entry, 'source'),
      ]),
    );
  const compensates = definition('bpmn:CompensateEventDefinition') !== undefined;
  const association = artifacts.find(
    (artifact) =>
      artifact.$type === 'bpmn:Association' && textOf(child(artifact, 'sourceRef'), 'id') === needed(element, 'id'),
  );
  const isBoundary = element.$type === 'bpmn:BoundaryEvent';
  return {
    id: needed(element, 'id'),
    kind: lowerFirst(element.$type.replace('bpmn:', '')),
    name: text(element, 'name') ?? '',
    documentation: children(element, 'documentation')
      .map((entry) => text(entry, 'text') ?? '')
      .join(' '),
    within,
    attachedTo: isBoundary ? textOf(child(element, 'attachedToRef'), 'id') : undefined,
    interrupting: isBoundary
      ? element.get('cancelActivity') !== false
      : element.$type === 'bpmn:StartEvent'
        ? element.get('isInterrupting') !== false
        : true,
    timer: textOf(childOf(definition('bpmn:TimerEventDefinition'), 'timeDuration'), 'body'),
    errorCode: textOf(childOf(definition('bpmn:ErrorEventDefinition'), 'errorRef'), 'errorCode'),
    message: textOf(
      childOf(
        definition('bpmn:MessageEventDefinition') ?? (element.$type === 'bpmn:ReceiveTask' ? element : undefined),
        'messageRef',
      ),
      'name',
    ),
    compensation: compensates,
    undoes: compensates ? textOf(childOf(association, 'targetRef'), 'id') : undefined,
    job: job === undefined ? undefined : { type: needed(job, 'type'), retries: needed(job, 'retries') },
    headers: Object.fromEntries(
      childrenOf(extension(element, 'zeebe:TaskHeaders'), 'values').map((header) => [
        needed(header, 'key'),
        needed(header, 'value'),
      ]),
    ),
    inputs: mapping('inputParameters'),
    outputs: mapping('outputParameters'),
    form: textOf(extension(element, 'zeebe:FormDefinition'), 'formId'),
    assignee: textOf(assignment, 'assignee'),
    candidateGroups: textOf(assignment, 'candidateGroups'),
    decision:
      decision === undefined
        ? undefined
        : { id: needed(decision, 'decisionId'), resultVariable: needed(decision, 'resultVariable') },
    bindingType: textOf(extension(element, 'zeebe:FormDefinition') ?? decision, 'bindingType'),
    taskListeners: childrenOf(extension(element, 'zeebe:TaskListeners'), 'listeners').map((listener) => ({
      event: needed(listener, 'eventType'),
      type: needed(listener, 'type'),
      retries: needed(listener, 'retries'),
    })),
  };
}

function flowOf(element: Element): Flow {
  const from = child(element, 'sourceRef');
  const id = needed(element, 'id');
  return {
    id,
    from: textOf(from, 'id') ?? '',
    to: textOf(child(element, 'targetRef'), 'id') ?? '',
    name: text(element, 'name') ?? '',
    condition: textOf(child(element, 'conditionExpression'), 'body'),
    isDefault: from?.$type === 'bpmn:ExclusiveGateway' && textOf(child(from, 'default'), 'id') === id,
  };
}

function extension(element: Element, type: string): Element | undefined {
  return childrenOf(child(element, 'extensionElements'), 'values').find(({ $type }) => $type === type);
}

const isEvent = ({ $type }: Element) => $type.endsWith('Event');
const childOf = (element: Element | undefined, name: string) =>
  element === undefined ? undefined : child(element, name);
const childrenOf = (element: Element | undefined, name: string) =>
  element === undefined ? [] : children(element, name);
const textOf = (element: Element | undefined, name: string) =>
  element === undefined ? undefined : text(element, name);
const lowerFirst = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);
