import { INDONESIAN } from '../domain/language/indonesian.ts';
import { PaperRefused } from './documents.ts';
import { pdfStreams } from './pdf-streams.ts';

const DAMAGED = INDONESIAN.refusals['pdf-rusak-atau-terpotong'];
const LOCKED = INDONESIAN.refusals['pdf-terkunci-dengan-sandi'];
const ACTIVE = INDONESIAN.refusals['pdf-ini-memuat-skrip'];
const TOO_COMPLEX = INDONESIAN.refusals['pdf-ini-terlalu-rumit'];

/**
 * A name as a PDF may write it, each character as itself or as its number: "/J#61vaScript" (ISO 32000-1, 7.3.5). The
 * bytes are asked as they are; to decode them first costs a call for each number, and 8 KB hold millions of them.
 */
const spelled = (name: string): string =>
  Array.from(name, (character) => {
    const digits = Buffer.from(character, 'latin1').toString('hex');
    return `(?:${character}|#${digits.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
  }).join('');
const anyOf = (names: string): string => `(?:${names.split(' ').map(spelled).join('|')})`;

/** White space of a PDF (7.2.2): NUL counts as such. */
const SPACE = String.raw`[\s\0]`;
/** How a reference begins and goes on, or a comment, which may stand before any value and inside a reference. */
const REFERENCE = String.raw`%|\d+(?:${SPACE}+\d+)?${SPACE}*%|\d+${SPACE}+\d+${SPACE}+R`;
/**
 * How a value of one of these kinds begins: a short name counts only before such a value, because the pixels of a scan
 * hold any three letters.
 */
const valueOf = (begins: string) => String.raw`${SPACE}*(?:${begins}|${REFERENCE})`;
const LONG_NAMES = anyOf(
  'JavaScript Launch EmbeddedFile EmbeddedFiles FileAttachment RichMedia SubmitForm ImportData GoToR GoToE Rendition',
);
const ACTIVE_CONTENT = new RegExp(
  [
    String.raw`/(?:${LONG_NAMES}(?![\w.])`,
    `${spelled('JS')}${valueOf('[(<]')}`,
    `${spelled('XFA')}${valueOf('[(<[]')}`,
    `${anyOf('AA EF')}${valueOf('<<')})`,
  ].join('|'),
);
const ENCRYPTED = new RegExp(`/${spelled('Encrypt')}${valueOf('<<')}`);
const OBJECT_STREAM = new RegExp(`/${spelled('ObjStm')}`);
const number = (name: string) =>
  new RegExp(String.raw`/${spelled(name)}(?:${SPACE}*[%+.]|${SPACE}+\d+\b(?!${SPACE}+\d+${SPACE}+R))`);
const [FIRST, COUNT] = [number('First'), number('N')];
const PLAIN_FILTER = new RegExp(spelled('FlateDecode'), 'g');
/**
 * Filters after which our look at an object stream would not be a viewer's; viewers forgive the short names, which are
 * for pictures.
 */
const OTHER_FILTER = new RegExp(
  [
    anyOf('ASCIIHexDecode ASCII85Decode LZWDecode RunLengthDecode Crypt DecodeParms Predictor'),
    String.raw`/${anyOf('AHx A85 LZW RL Fl')}(?![\w.])`,
  ].join('|'),
);

/**
 * A PDF that ends where it says, is not locked and does nothing but be read. The bytes are not touched: evidence such
 * as a certificate of Dukcapil may be signed. Deliberately no parser (parsers disagree, and that is how content hides):
 * every byte is looked at, also inside compressed streams, and what cannot be looked at is refused. Throws
 * PaperRefused.
 */
export async function checkPdf(bytes: Buffer): Promise<void> {
  const text = bytes.toString('latin1');
  if (!/^%PDF-(1\.[0-7]|2\.0)\s/.test(text)) throw new PaperRefused(DAMAGED);
  const start = /startxref\s+(\d+)\s+%%EOF[\s\0]*$/.exec(text.slice(-2_048))?.[1];
  if (start === undefined || !/^\s*(xref|\d+\s+\d+\s+obj)/.test(text.slice(Number(start), Number(start) + 64)))
    throw new PaperRefused(DAMAGED);
  refuseActive(text);
  for await (const stream of pdfStreams(bytes, text)) {
    if (stream === 'too much') throw new PaperRefused(TOO_COMPLEX);
    const { dictionary } = stream;
    if (holdsObjects(dictionary) && !(stream.complete && isPlainFlate(dictionary))) throw new PaperRefused(TOO_COMPLEX);
    refuseActive(stream.content.toString('latin1'));
  }
}

function refuseActive(text: string): void {
  if (ENCRYPTED.test(text)) throw new PaperRefused(LOCKED);
  if (ACTIVE_CONTENT.test(text)) throw new PaperRefused(ACTIVE);
}

/** An object stream (ISO 32000-1, 7.5.7); viewers go by the numbers /First and /N and forgive a missing /Type. */
function holdsObjects(dictionary: string): boolean {
  return OBJECT_STREAM.test(dictionary) || (FIRST.test(dictionary) && COUNT.test(dictionary));
}

function isPlainFlate(dictionary: string): boolean {
  return dictionary.match(PLAIN_FILTER)?.length === 1 && !OTHER_FILTER.test(dictionary);
}
