import type { Cursor } from './cursor.ts';

/** As long as the line that it is compared with. */
const ENTRY = /(\d{10}) (\d{5}) ([nf])( \r| \n|\r\n)/;

/**
 * Reads a classic cross-reference table (ISO 32000-1, 7.5.4) and compares it with the objects that were found before
 * it: every entry in use names one of them at its exact place, and none is missing. An update may free nothing: taking
 * an object away is a way of changing the page.
 */
export function readCrossReferences(
  cursor: Cursor,
  objects: ReadonlyMap<number, { readonly start: number; readonly generation: number }>,
  isUpdate: boolean,
): void {
  cursor.expectWord('xref', 'cross-references');
  cursor.skipSpace();
  const seen = new Set<number>();
  while (cursor.word() !== 'trailer') {
    const first = cursor.wholeNumber('cross-reference section');
    cursor.expect(' ', 'cross-reference section');
    const count = cursor.wholeNumber('cross-reference section');
    cursor.skipSpace();
    for (let number = first; number < first + count; number += 1) {
      const match = ENTRY.exec(cursor.bytes.toString('latin1', cursor.position, cursor.position + 20));
      if (match === null || seen.has(number)) throw cursor.defect('malformed cross-reference');
      cursor.position += 20;
      if (match[3] === 'f') {
        if (objects.has(number) || (isUpdate && number !== 0)) throw cursor.defect('an object is freed');
        continue;
      }
      const object = objects.get(number);
      if (object?.start !== Number(match[1]) || object.generation !== Number(match[2]))
        throw cursor.defect('a cross-reference does not name its object');
      seen.add(number);
    }
    cursor.skipSpace();
  }
  if (seen.size !== objects.size) throw cursor.defect('an object is in no cross-reference table');
}
