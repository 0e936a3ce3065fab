import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { BpmnModdle } from 'bpmn-moddle';
import { children, extension, isElement, text, type Element } from '../../../../src/process/moddle.ts';
import { ModelRefused, type Model, type ModelFinding } from '../../../../src/process/process.ts';
import { translateModel } from '../../../../src/process/operaton/translate/translate.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const camunda: unknown = JSON.parse(
  readFileSync(path.join(ROOT, 'node_modules/camunda-bpmn-moddle/resources/camunda.json'), 'utf8'),
);

/** Parts of a small process. What stands between start and end is the test's. */
export interface Parts {
  /** Flow elements of the process, beside start and end. */
  readonly elements?: string;
  /** Root elements beside the process: messages, errors ... */
  readonly roots?: string;
  /** Extension elements of the process. */
  readonly process?: string;
  /** The start event, when it is not a plain one. */
  readonly start?: string;
  readonly definitions?: string;
  /** True: no flow leads from `it` to the end; the test draws what follows. */
  readonly open?: boolean;
}

export const FILE = 'uji.bpmn';

/** A diagram around the parts: `start` → first element with id `it`, when there is one → `end`. */
export function diagram({
  elements = '',
  roots = '',
  process = '',
  start,
  definitions = '',
  open = false,
}: Parts): string {
  const hasIt = / id="it"/.test(elements);
  const flow = (id: string, from: string, to: string) =>
    `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions"
  targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.28.0"
  modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0" ${definitions}>
  <bpmn:process id="uji" name="Uji" isExecutable="true">${wrapped(process)}
    ${start ?? '<bpmn:startEvent id="start" />'}
    ${elements}
    <bpmn:endEvent id="end" name="Selesai" />
    ${hasIt ? flow('to-it', 'start', 'it') : flow('to-end', 'start', 'end')}
    ${hasIt && !open ? flow('to-end', 'it', 'end') : ''}
  </bpmn:process>
  ${roots}
</bpmn:definitions>`;
}

/** Extension elements around the content; nothing around nothing. */
export const wrapped = (extensions: string): string =>
  extensions === '' ? '' : `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`;

/** A task named "Langkah" with the id `it` and these extensions. */
export const task = (kind: string, extensions = '', more = ''): string =>
  `<bpmn:${kind} id="it" name="Langkah" ${more}>${wrapped(extensions)}</bpmn:${kind}>`;

export const JOB = '<zeebe:taskDefinition type="kirim" />';
export const LISTENERS = `<zeebe:taskListeners>
  <zeebe:taskListener eventType="creating" type="work-list" /><zeebe:taskListener eventType="assigning" type="work-list" />
  <zeebe:taskListener eventType="completing" type="judge-decision" /><zeebe:taskListener eventType="canceling" type="work-list" />
</zeebe:taskListeners>`;
/** What every user task needs. */
export const HUMAN = `<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="kasi" />${LISTENERS}`;

export const modelOf = (parts: Parts, ...others: Model['resources'][number][]): Model => ({
  resources: [{ name: FILE, content: diagram(parts) }, ...others],
});

/** The translated diagram, read as the engine's dialect; fails the test when it is not valid in that dialect. */
export async function translated(parts: Parts, ...others: Model['resources'][number][]): Promise<Translated> {
  const { resources } = await translateModel(modelOf(parts, ...others));
  const xml = resources.find(({ name }) => name === FILE)?.content ?? '';
  const { rootElement, warnings } = await new BpmnModdle({ camunda }).fromXML(xml);
  expect(
    warnings.map(({ message }) => message),
    xml,
  ).to.deep.equal([]);
  if (!isElement(rootElement)) throw new Error('no diagram came out');
  return { xml, root: rootElement, element: (id = 'it') => elementIn(rootElement, id) };
}
export interface Translated {
  readonly xml: string;
  readonly root: Element;
  /** Element of the translated diagram; without an id, the one under test. */
  element(id?: string): Element;
}

function elementIn(root: Element, id: string): Element {
  const all = children(root, 'rootElements').flatMap((element) => [element, ...within(element)]);
  const found = all.find((element) => text(element, 'id') === id);
  if (found === undefined) throw new Error(`the translated diagram has no ${id}`);
  return found;
}
const within = (element: Element): Element[] =>
  children(element, 'flowElements').flatMap((each) => [each, ...within(each)]);

export const propertiesOf = (element: Element): Record<string, string | undefined> =>
  Object.fromEntries(
    children(extension(element, 'camunda:Properties'), 'values').map((each): [string, string | undefined] => [
      text(each, 'name') ?? '',
      text(each, 'value'),
    ]),
  );
export const inputsOf = (element: Element) => parameters(element, 'inputParameters');
export const outputsOf = (element: Element) => parameters(element, 'outputParameters');
const parameters = (element: Element, list: string): (string | undefined)[][] =>
  children(extension(element, 'camunda:InputOutput'), list).map((each) => [text(each, 'name'), text(each, 'value')]);

/** Everything that the model is refused for. Fails the test when it is taken. */
export async function refused(parts: Parts, ...others: Model['resources'][number][]): Promise<readonly ModelFinding[]> {
  return refusedModel(modelOf(parts, ...others));
}

export async function refusedModel(model: Model): Promise<readonly ModelFinding[]> {
  try {
    await translateModel(model);
  } catch (error) {
    if (error instanceof ModelRefused) return error.findings;
    throw error;
  }
  throw new Error('the model was taken');
}

/** Asserts one finding at one element, whose sentence holds this. */
export function expectOne(findings: readonly ModelFinding[], element: string | null, part: string, file = FILE): void {
  expect(findings, JSON.stringify(findings)).to.have.length(1);
  expect(findings[0]).to.include({ file, element });
  expect(findings[0]?.sentence).to.contain(part);
}
