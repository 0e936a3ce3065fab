import { catalogOf, findObject, type PdfFile } from './pdf-file.ts';
import { entry, nameOf, type PdfReference, type PdfValue } from './values.ts';

/**
 * Reference of a page, counted from 1 in reading order; undefined when there is none, or when a node before it is not a
 * plain node of a tree.
 */
export function pageAt(file: PdfFile, number: number): PdfReference | undefined {
  const open: (PdfValue | undefined)[] = [entry(catalogOf(file), 'Pages')];
  const seen = new Set<number>();
  let counted = 0;
  while (open.length > 0) {
    const reference = open.pop();
    if (reference?.kind !== 'reference') return undefined;
    if (seen.has(reference.number)) continue;
    seen.add(reference.number);
    const node = findObject(file, reference)?.value;
    if (node === undefined) continue;
    const kids = entry(node, 'Kids');
    const type = nameOf(entry(node, 'Type'));
    // Readers count what we would pass over, and show another page under this number.
    if (type !== 'Page' && type !== 'Pages') return undefined;
    if (type === 'Page') counted += 1;
    if (counted === number) return reference;
    // One by one: a hundred thousand arguments at once would overflow the stack.
    if (kids?.kind === 'array') for (const kid of [...kids.items].reverse()) open.push(kid);
  }
  return undefined;
}
