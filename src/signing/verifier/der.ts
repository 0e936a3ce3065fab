/** Not the one DER encoding of anything (ITU-T X.690, 10). */
export class DerDefect extends Error {
  override name = 'DerDefect';
}

/** One element of a DER structure, seen in place: nothing is copied, nothing is re-encoded. */
export interface Der {
  readonly tag: number;
  /** Tag, length and content. */
  readonly whole: Buffer;
  readonly content: Buffer;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** Context tag, constructed: [0], [1] ... */
export const context = (number: number): number => 0xa0 + number;

/**
 * Reads exactly one element that fills the buffer. Only minimal definite lengths and low tag numbers: with one encoding for
 * each meaning, a byte that is changed changes the meaning and is found by a rule.
 */
export function readDer(bytes: Buffer): Der {
  const element = readElement(bytes);
  if (element.whole.length !== bytes.length) throw new DerDefect('bytes after the end');
  return element;
}

/** Reads one element at the beginning of the buffer; bytes may follow. */
export function readElement(bytes: Buffer): Der {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerDefect('tag');
  let length = first;
  let header = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || bytes.length < 2 + count) throw new DerDefect('length');
    length = bytes.readUIntBE(2, count);
    header += count;
    if (length < 0x80 || bytes[2] === 0) throw new DerDefect('length is not minimal');
  }
  if (header + length > bytes.length) throw new DerDefect('element is cut');
  return { tag, whole: bytes.subarray(0, header + length), content: bytes.subarray(header, header + length) };
}

/** The elements inside one of the named tag. */
export function children(der: Der | undefined, tag: number): Der[] {
  if (der?.tag !== tag) throw new DerDefect(`tag ${tag} expected`);
  const found: Der[] = [];
  for (let rest = der.content; rest.length > 0; ) {
    const element = readElement(rest);
    found.push(element);
    rest = rest.subarray(element.whole.length);
  }
  return found;
}

/** The elements of a SET OF, which DER orders by their bytes. */
export function setChildren(der: Der | undefined, tag: number = TAG.set): Der[] {
  const found = children(der, tag);
  found.forEach((element, index) => {
    const before = found[index - 1];
    if (before !== undefined && Buffer.compare(before.whole, element.whole) > 0) throw new DerDefect('set is not ordered');
  });
  return found;
}

export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (items.length !== 1 || item === undefined) throw new DerDefect('exactly one expected');
  return item;
}

export function content(der: Der | undefined, tag: number): Buffer {
  if (der?.tag !== tag) throw new DerDefect(`tag ${tag} expected`);
  return der.content;
}

/** Dotted object identifier. */
export function oid(der: Der | undefined): string {
  const bytes = content(der, TAG.oid);
  const arcs: number[] = [];
  let arc = 0;
  let begins = true;
  for (const byte of bytes) {
    if (begins && byte === 0x80) throw new DerDefect('object identifier is not minimal');
    arc = arc * 128 + (byte & 0x7f);
    begins = byte < 0x80;
    if (!begins) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first] = arcs;
  if (first === undefined || !begins) throw new DerDefect('object identifier');
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...arcs.slice(1)].join('.');
}

/** Content of a BIT STRING of whole bytes. */
export function bitString(der: Der | undefined): Buffer {
  const bytes = content(der, TAG.bitString);
  if (bytes[0] !== 0) throw new DerDefect('bit string with unused bits');
  return bytes.subarray(1);
}

/** Small non-negative INTEGER. */
export function smallInteger(der: Der | undefined): number {
  const bytes = integerBytes(der);
  if (bytes.length > 4 || (bytes[0] ?? 0) >= 0x80) throw new DerDefect('integer');
  return bytes.readUIntBE(0, bytes.length);
}

/** Content of an INTEGER in its one minimal form. */
export function integerBytes(der: Der | undefined): Buffer {
  const bytes = content(der, TAG.integer);
  const [first, second] = bytes;
  if (first === undefined) throw new DerDefect('integer');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) throw new DerDefect('integer is not minimal');
  return bytes;
}

/** UTCTime or GeneralizedTime as DER writes them: with seconds and Z; a fraction of a second is left out. */
export function time(der: Der | undefined): Date {
  const tag = der?.tag === TAG.utcTime ? TAG.utcTime : TAG.generalizedTime;
  const text = content(der, tag).toString('latin1');
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d*[1-9])?Z$/.exec(text);
  const year = match?.[1];
  if (match === null || year === undefined || (year.length === 2) !== (tag === TAG.utcTime)) throw new DerDefect('time');
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19';
  const date = new Date(`${century}${year}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`);
  if (Number.isNaN(date.getTime())) throw new DerDefect('time');
  return date;
}
