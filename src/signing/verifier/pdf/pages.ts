import { catalogOf, findObject, type PdfFile } from './pdf-file.ts';
import { entry, nameOf, type PdfReference, type PdfValue } from './values.ts';

/** Reference of a page, counted from 1 in reading order; undefined when there is none. A tree that runs in circles ends. */
export function pageAt(file: PdfFile, number: number): PdfReference | undefined {
  const open: (PdfValue | undefined)[] = [entry(catalogOf(file), 'Pages')];
  const seen = new Set<number>();
  let counted = 0;
  while (open.length > 0) {
    const reference = open.pop();
    if (reference?.kind !== 'reference' || seen.has(reference.number)) continue;
    seen.add(reference.number);
    const node = findObject(file, reference)?.value;
    const kids = entry(node, 'Kids');
    if (nameOf(entry(node, 'Type')) === 'Page') counted += 1;
    if (counted === number) return reference;
    if (kids?.kind === 'array') open.push(...[...kids.items].reverse());
  }
  return undefined;
}
