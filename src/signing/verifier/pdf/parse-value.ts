import { type Cursor, endsWord } from './cursor.ts';
import type { PdfDictionary, PdfString, PdfValue } from './values.ts';

/** Deeper nesting than any card has; a file made to exhaust the stack ends here. */
const MAX_DEPTH = 48;

/**
 * Reads one value. Stricter than a viewer on purpose: a comment inside a value, a key that stands twice, an odd number
 * of hex digits or a malformed number is refused, because readers disagree about them and attacks live on such
 * disagreement.
 */
export function parseValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > MAX_DEPTH) throw cursor.defect('nested too deeply');
  cursor.countValue();
  cursor.skipSpace();
  switch (cursor.peek()) {
    case 0x2f: // /
      return { kind: 'name', name: parseName(cursor) };
    case 0x28: // (
      return parseLiteralString(cursor);
    case 0x3c: // <
      return cursor.peek(1) === 0x3c ? parseDictionary(cursor, depth) : parseHexString(cursor);
    case 0x5b: // [
      return parseArray(cursor, depth);
    case undefined: // the end of the file: an empty word
    default:
      return parseWord(cursor);
  }
}

export function parseDictionary(cursor: Cursor, depth = 0): PdfDictionary {
  cursor.expect('<<', 'dictionary');
  const entries = new Map<string, PdfValue>();
  for (;;) {
    cursor.skipSpace();
    if (cursor.startsWith('>>')) break;
    const key = parseName(cursor);
    if (entries.has(key)) throw cursor.defect('a dictionary key stands twice');
    entries.set(key, parseValue(cursor, depth + 1));
  }
  cursor.position += 2;
  return { kind: 'dictionary', entries };
}

function parseArray(cursor: Cursor, depth: number): PdfValue {
  cursor.expect('[', 'array');
  const items: PdfValue[] = [];
  for (;;) {
    cursor.skipSpace();
    if (cursor.peek() === 0x5d) break;
    items.push(parseValue(cursor, depth + 1));
  }
  cursor.position += 1;
  return { kind: 'array', items };
}

/** Escapes (#4a) are resolved: a name is judged by what it means. */
function parseName(cursor: Cursor): string {
  cursor.expect('/', 'name');
  const start = cursor.position;
  while (!endsWord(cursor.peek())) cursor.position += 1;
  if (cursor.position - start > 127) throw cursor.defect('name too long');
  const written = cursor.bytes.toString('latin1', start, cursor.position);
  if (/#(?![0-9a-fA-F]{2})/.test(written) || written.includes('#00')) throw cursor.defect('malformed name');
  return written.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function parseHexString(cursor: Cursor): PdfString {
  const start = cursor.position;
  const close = cursor.bytes.indexOf(0x3e, start); // >
  if (close < 0) throw cursor.defect('hex string without end');
  const digits = cursor.bytes.toString('latin1', start + 1, close).replace(/[\0\t\n\f\r ]/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) throw cursor.defect('malformed hex string');
  cursor.position = close + 1;
  return { kind: 'string', bytes: Buffer.from(digits, 'hex'), form: 'hex', start, end: close + 1 };
}

const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c };

function parseLiteralString(cursor: Cursor): PdfString {
  const start = cursor.position;
  const bytes: number[] = [];
  let open = 0;
  do {
    const byte = nextByte(cursor);
    if (byte === 0x5c) {
      parseEscape(cursor, bytes);
      continue;
    }
    if (byte === 0x28) open += 1;
    if (byte === 0x29) open -= 1;
    if (open > 0 && !(byte === 0x28 && open === 1)) bytes.push(byte);
  } while (open > 0);
  return { kind: 'string', bytes: Buffer.from(bytes), form: 'literal', start, end: cursor.position };
}

function parseEscape(cursor: Cursor, bytes: number[]): void {
  const octal = /^[0-7]{1,3}/.exec(cursor.bytes.toString('latin1', cursor.position, cursor.position + 3))?.[0];
  if (octal !== undefined) {
    bytes.push(Number.parseInt(octal, 8) & 0xff);
    cursor.position += octal.length;
    return;
  }
  if (cursor.skipLineEnd()) return; // a line end after a backslash belongs to the layout of the file, not to the string
  const byte = nextByte(cursor);
  bytes.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
}

function nextByte(cursor: Cursor): number {
  const byte = cursor.peek();
  if (byte === undefined) throw cursor.defect('string without end');
  cursor.position += 1;
  return byte;
}

function parseWord(cursor: Cursor): PdfValue {
  const word = cursor.word();
  if (/^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/.test(word)) return parseNumberOrReference(cursor, word);
  cursor.position += word.length;
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
  if (word === 'null') return { kind: 'null' };
  throw cursor.defect('value expected');
}

const REFERENCE = /^(\d{1,10})[ \r\n\t\f\0]+(\d{1,5})[ \r\n\t\f\0]+R(?=[ \r\n\t\f\0()<>[\]{}/%]|$)/;

function parseNumberOrReference(cursor: Cursor, word: string): PdfValue {
  const reference = REFERENCE.exec(cursor.bytes.toString('latin1', cursor.position, cursor.position + 40));
  if (reference !== null) {
    cursor.position += reference[0].length;
    return { kind: 'reference', number: Number(reference[1]), generation: Number(reference[2]) };
  }
  cursor.position += word.length;
  return { kind: 'number', value: Number(word) };
}
