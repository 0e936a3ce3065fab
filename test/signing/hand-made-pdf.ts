/** How a hand-made PDF differs from a proper one. */
export interface Layout {
  readonly header?: string;
  /** Between the header and the first object. */
  readonly preamble?: string;
  /** Behind the trailer's own entries. */
  readonly trailer?: string;
  readonly size?: number;
  readonly lineEnd?: string;
  /** Whole table, instead of the right one. */
  readonly table?: (places: readonly number[]) => string;
  readonly end?: string;
  /** Offset that startxref names, instead of the right one. */
  readonly tableAt?: (right: number) => number;
}

/**
 * A PDF written letter by letter: `objects` are the objects 1, 2, 3 ... (what stands between "obj" and "endobj"), then
 * a classic table and a trailer. So a test can put exactly one thing wrong and leave everything else in its place.
 */
export function handMade(objects: readonly string[], layout: Layout = {}): Buffer {
  const {
    header = '%PDF-1.7\n',
    preamble = '',
    trailer = '',
    size = objects.length + 1,
    lineEnd = ' \n',
    end = '%%EOF\n',
  } = layout;
  let text = header + preamble;
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const tableAt = layout.tableAt?.(text.length) ?? text.length;
  const line = (place: number, generation: number, kind: string) =>
    `${String(place).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind}${lineEnd}`;
  text +=
    layout.table?.(places) ??
    `xref\n0 ${places.length + 1}\n${line(0, 65535, 'f')}${places.map((place) => line(place, 0, 'n')).join('')}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R ${trailer}>>\nstartxref\n${tableAt}\n${end}`;
  return Buffer.from(text, 'latin1');
}

/** How an update differs from a proper one. */
export interface UpdateLayout {
  readonly size?: number;
  readonly previous?: number;
  /** Behind the trailer's own entries. */
  readonly trailer?: string;
  /** Number of the catalog. */
  readonly root?: number;
  /** Of an object that is written with another generation than 0. */
  readonly generations?: Readonly<Record<string, number>>;
}

/** The same file with one update: `objects` by number. */
export function handUpdated(
  original: Buffer,
  objects: Readonly<Record<number, string>>,
  change: UpdateLayout = {},
): Buffer {
  const before = original.toString('latin1');
  const previous = change.previous ?? Number(/startxref\n(\d+)\n%%EOF\n$/.exec(before)?.[1]);
  let text = before;
  let sections = '';
  for (const [number, object] of Object.entries(objects)) {
    const generation = change.generations?.[number] ?? 0;
    sections += `${number} 1\n${String(text.length).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`;
    text += `${number} ${generation} obj\n${object}\nendobj\n`;
  }
  const size =
    change.size ??
    Math.max(Number(/\/Size (\d+)/.exec(before)?.[1]), ...Object.keys(objects).map((number) => Number(number) + 1));
  return Buffer.from(
    `${text}xref\n${sections}trailer\n<< /Size ${size} /Root ${change.root ?? 1} 0 R /Prev ${previous} ${change.trailer ?? ''}>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}
