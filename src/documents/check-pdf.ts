import { INDONESIAN } from '../domain/language/indonesian.ts';
import { PaperRefused } from './documents.ts';
import { pdfStreams } from './pdf-streams.ts';

const DAMAGED = INDONESIAN.refusals['pdf-rusak-atau-terpotong'];
const LOCKED = INDONESIAN.refusals['pdf-terkunci-dengan-sandi'];
const ACTIVE = INDONESIAN.refusals['pdf-ini-memuat-skrip'];
const TOO_COMPLEX = INDONESIAN.refusals['pdf-ini-terlalu-rumit'];

/** How a value begins: a short name counts only before one, because the pixels of a scan hold any three letters. */
const VALUE = String.raw`\s*(?:\(|<|\[|\d+\s+\d+\s+R)`;
const ACTIVE_CONTENT = new RegExp(
  String.raw`/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR|GoToE|Rendition)(?![\w.])|/(?:JS|AA|XFA)${VALUE}`,
);
const ENCRYPTED = new RegExp(`/Encrypt${VALUE}`);
/** Filters after which our look at an object stream would not be a viewer's. */
const OTHER_FILTER = /ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt|DecodeParms|Predictor/;

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
    const dictionary = decodeNames(stream.dictionary);
    if (holdsObjects(dictionary) && !(stream.complete && isPlainFlate(dictionary))) throw new PaperRefused(TOO_COMPLEX);
    refuseActive(stream.content.toString('latin1'));
  }
}

function refuseActive(text: string): void {
  const names = decodeNames(text);
  if (ENCRYPTED.test(names)) throw new PaperRefused(LOCKED);
  if (ACTIVE_CONTENT.test(names)) throw new PaperRefused(ACTIVE);
}

/** "/J#61vaScript" is the name JavaScript (ISO 32000-1, 7.3.5). */
function decodeNames(text: string): string {
  return text.includes('#')
    ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** An object stream (ISO 32000-1, 7.5.7); viewers go by the numbers /First and /N and forgive a missing /Type. */
function holdsObjects(dictionary: string): boolean {
  const hasNumber = (name: string) => new RegExp(String.raw`/${name}\s+\d+\b(?!\s+\d+\s+R)`).test(dictionary);
  return dictionary.includes('/ObjStm') || (hasNumber('First') && hasNumber('N'));
}

function isPlainFlate(dictionary: string): boolean {
  return dictionary.split('FlateDecode').length === 2 && !OTHER_FILTER.test(dictionary);
}
