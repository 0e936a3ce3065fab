import { Parser } from 'saxen';
import type { Findings } from './findings.ts';
import { spelled } from './foreign.ts';
import { isXmlElement, type XmlElement } from './xml-element.ts';

/** What the reader of a file could not place. */
export interface ReadWarning {
  readonly message: string;
  /** Where a reference stands that leads nowhere. */
  readonly element?: unknown;
}

/**
 * Every part that the reader passed over becomes a finding at the element it stands in: nothing is dropped silently.
 */
export function reportWarnings(
  xml: string,
  warnings: readonly ReadWarning[],
  elements: ReadonlyMap<string, XmlElement>,
  findings: Findings,
): void {
  for (const { message, element } of warnings) {
    // Unknown attributes are found with their element by checkForeign.
    if (message.startsWith('unknown attribute')) continue;
    const [, part, line, column] =
      /^unparsable content <([^>]+)> detected\s+line: (\d+)\s+column: (\d+)/.exec(message) ?? [];
    if (part === undefined) {
      const at = isXmlElement(element) ? element : undefined;
      findings.add(at, `Berkas ini tidak utuh (${message.split('\n', 1)[0]}). Buka dan perbaiki di Modeler.`);
      continue;
    }
    const owner = elements.get(ownerAt(xml, Number(line), Number(column)) ?? '');
    findings.add(owner, `Pengaturan "${spelled(part)}" tidak dikenal. Hapus, atau pakai versi Modeler yang sesuai.`);
  }
}

/** Id of the nearest element around the tag that begins at this place. */
function ownerAt(xml: string, line: number, column: number): string | undefined {
  const ids: (string | undefined)[] = [];
  let owner: string | undefined;
  const parser = new Parser();
  parser.on('openTag', (_name, attributes, _decode, _isEmpty, where) => {
    const place = where();
    if (place.line === line && place.column === column) owner ??= ids.findLast((id) => id !== undefined);
    ids.push(attributes()['id']);
  });
  parser.on('closeTag', () => void ids.pop());
  parser.parse(xml);
  return owner;
}
