import { DmnModdle } from 'dmn-moddle';
import { child, children, text } from '../../moddle.ts';
import type { DecisionResult } from './construct.ts';
import { checkCells } from './dmn/cells.ts';
import { checkDecision, isTranslatable } from './dmn/check-decision.ts';
import { adaptRequirements, resultOfDecision } from './dmn/requirements.ts';
import type { Findings } from './findings.ts';
import { HISTORY_TIME_TO_LIVE } from './history.ts';
import { isXmlElement, walk, type XmlElement } from './xml-element.ts';

const CAMUNDA_DMN = 'http://camunda.org/schema/1.0/dmn';
const PLATFORM = 'modeler:executionPlatform';

export interface DmnOptions {
  readonly xml: string;
  readonly findings: Findings;
  readonly versionTag: string;
}

export interface TranslatedDmn {
  readonly xml: string;
  /** Id of the file's root, by which the engine keeps it. */
  readonly id: string;
  readonly decisions: ReadonlyMap<string, DecisionResult>;
}

/**
 * A file of decision tables for the engine: FEEL as it is, results of required decisions under the names and in the
 * shapes that Zeebe gives them. What has no translation becomes a finding; then the result is of no use.
 */
export async function translateDmn({ xml, findings, versionTag }: DmnOptions): Promise<TranslatedDmn> {
  const moddle = new DmnModdle();
  const read = await moddle.fromXML(xml).catch(() => undefined);
  const root = read?.rootElement;
  if (read === undefined || !isXmlElement(root)) {
    findings.add(
      undefined,
      'Berkas ini bukan tabel keputusan DMN yang utuh. Buka dan simpan lagi dengan Camunda Modeler.',
    );
    return { xml, id: '', decisions: new Map() };
  }
  // Unknown attributes are found with their element below.
  for (const { message, element } of read.warnings.filter(
    (warning) => !warning.message.startsWith('unknown attribute'),
  ))
    findings.add(
      isXmlElement(element) ? element : undefined,
      `Berkas ini tidak utuh (${message.split('\n', 1)[0]}). Buka dan perbaiki di Modeler.`,
    );
  checkForeignParts(root, findings);

  const decisions = new Map<string, XmlElement>();
  for (const decision of (children(root, 'drgElement') as XmlElement[]).filter(
    ({ $type }) => $type === 'dmn:Decision',
  )) {
    checkDecision(decision, findings);
    checkCells(decision, findings);
    if (isTranslatable(decision)) decisions.set(text(decision, 'id') ?? '', decision);
  }
  adaptRequirements(decisions, findings);
  for (const decision of decisions.values()) {
    decision.set('camunda:historyTimeToLive', HISTORY_TIME_TO_LIVE);
    decision.set('camunda:versionTag', versionTag);
  }
  root.set('xmlns:camunda', CAMUNDA_DMN);
  root.set('xmlns:modeler', 'http://camunda.org/schema/modeler/1.0');
  root.set(PLATFORM, 'Camunda Platform');
  root.set(`${PLATFORM}Version`, '7.23.0');
  return {
    id: text(root, 'id') ?? '',
    xml: (await moddle.toXML(root, { format: true })).xml,
    decisions: new Map([...decisions].map(([id, decision]) => [id, resultOfDecision(decision)])),
  };
}

/** Kinds of parts that the engine reads as Zeebe does, or that are only drawn. */
const ALLOWED = new Set(
  [
    ...['Definitions', 'Decision', 'InputData', 'KnowledgeSource', 'InformationItem', 'InformationRequirement'],
    ...['AuthorityRequirement', 'DMNElementReference', 'DecisionTable', 'LiteralExpression', 'InputClause'],
    ...['OutputClause', 'RuleAnnotationClause', 'DecisionRule', 'UnaryTests', 'RuleAnnotation', 'TextAnnotation'],
    ...['Association', 'InputExpression'],
  ].map((name) => `dmn:${name}`),
);
const MODELER = 'modeler:';

/** As for diagrams (`foreign.ts`): attributes and parts of other dialects could run programs in the engine. */
function checkForeignParts(root: XmlElement, findings: Findings): void {
  for (const element of walk(root, (each) => each.$type !== 'dmndi:DMNDI')) {
    if (element.$type === 'dmndi:DMNDI') continue;
    if (!ALLOWED.has(element.$type))
      findings.add(
        element,
        `Bagian "${element.$type.replace('dmn:', '')}" belum didukung. Ganti dengan tabel keputusan atau ekspresi FEEL.`,
      );
    for (const name of Object.keys(element.$attrs ?? {}))
      if (!(element === root && (name.startsWith('xmlns') || name.startsWith(MODELER))))
        findings.add(element, `Atribut "${name}" tidak dikenal. Hapus lewat tampilan XML di Modeler.`);
    const language = text(element, 'expressionLanguage');
    if (language !== undefined && !/^feel$/i.test(language))
      findings.add(element, `Bahasa "${language}" tidak dijalankan. Tulis sebagai ekspresi FEEL.`);
    if (child(element, 'extensionElements') !== undefined)
      findings.add(element, 'Bagian tambahan dari aplikasi lain tidak dikenal. Hapus lewat tampilan XML di Modeler.');
  }
}
