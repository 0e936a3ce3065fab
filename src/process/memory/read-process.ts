import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { child, children, extension, extensions, isElement, needed, text, type Element } from '../moddle.ts';
import { isReadable } from './expression.ts';
import type { Findings } from './findings.ts';
import {
  NODE_KINDS,
  type Flow,
  type Mapping,
  type Node,
  type NodeKind,
  type ProcessModel,
  type ScopeModel,
  type Trigger,
} from './process-model.ts';

/** Not walked: drawing, text, and flows, which belong to their elements. */
const NO_NODE = ['bpmn:SequenceFlow', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'];
const EXTENSIONS = [
  'zeebe:TaskDefinition',
  'zeebe:TaskHeaders',
  'zeebe:IoMapping',
  'zeebe:UserTask',
  'zeebe:FormDefinition',
  'zeebe:AssignmentDefinition',
  'zeebe:CalledDecision',
  'zeebe:TaskListeners',
  'zeebe:VersionTag',
  'zeebe:Properties',
];

/**
 * Reads one diagram. What the interpreter cannot walk is a finding with the element's name: nothing is skipped
 * silently.
 */
export async function readProcesses(
  file: { readonly name: string; readonly content: string },
  findings: Findings,
): Promise<ProcessModel[]> {
  const read = await new BpmnModdle({ zeebe }).fromXML(file.content).catch(() => undefined);
  if (read === undefined || !isElement(read.rootElement)) {
    findings.add(
      file.name,
      null,
      'Berkas ini bukan BPMN yang dapat dibaca. Buka dan simpan lagi dengan Camunda Modeler.',
    );
    return [];
  }
  return children(read.rootElement, 'rootElements')
    .filter((element) => element.$type === 'bpmn:Process' && element.get('isExecutable') === true)
    .map((process) => ({ id: needed(process, 'id'), scope: new ScopeReader(file.name, findings).read(process) }));
}

class ScopeReader {
  readonly #file: string;
  readonly #findings: Findings;
  constructor(file: string, findings: Findings) {
    this.#file = file;
    this.#findings = findings;
  }

  read(container: Element): ScopeModel {
    const elements = children(container, 'flowElements').filter(({ $type }) => !NO_NODE.includes($type));
    const associations = children(container, 'artifacts').filter(({ $type }) => $type === 'bpmn:Association');
    const nodes = new Map<string, Node>();
    const attached = elements.filter(({ $type }) => $type === 'bpmn:BoundaryEvent');
    for (const element of elements.filter((one) => !attached.includes(one))) {
      const id = needed(element, 'id');
      const own = attached.filter((boundary) => text(child(boundary, 'attachedToRef'), 'id') === id);
      nodes.set(id, this.#node(element, own, associations, elements));
    }
    for (const { boundaries } of [...nodes.values()]) for (const node of boundaries) nodes.set(node.id, node);
    const isEventSubProcess = ({ id }: Node) =>
      elements.some((element) => text(element, 'id') === id && element.get('triggeredByEvent') === true);
    const starts = [...nodes.values()].filter(({ kind }) => kind === 'startEvent');
    if (starts.length > 1) this.#refuse(container, 'Proses ini punya lebih dari satu awal. Sisakan satu.');
    return { nodes, start: starts[0], eventSubProcesses: [...nodes.values()].filter(isEventSubProcess) };
  }

  #node(
    element: Element,
    attached: readonly Element[],
    associations: readonly Element[],
    siblings: readonly Element[],
  ): Node {
    const kind = element.$type.replace(/^bpmn:(.)/, (_, first: string) => first.toLowerCase());
    if (!isNodeKind(kind)) this.#refuse(element, 'Jenis elemen ini belum didukung. Ganti dengan elemen lain.');
    this.#checkExtensions(element);
    const trigger = this.#trigger(element);
    const job = jobOf(element);
    const isEventTarget = (boundary: Element) => this.#trigger(boundary)?.kind !== 'compensation';
    const undo = attached.find((boundary) => !isEventTarget(boundary));
    const handler = undo === undefined ? undefined : this.#handlerOf(undo, associations, siblings);
    const node: Node = {
      id: needed(element, 'id'),
      name: text(element, 'name') ?? needed(element, 'id'),
      kind: isNodeKind(kind) ? kind : 'endEvent',
      incoming: children(element, 'incoming').length,
      outgoing: children(element, 'outgoing').map(flowOf),
      defaultFlow: text(child(element, 'default'), 'id'),
      inputs: mappings(element, 'inputParameters'),
      outputs: mappings(element, 'outputParameters'),
      trigger,
      interrupting: element.get(element.$type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : 'isInterrupting') !== false,
      job,
      decision: decisionOf(element),
      form: text(extension(element, 'zeebe:FormDefinition'), 'formId'),
      assignee: text(extension(element, 'zeebe:AssignmentDefinition'), 'assignee'),
      candidateGroups: text(extension(element, 'zeebe:AssignmentDefinition'), 'candidateGroups'),
      boundaries: attached.filter(isEventTarget).map((boundary) => this.#node(boundary, [], associations, siblings)),
      undoneBy: handler === undefined ? undefined : this.#node(handler, [], associations, siblings),
      inner: element.$type === 'bpmn:SubProcess' ? this.read(element) : undefined,
    };
    this.#check(node, element);
    return node;
  }

  #handlerOf(undo: Element, associations: readonly Element[], siblings: readonly Element[]): Element | undefined {
    const link = associations.find((one) => text(child(one, 'sourceRef'), 'id') === text(undo, 'id'));
    const target = text(child(link, 'targetRef'), 'id');
    const handler = siblings.find((one) => text(one, 'id') === target);
    if (handler === undefined)
      this.#refuse(undo, 'Pembatalan ini belum terhubung dengan tugasnya. Hubungkan dengan asosiasi.');
    return handler;
  }

  #trigger(element: Element): Trigger | undefined {
    if (element.$type === 'bpmn:ReceiveTask')
      return { kind: 'message', name: text(child(element, 'messageRef'), 'name') };
    if (!element.$type.endsWith('Event')) return undefined;
    const [definition, second] = children(element, 'eventDefinitions');
    if (definition === undefined) return undefined;
    if (second !== undefined) this.#refuse(element, 'Satu kejadian hanya boleh punya satu pemicu. Pisahkan.');
    switch (definition.$type) {
      case 'bpmn:MessageEventDefinition':
        return { kind: 'message', name: text(child(definition, 'messageRef'), 'name') };
      case 'bpmn:ErrorEventDefinition':
        return { kind: 'error', code: text(child(definition, 'errorRef'), 'errorCode') };
      case 'bpmn:CompensateEventDefinition':
        return { kind: 'compensation' };
      case 'bpmn:TimerEventDefinition':
        return {
          kind: 'timer',
          duration: text(child(definition, 'timeDuration'), 'body'),
          date: text(child(definition, 'timeDate'), 'body'),
        };
      default:
        return this.#refuse(
          element,
          'Jenis pemicu kejadian ini belum didukung. Pakai pesan, waktu, galat, atau kompensasi.',
        );
    }
  }

  #check(node: Node, element: Element): void {
    const { kind, trigger, job, decision } = node;
    if (element.get('loopCharacteristics') !== undefined)
      this.#refuse(element, 'Pengulangan (multi-instance) belum didukung. Hapus penandanya.');
    if ((kind === 'serviceTask' || kind === 'sendTask') && job === undefined)
      this.#refuse(element, 'Tugas sistem ini belum punya jenis pekerjaan (task type). Isi dahulu.');
    if (kind === 'businessRuleTask' && decision === undefined && job === undefined)
      this.#refuse(element, 'Tugas ini belum menunjuk tabel keputusan. Isi dahulu.');
    if (trigger?.kind === 'timer' && (trigger.duration ?? trigger.date) === undefined)
      this.#refuse(element, 'Pemicu waktu ini harus berupa lama waktu atau tanggal. Pengulangan belum didukung.');
    const waits = kind !== 'endEvent' && kind !== 'intermediateThrowEvent';
    if (trigger?.kind === 'message' && waits && trigger.name === undefined)
      this.#refuse(element, 'Kejadian ini belum menunjuk pesan. Pilih pesannya.');
    if (trigger?.kind === 'message' && !waits && job === undefined)
      this.#refuse(element, 'Kejadian ini belum punya jenis pekerjaan (task type). Isi dahulu.');
    const sources = [
      ...[...node.inputs, ...node.outputs].map(({ source }) => source),
      ...node.outgoing.flatMap(({ condition }) => (condition === undefined ? [] : [condition])),
      ...[node.assignee, node.candidateGroups, job?.type].filter((source) => source !== undefined),
      ...(trigger?.kind === 'timer' ? [trigger.duration ?? trigger.date ?? ''] : []),
    ];
    for (const source of sources)
      if (!isReadable(source)) this.#refuse(element, `Rumus FEEL "${source}" tidak dapat dibaca. Betulkan rumusnya.`);
  }

  #checkExtensions(element: Element): void {
    for (const { $type } of extensions(element))
      if ($type.startsWith('zeebe:') && !EXTENSIONS.includes($type))
        this.#refuse(element, `Pengaturan ${$type} belum didukung. Hapus dari elemen ini.`);
  }

  #refuse(element: Element, sentence: string): undefined {
    this.#findings.add(
      this.#file,
      `${text(element, 'name') ?? ''} (${text(element, 'id') ?? element.$type})`,
      sentence,
    );
  }
}

function isNodeKind(kind: string): kind is NodeKind {
  return NODE_KINDS.some((known) => known === kind);
}

function flowOf(flow: Element): Flow {
  const condition = child(flow, 'conditionExpression');
  return {
    id: needed(flow, 'id'),
    to: needed(child(flow, 'targetRef') ?? flow, 'id'),
    condition: condition === undefined ? undefined : text(condition, 'body'),
  };
}

function mappings(element: Element, list: 'inputParameters' | 'outputParameters'): Mapping[] {
  return children(extension(element, 'zeebe:IoMapping'), list).map((entry) => ({
    source: needed(entry, 'source'),
    target: needed(entry, 'target'),
  }));
}

/** Of a task, or of an event that throws a message by a worker. */
function jobOf(element: Element): Node['job'] {
  const definition = extension(element, 'zeebe:TaskDefinition');
  if (definition === undefined) return undefined;
  const headers = children(extension(element, 'zeebe:TaskHeaders'), 'values').map(
    (header) => [needed(header, 'key'), text(header, 'value') ?? ''] as const,
  );
  return {
    type: needed(definition, 'type'),
    retries: text(definition, 'retries') ?? '3',
    headers: Object.fromEntries(headers),
  };
}

function decisionOf(element: Element): Node['decision'] {
  const called = extension(element, 'zeebe:CalledDecision');
  return called === undefined
    ? undefined
    : { id: needed(called, 'decisionId'), resultVariable: needed(called, 'resultVariable') };
}
