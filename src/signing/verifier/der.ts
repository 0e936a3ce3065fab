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
 * Reads exactly one element that fills the buffer. Only minimal definite lengths and low tag numbers: with one encoding
 * for each meaning, a byte that is changed changes the meaning and is found by a rule.
 */
export function readDer(bytes: Buffer): Der {
  const element = readElement(bytes);
  if (element.whole.length !== bytes.length) throw new DerDefect('bytes after the end');
  return element;
}

/** Reads one element at the beginning of the buffer; bytes may follow. */
export function readElement(bytes: Buffer): Der {
  // What is not there reads as what is refused: a high tag, an open end.
  const [tag = 0x1f, first = 0x80] = bytes;
  if ((tag & 0x1f) === 0x1f) throw new DerDefect('tag');
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
  for (let rest = der.content; rest.length > 0;) {
    const element = readElement(rest);
    found.push(element);
    rest = rest.subarray(element.whole.length);
  }
  return found;
}

type Parts<Least extends number, Found extends readonly Der[] = []> = Found['length'] extends Least
  ? readonly [...Found, ...Der[]]
  : Parts<Least, readonly [...Found, Der]>;

/** The parts of a SEQUENCE whose definition fixes how many there are, from the obligatory ones to all. */
export function fields<Least extends number>(der: Der | undefined, least: Least, most: number = least): Parts<Least> {
  return counted(children(der, TAG.sequence), least, most);
}

/** The same of elements that were already taken out. */
export function counted<Least extends number>(found: readonly Der[], least: Least, most: number): Parts<Least> {
  if (!areAtLeast(found, least) || found.length > most) throw new DerDefect(`${least} to ${most} parts expected`);
  return found;
}
const areAtLeast = <Least extends number>(
  found: readonly Der[],
  least: Least,
): found is readonly Der[] & Parts<Least> => found.length >= least;

/** The elements of a SET OF, which DER orders by their bytes. */
export function setChildren(der: Der | undefined, tag: number = TAG.set): Der[] {
  const found = children(der, tag);
  found.forEach((element, index) => {
    const before = found[index - 1];
    if (before !== undefined && Buffer.compare(before.whole, element.whole) > 0)
      throw new DerDefect('set is not ordered');
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
  if (bytes.length > 4 || bytes.readInt8() < 0) throw new DerDefect('integer');
  return bytes.readUIntBE(0, bytes.length);
}

/** Content of an INTEGER in its one minimal form. */
export function integerBytes(der: Der | undefined): Buffer {
  const bytes = content(der, TAG.integer);
  if (bytes.length === 0) throw new DerDefect('integer');
  // X.690, 8.3.2: the first nine bits are not all alike.
  if (bytes.length > 1 && [0, -1].includes(bytes.readInt16BE() >> 7)) throw new DerDefect('integer is not minimal');
  return bytes;
}

/** UTCTime or GeneralizedTime as DER writes them: with seconds and Z; a fraction of a second is left out. */
export function time(der: Der | undefined): Date {
  const tag = der?.tag === TAG.utcTime ? TAG.utcTime : TAG.generalizedTime;
  const written = content(der, tag).toString('latin1');
  // A year of two digits lies between 1950 and 2049 (RFC 5280, 4.1.2.5.1).
  const century = Number(written.slice(0, 2)) < 50 ? '20' : '19';
  const text = tag === TAG.utcTime ? `${century}${written}` : written;
  if (!/^\d{14}(\.\d*[1-9])?Z$/.test(text)) throw new DerDefect('time');
  const date = new Date(text.replace(/(....)(..)(..)(..)(..)(..).*/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(date.getTime())) throw new DerDefect('time');
  return date;
}
