import { extensions, text } from '../../moddle.ts';
import type { Findings } from './findings.ts';
import { isJuel } from './juel.ts';
import { ownProperties, parentOf, walk, type XmlElement } from './xml-element.ts';

const MODELER = 'http://camunda.org/schema/modeler/1.0';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
/** Notes of element templates, which only the modeler reads. */
const TEMPLATE_NOTES = ['modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon'];
const ADVICE = 'Hapus lewat tampilan XML di Modeler.';

/** Namespaces by prefix as the file's root declares them. */
export function namespacesOf(root: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(root.$attrs ?? {}).flatMap(([key, value]): [string, string][] =>
      key.startsWith('xmlns:') && typeof value === 'string' ? [[key.slice('xmlns:'.length), value]] : [],
    ),
  );
}

/**
 * Refuses what would reach the engine without being translated: extensions and attributes of other dialects, and texts
 * that the engine would compute. With them a diagram could run any program inside the engine.
 */
export function checkForeign(element: XmlElement, namespaces: ReadonlyMap<string, string>, findings: Findings): void {
  checkAttributes(element, namespaces, findings);
  checkTexts(element, findings);
  for (const extension of extensions(element) as XmlElement[]) {
    if (!extension.$type.startsWith('zeebe:')) {
      findings.add(element, `Bagian "${extension.$type}" berasal dari aplikasi lain. ${ADVICE}`);
      continue;
    }
    for (const part of walk(extension, () => true)) {
      for (const name of Object.keys(part.$attrs ?? {}))
        findings.add(element, `Atribut "${name}" pada pengaturan "${spelled(part.$type)}" tidak dikenal. ${ADVICE}`);
      checkTexts(part, findings, (value) => value.startsWith('='));
    }
  }
}

/** Takes away what only tools read; the engine's file carries nothing that was not translated. */
export function removeToolNotes(element: XmlElement): void {
  for (const name of Object.keys(element.$attrs ?? {})) element.set(name, undefined);
  for (const { property } of ownProperties(element))
    if (property.ns.prefix === 'zeebe') element.set(property.name, undefined);
}

/** `zeebe:TaskDefinition` as it stands in the file. */
export const spelled = (type: string): string =>
  type.replace(/^zeebe:(.)/, (_, first: string) => `zeebe:${first.toLowerCase()}`);

function checkAttributes(element: XmlElement, namespaces: ReadonlyMap<string, string>, findings: Findings): void {
  const isRoot = parentOf(element) === undefined;
  for (const name of Object.keys(element.$attrs ?? {})) {
    const [prefix = '', local] = name.split(':');
    if (isRoot && (name === 'xmlns' || prefix === 'xmlns')) continue;
    const namespace = local === undefined ? undefined : namespaces.get(prefix);
    if (namespace === MODELER || namespace === XSI) continue;
    findings.add(element, `Atribut "${name}" tidak dikenal. ${ADVICE}`);
  }
  for (const { property } of ownProperties(element))
    if (property.ns.prefix === 'zeebe' && !TEMPLATE_NOTES.includes(property.ns.localName))
      findings.add(element, `Atribut "zeebe:${property.ns.localName}" belum didukung. ${ADVICE}`);
}

function checkTexts(element: XmlElement, findings: Findings, isFeel?: (value: string) => boolean): void {
  const isExpression = ['bpmn:FormalExpression', 'bpmn:Expression'].includes(element.$type);
  // Conditions and timers, where the file itself holds FEEL; the constructs quote it for the engine.
  const holdsFeel = isFeel ?? ((value: string) => isExpression && value.startsWith('='));
  for (const { value } of ownProperties(element))
    if (typeof value === 'string' && isJuel(value) && !holdsFeel(value))
      findings.add(
        element,
        'Tulisan "${" dan "#{" tidak boleh dipakai, karena mesin proses menjalankannya. Tulis sebagai ekspresi FEEL, atau hapus.',
      );
  if (isExpression && text(element, 'language') !== undefined)
    findings.add(element, 'Ekspresi ini ditulis dalam bahasa lain. Tulis sebagai ekspresi FEEL.');
}
