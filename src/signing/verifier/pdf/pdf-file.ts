import { Cursor } from './cursor.ts';
import { parseDictionary, parseValue } from './parse-value.ts';
import { readCrossReferences } from './cross-references.ts';
import { entry, isWhole, numberOf, type PdfDictionary, type PdfReference, type PdfValue } from './values.ts';

export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  /** Encoded bytes of the stream, where the object is one. */
  readonly stream: { readonly start: number; readonly end: number } | undefined;
  readonly start: number;
}

/** One saved state of the file: objects, cross-reference table, trailer, %%EOF. */
export interface Revision {
  readonly objects: ReadonlyMap<number, IndirectObject>;
  readonly trailer: PdfDictionary;
  /** Offset of the word `xref`. */
  readonly tableStart: number;
  /** Offset after %%EOF and its line end. */
  readonly end: number;
}

export interface PdfFile {
  readonly bytes: Buffer;
  readonly revisions: readonly [Revision, ...Revision[]];
  /** Of the newest revision: a reader begins with it. */
  readonly trailer: PdfDictionary;
}

/** An original and one update is all this office makes; one more is read only to be able to name it. */
const MAX_REVISIONS = 3;

/**
 * Reads a whole file from its first to its last byte and accounts for every one: each byte belongs to a header, an
 * object that the cross-reference table of its revision names at exactly this place, a table, a trailer or white space.
 * So a reader that follows the tables and one that repairs a file by searching it see the same document, and nothing is
 * hidden (shadow and wrapping attacks need a place to hide). Object streams and cross-reference streams are refused:
 * our cards have none. Throws PdfDefect. Linear in the size of the file.
 */
export function readPdfFile(bytes: Buffer): PdfFile {
  const cursor = new Cursor(bytes);
  if (!/%PDF-(1\.[3-7]|2\.0)[\r\n]/.test(cursor.bytes.toString('latin1', 0, 9))) throw cursor.defect('header');
  cursor.position = 8;
  let newest = readRevision(cursor, []);
  const revisions: [Revision, ...Revision[]] = [newest];
  while (!cursor.atEnd) {
    if (revisions.length === MAX_REVISIONS) throw cursor.defect('too many revisions');
    newest = readRevision(cursor, revisions);
    revisions.push(newest);
  }
  return { bytes, revisions, trailer: newest.trailer };
}

/** What everything in the file is reached from. */
export function catalogOf(file: PdfFile): PdfValue | undefined {
  return resolve(file, file.trailer.entries.get('Root'));
}

/** The newest object of that number in the first `upTo` revisions. */
export function findObject(
  file: PdfFile,
  reference: PdfReference,
  upTo = file.revisions.length,
): IndirectObject | undefined {
  const holding = file.revisions.slice(0, upTo).findLast(({ objects }) => objects.has(reference.number));
  const object = holding?.objects.get(reference.number);
  return object?.generation === reference.generation ? object : undefined;
}

/** Follows a reference once; a reference to a reference is not a value. */
export function resolve(file: PdfFile, value: PdfValue | undefined, upTo?: number): PdfValue | undefined {
  return value?.kind === 'reference' ? findObject(file, value, upTo)?.value : value;
}

function readRevision(cursor: Cursor, earlier: readonly Revision[]): Revision {
  const objects = new Map<number, IndirectObject>();
  for (skipSpaceAndComments(cursor); cursor.word() !== 'xref'; skipSpaceAndComments(cursor)) {
    const object = readObject(cursor);
    if (objects.has(object.number)) throw cursor.defect('an object stands twice in one revision');
    objects.set(object.number, object);
  }
  const tableStart = cursor.position;
  readCrossReferences(cursor, objects, earlier.length > 0);
  cursor.expectWord('trailer', 'trailer');
  cursor.skipSpace();
  const trailer = parseDictionary(cursor);
  if (trailer.entries.has('XRefStm')) throw cursor.defect('hybrid cross-references');
  const previous = earlier.at(-1);
  if (
    trailer.entries.has('Prev') !== (previous !== undefined) ||
    numberOf(trailer.entries.get('Prev')) !== previous?.tableStart
  )
    throw cursor.defect('trailer does not name the table before it');
  // A reader passes over objects whose number is not below /Size: what is beyond would be seen by some and not by
  // others.
  const size = numberOf(trailer.entries.get('Size')) ?? 0;
  if (
    [...earlier.flatMap((revision) => [...revision.objects.keys()]), ...objects.keys()].some((number) => number >= size)
  )
    throw cursor.defect('an object beyond /Size');
  skipSpaceAndComments(cursor);
  cursor.expectWord('startxref', 'startxref');
  cursor.skipSpace();
  if (cursor.wholeNumber('startxref') !== tableStart) throw cursor.defect('startxref does not name its table');
  cursor.skipSpace();
  cursor.expect('%%EOF', 'end of revision');
  const lineEnded = cursor.skipLineEnd();
  if (!lineEnded && !cursor.atEnd) throw cursor.defect('text after %%EOF');
  return { objects, trailer, tableStart, end: cursor.position };
}

function readObject(cursor: Cursor): IndirectObject {
  const start = cursor.position;
  const number = cursor.wholeNumber('object number');
  cursor.expect(' ', 'object');
  const generation = cursor.wholeNumber('generation');
  cursor.expect(' ', 'object');
  cursor.expectWord('obj', 'object');
  const value = parseValue(cursor);
  cursor.skipSpace();
  const stream = cursor.word() === 'stream' ? readStream(cursor, value) : undefined;
  cursor.skipSpace();
  cursor.expectWord('endobj', 'object');
  return { number, generation, value, stream, start };
}

function readStream(cursor: Cursor, dictionary: PdfValue): { start: number; end: number } {
  const type = entry(dictionary, 'Type');
  if (type?.kind === 'name' && (type.name === 'ObjStm' || type.name === 'XRef'))
    throw cursor.defect('compressed objects');
  // The bytes must stand in this file and their number must be written here: a reference could be changed by an update.
  const length = numberOf(entry(dictionary, 'Length')) ?? Number.NaN;
  if (!isWhole(length) || entry(dictionary, 'F') !== undefined) throw cursor.defect('stream without a plain length');
  cursor.expect('stream', 'stream');
  if (cursor.peek() === 0x0d && cursor.peek(1) !== 0x0a)
    throw cursor.defect('stream begins with a bare carriage return');
  if (!cursor.skipLineEnd()) throw cursor.defect('stream without line end');
  const start = cursor.position;
  cursor.position += length;
  cursor.skipLineEnd();
  cursor.expectWord('endstream', 'stream');
  return { start, end: start + length };
}

/** Between objects a comment is harmless, unless it looks like the beginning or the end of a file. */
function skipSpaceAndComments(cursor: Cursor): void {
  for (cursor.skipSpace(); cursor.peek() === 0x25; cursor.skipSpace()) {
    if (cursor.startsWith('%%EOF') || cursor.startsWith('%PDF-')) throw cursor.defect('a second beginning or end');
    while (!cursor.atEnd && cursor.peek() !== 0x0a && cursor.peek() !== 0x0d) cursor.position += 1;
  }
}
