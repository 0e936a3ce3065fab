import type { Model } from '../../src/process/process.ts';
import { TASK_LISTENERS } from '../../src/process/task-listeners.ts';

/**
 * Small diagrams in the Zeebe dialect, for what the office's own diagram does not have, or not so that it can be looked
 * at alone.
 */
export interface Drawn {
  readonly id: string;
  readonly xml: string;
}
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly condition?: string;
  readonly byDefault?: boolean;
}
export interface Mappings {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

const attribute = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&#34;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');

function element(tag: string, id: string, attributes: string, extension: string, body = ''): Drawn {
  const extensions = extension === '' ? '' : `<bpmn:extensionElements>${extension}</bpmn:extensionElements>`;
  return {
    id,
    xml: `<bpmn:${tag} id="${id}" name="${id}" ${attributes}>${extensions}<!--flows of ${id}-->${body}</bpmn:${tag}>`,
  };
}

function mappings({ inputs = {}, outputs = {} }: Mappings): string {
  const entries = (kind: string, of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([target, source]) => `<zeebe:${kind} source="${attribute(source)}" target="${target}" />`);
  const all = [...entries('input', inputs), ...entries('output', outputs)].join('');
  return all === '' ? '' : `<zeebe:ioMapping>${all}</zeebe:ioMapping>`;
}

const message = (name: string) => `<bpmn:messageEventDefinition messageRef="message-${name}" />`;
const error = (code: string) => `<bpmn:errorEventDefinition errorRef="error-${code}" />`;
const timer = (duration: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${attribute(duration)}</bpmn:timeDuration></bpmn:timerEventDefinition>`;

/** The start of every case, with the variables that the office's own diagram sets. */
export const start = (outputs: Readonly<Record<string, string>> = {}): Drawn =>
  element(
    'startEvent',
    'application-submitted',
    '',
    mappings({
      outputs: {
        applicationNumber: '=applicationNumber',
        reason: '=reason',
        elements: '=elements',
        note: '=""',
        ...outputs,
      },
    }),
    message('application-submitted'),
  );
export const end = (id = 'done'): Drawn => element('endEvent', id, '', '');
export const errorEnd = (id: string, code: string): Drawn => element('endEvent', id, '', '', error(code));

export interface Work extends Mappings {
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retries?: number;
  readonly undoes?: boolean;
}
export function work(id: string, { type = id, headers = {}, retries = 3, undoes = false, ...io }: Work = {}): Drawn {
  const listed = Object.entries(headers).map(([key, value]) => `<zeebe:header key="${key}" value="${value}" />`);
  const taskHeaders = listed.length === 0 ? '' : `<zeebe:taskHeaders>${listed.join('')}</zeebe:taskHeaders>`;
  const definition = `<zeebe:taskDefinition type="${type}" retries="${retries}" />`;
  return element(
    'serviceTask',
    id,
    undoes ? 'isForCompensation="true"' : '',
    `${definition}${taskHeaders}${mappings(io)}`,
  );
}

export interface Person extends Mappings {
  readonly group?: string;
  readonly assignee?: string;
}
export function person(id: string, { group = 'petugas-entri', assignee, ...io }: Person = {}): Drawn {
  const held = assignee === undefined ? '' : `assignee="${attribute(assignee)}"`;
  const listeners = TASK_LISTENERS.map(
    ({ eventType, type }) => `<zeebe:taskListener eventType="${eventType}" type="${type}" />`,
  );
  return element(
    'userTask',
    id,
    '',
    `<zeebe:userTask /><zeebe:assignmentDefinition ${held} candidateGroups="${group}" />${mappings(io)}` +
      `<zeebe:taskListeners>${listeners.join('')}</zeebe:taskListeners>`,
  );
}

export const decide = (id: string, decisionId: string, resultVariable: string, io: Mappings = {}): Drawn =>
  element(
    'businessRuleTask',
    id,
    '',
    `<zeebe:calledDecision decisionId="${decisionId}" resultVariable="${resultVariable}" bindingType="deployment" />${mappings(io)}`,
  );
export const choice = (id: string): Drawn => element('exclusiveGateway', id, '', '');
export const race = (id: string): Drawn => element('eventBasedGateway', id, '', '');
export const receive = (id: string, name: string, io: Mappings = {}): Drawn =>
  element('receiveTask', id, `messageRef="message-${name}"`, mappings(io));
export const catchMessage = (id: string, name: string, io: Mappings = {}): Drawn =>
  element('intermediateCatchEvent', id, '', mappings(io), message(name));
export const catchTimer = (id: string, duration: string): Drawn =>
  element('intermediateCatchEvent', id, '', '', timer(duration));
export const undo = (id: string): Drawn =>
  element('intermediateThrowEvent', id, '', '', '<bpmn:compensateEventDefinition />');

type Trigger = { readonly error: string } | { readonly message: string } | { readonly timer: string };
export function boundary(
  id: string,
  host: string,
  trigger: Trigger,
  { interrupting = true, ...io }: Mappings & { readonly interrupting?: boolean } = {},
): Drawn {
  const definition =
    'error' in trigger ? error(trigger.error) : 'message' in trigger ? message(trigger.message) : timer(trigger.timer);
  return element(
    'boundaryEvent',
    id,
    `attachedToRef="${host}"${interrupting ? '' : ' cancelActivity="false"'}`,
    mappings(io),
    definition,
  );
}
/** A task of the process that undoes `host`, and what connects them. */
export const undoneBy = (host: string, handler: Drawn): Drawn => ({
  id: handler.id,
  xml:
    `<bpmn:boundaryEvent id="${host}-undo" name="${host}-undo" attachedToRef="${host}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>` +
    handler.xml +
    `<bpmn:association id="${host}-undo-link" associationDirection="One" sourceRef="${host}-undo" targetRef="${handler.id}" />`,
});

/** An event sub-process that a message begins beside, or an error instead of, all else. */
export function eventSubProcess(
  id: string,
  trigger: { readonly error: string } | { readonly message: string },
  inside: readonly Drawn[],
  flows: readonly Flow[],
): Drawn {
  const begins = 'error' in trigger ? error(trigger.error) : message(trigger.message);
  const first = element('startEvent', `${id}-begins`, 'error' in trigger ? '' : 'isInterrupting="false"', '', begins);
  return {
    id,
    xml: `<bpmn:subProcess id="${id}" name="${id}" triggeredByEvent="true">${connected([first, ...inside], flows)}</bpmn:subProcess>`,
  };
}

function connected(elements: readonly Drawn[], flows: readonly Flow[]): string {
  const idOf = ({ from, to }: Flow) => `${from}-to-${to}`;
  const drawn = elements.map(({ id, xml }) => {
    const into = flows.filter(({ to }) => to === id).map((flow) => `<bpmn:incoming>${idOf(flow)}</bpmn:incoming>`);
    const out = flows.filter(({ from }) => from === id).map((flow) => `<bpmn:outgoing>${idOf(flow)}</bpmn:outgoing>`);
    const standard = flows.find(({ from, byDefault }) => from === id && byDefault === true);
    return xml
      .replace(`<!--flows of ${id}-->`, [...into, ...out].join(''))
      .replace(`id="${id}" name`, `id="${id}" ${standard === undefined ? '' : `default="${idOf(standard)}" `}name`);
  });
  const lines = flows.map((flow) => {
    const condition =
      flow.condition === undefined
        ? ''
        : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${attribute(flow.condition)}</bpmn:conditionExpression>`;
    return `<bpmn:sequenceFlow id="${idOf(flow)}" sourceRef="${flow.from}" targetRef="${flow.to}">${condition}</bpmn:sequenceFlow>`;
  });
  return [...drawn, ...lines].join('\n');
}

/** A way through these elements, one after the other. */
export const way = (...ids: readonly string[]): Flow[] =>
  ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to }));

/** A diagram under the office's process id; more resources may go with it. */
export function drawing(
  elements: readonly Drawn[],
  flows: readonly Flow[],
  more: Model['resources'] = [],
  name = 'contract.bpmn',
): Model {
  const process = connected(elements, flows);
  const named = (pattern: RegExp) => [...new Set([...process.matchAll(pattern)].map(([, found = '']) => found))];
  const messages = named(/messageRef="message-([^"]+)"/g).map((found) =>
    found === 'application-submitted'
      ? `<bpmn:message id="message-${found}" name="${found}" />`
      : `<bpmn:message id="message-${found}" name="${found}"><bpmn:extensionElements><zeebe:subscription correlationKey="=applicationNumber" /></bpmn:extensionElements></bpmn:message>`,
  );
  const errors = named(/errorRef="error-([^"]+)"/g).map(
    (code) => `<bpmn:error id="error-${code}" name="${code}" errorCode="${code}" />`,
  );
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
<bpmn:process id="penerbitan-kk" name="Contract" isExecutable="true">
${process}
</bpmn:process>
${[...messages, ...errors].join('\n')}
</bpmn:definitions>
`;
  return { resources: [{ name, content }, ...more] };
}
