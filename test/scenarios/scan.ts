/** One piece of what the office has left somewhere. */
export interface Trace {
  readonly where: string;
  readonly content: string | Buffer;
}

export interface Scanned {
  readonly pieces: number;
  readonly bytes: number;
  /** "where: needle", each once. */
  readonly found: readonly string[];
}

/**
 * Looks for the needles (in small letters) in every piece, whatever the case of its letters. Bytes that are no text are
 * read as Latin-1.
 */
export async function scan(
  traces: AsyncIterable<Trace> | Iterable<Trace>,
  needles: readonly string[],
): Promise<Scanned> {
  const found = new Set<string>();
  let pieces = 0;
  let bytes = 0;
  for await (const { where, content } of traces) {
    pieces += 1;
    bytes += content.length;
    const text = (typeof content === 'string' ? content : content.toString('latin1')).toLowerCase();
    for (const needle of needles) if (text.includes(needle)) found.add(`${where}: ${needle}`);
  }
  return { pieces, bytes, found: [...found] };
}
