/** What makes the picture, its colours and how it is held (PNG, third edition, 11.2 and 11.3). */
const NAMES = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'eXIf'];
/** Names are compared as the numbers they are: 8 MB have room for 700 000 of them. */
const numberOf = (name: string) => Buffer.from(name, 'latin1').readUInt32BE();
const DRAWN = new Set(NAMES.map(numberOf));
const [MAY_REPEAT, END] = [numberOf('IDAT'), numberOf('IEND')];
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Length, name and checksum. */
const AROUND_BYTES = 12;

/**
 * A PNG without its other chunks; any other picture as it is. A reader unpacks and keeps every text in it, and 3 MB of
 * them become 10 GB before the first line is drawn. A file that is no row of chunks comes out torn, and is refused by
 * who draws it.
 */
export function pictureChunks(png: Buffer): Buffer {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return png;
  const kept: Buffer[] = [SIGNATURE];
  const seen = new Set<number>();
  let [at, from] = [SIGNATURE.length, SIGNATURE.length];
  while (at + AROUND_BYTES <= png.length) {
    const name = png.readUInt32BE(at + 4);
    const next = at + AROUND_BYTES + png.readUInt32BE(at);
    if (!DRAWN.has(name) || (name !== MAY_REPEAT && seen.has(name))) {
      if (at > from) kept.push(png.subarray(from, at));
      from = next;
    } else seen.add(name);
    at = next;
    if (name === END) break;
  }
  return Buffer.concat([...kept, png.subarray(from, at)]);
}
