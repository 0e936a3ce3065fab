import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { extensions, text } from '../../moddle.ts';
import { adviceFor, isAllowed } from './allowed.ts';
import { ANYWHERE, type DecisionResult, type Translation } from './construct.ts';
import { CONSTRUCTS } from './constructs/all.ts';
import { CAMUNDA, Draft } from './draft.ts';
import type { Findings } from './findings.ts';
import { checkForeign, namespacesOf, removeToolNotes, spelled } from './foreign.ts';
import { feelValue } from './juel.ts';
import { reportWarnings } from './read-warnings.ts';
import { isXmlElement, walk, type XmlElement } from './xml-element.ts';

const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';
const PLATFORM = 'modeler:executionPlatform';

export interface BpmnOptions {
  readonly xml: string;
  readonly findings: Findings;
  readonly versionTag: string;
  readonly forms: ReadonlySet<string>;
  readonly decisions: ReadonlyMap<string, DecisionResult>;
  /** Name and version of what wrote the file. */
  readonly writtenBy: { readonly name: string; readonly version: string };
}

export interface TranslatedBpmn {
  readonly xml: string;
  /** Ids of the executable processes. */
  readonly processes: readonly string[];
}

/**
 * A diagram of the Zeebe dialect in the engine's own. What has no translation becomes a finding; then the result is of
 * no use.
 */
export async function translateBpmn(options: BpmnOptions): Promise<TranslatedBpmn> {
  const { xml, findings } = options;
  const moddle = new BpmnModdle({ zeebe });
  const read = await moddle.fromXML(xml).catch(() => undefined);
  const root = read?.rootElement;
  if (read === undefined || !isXmlElement(root)) {
    findings.add(undefined, 'Berkas ini bukan diagram BPMN yang utuh. Buka dan simpan lagi dengan Camunda Modeler.');
    return { xml, processes: [] };
  }
  const platform = text(root, PLATFORM);
  if (platform !== undefined && platform !== 'Camunda Cloud')
    findings.add(undefined, 'Diagram ini dibuat untuk Camunda 7. Buat diagram untuk Camunda 8 di Modeler.');

  const elements = [...walk(root, isTranslated)].filter(({ $type }) => !UNTOUCHED.includes($type));
  reportWarnings(xml, read.warnings, byId(elements), findings);
  const namespaces = namespacesOf(root);
  for (const element of elements) check(element, namespaces, findings);
  for (const element of elements) if (element !== root) removeToolNotes(element);

  const t = translationFor(options);
  const drafts = elements.map((element) => {
    const draft = new Draft();
    for (const construct of CONSTRUCTS) construct.translate(element, draft, t);
    return { element, draft };
  });
  // Constructs read the extensions of other elements too, so they stand until all are translated.
  for (const { element, draft } of drafts) draft.write(element, moddle);
  finish(root, elements, options);
  const processes = elements.filter(({ $type }) => $type === 'bpmn:Process').filter(isExecutable);
  return {
    xml: (await moddle.toXML(root, { format: true })).xml,
    processes: processes.map((process) => text(process, 'id') ?? ''),
  };
}

/** Extensions are read by the constructs; how the diagram is drawn stays as it is. */
const UNTOUCHED = ['bpmn:ExtensionElements', 'bpmndi:BPMNDiagram'];

const isExecutable = (process: XmlElement): boolean => process.get('isExecutable') === true;

/** A pool that is only drawn is executed by no engine. */
const isTranslated = (element: XmlElement): boolean =>
  !UNTOUCHED.includes(element.$type) && (element.$type !== 'bpmn:Process' || isExecutable(element));

function byId(elements: readonly XmlElement[]): ReadonlyMap<string, XmlElement> {
  return new Map(elements.map((element) => [text(element, 'id') ?? '', element]));
}

function check(element: XmlElement, namespaces: ReadonlyMap<string, string>, findings: Findings): void {
  if (!isAllowed(element.$type)) {
    findings.add(element, adviceFor(element.$type));
    return;
  }
  checkForeign(element, namespaces, findings);
  for (const { $type } of extensions(element))
    if ($type.startsWith('zeebe:') && !hasTranslation($type, element))
      findings.add(element, `Pengaturan "${spelled($type)}" belum didukung pada elemen ini. Hapus pengaturan itu.`);
}

function hasTranslation(extension: string, element: XmlElement): boolean {
  return CONSTRUCTS.some(({ answersFor }) => {
    const places = answersFor[extension] ?? [];
    return places === ANYWHERE || places.includes(element.$type);
  });
}

function translationFor({ findings, versionTag, forms, decisions }: BpmnOptions): Translation {
  const refuse = (element: XmlElement, sentence: string) => findings.add(element, sentence);
  const feel: Translation['feel'] = (element, expression, place) => {
    if (expression?.startsWith('=') !== true) {
      refuse(element, `Isi ${place} dengan ekspresi FEEL, diawali tanda "=".`);
      return undefined;
    }
    const inner = expression.slice(1).trim();
    return findings.readFeel(element, place, inner) ? inner : undefined;
  };
  return {
    versionTag,
    forms,
    decisions,
    refuse,
    feel,
    value(element, value, place) {
      if (!value.startsWith('=')) return value;
      const inner = feel(element, value, place);
      return inner === undefined ? undefined : feelValue(inner);
    },
  };
}

function finish(root: XmlElement, elements: readonly XmlElement[], { writtenBy }: BpmnOptions): void {
  // The engine executes a process that does not say otherwise.
  for (const element of elements)
    if (element.$type === 'bpmn:Process' && !isExecutable(element)) element.set('isExecutable', false);
  for (const [name, value] of Object.entries(root.$attrs ?? {})) if (value === ZEEBE) root.set(name, undefined);
  root.set('xmlns:camunda', CAMUNDA);
  root.set('xmlns:modeler', 'http://camunda.org/schema/modeler/1.0');
  root.set(PLATFORM, 'Camunda Platform');
  root.set(`${PLATFORM}Version`, '7.23.0');
  root.set('exporter', writtenBy.name);
  root.set('exporterVersion', writtenBy.version);
}
