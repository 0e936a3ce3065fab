import { fill } from '../domain/language/placeholders.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { fileTypeFromBuffer } from 'file-type';
import { checkPdf } from './check-pdf.ts';
import { cleanPicture } from './clean-picture.ts';
import { PaperRefused, UPLOAD_LIMITS, type CleanPaper } from './documents.ts';

/** What people send most often besides what is taken, and what they can do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  'image/heic': INDONESIAN.refusals['foto-heic-dari-iphone'],
  'image/heif': INDONESIAN.refusals['foto-heif-belum-dapat'],
  'image/gif': INDONESIAN.refusals['gambar-gif-tidak-diterima'],
  'image/apng': INDONESIAN.refusals['gambar-bergerak-tidak-diterima'],
  'application/zip': INDONESIAN.refusals['zip-tidak-diterima-kirim'],
};
const NOT_TAKEN = INDONESIAN.refusals['jenis-berkas-ini-tidak'];

/** What is done with a file of each kind; both throw PaperRefused. */
interface ByKind {
  readonly checkPdf: (pdf: Buffer) => Promise<void>;
  readonly cleanPicture: (picture: Buffer) => Promise<Buffer>;
}

/**
 * Hygiene of an upload: type by content, never by name; a picture is drawn anew; a PDF is taken as it is or not at all,
 * because evidence may carry a signature. Throws PaperRefused with a sentence for the applicant. What strangers send
 * goes through `createBoundedCleaning`.
 */
export async function cleanPaper(bytes: Uint8Array, byKind: ByKind = { checkPdf, cleanPicture }): Promise<CleanPaper> {
  if (bytes.length === 0) throw new PaperRefused(INDONESIAN.refusals['foto-atau-pdf-ini']);
  if (bytes.length > UPLOAD_LIMITS.bytesPerFile)
    throw new PaperRefused(
      fill(INDONESIAN.refusals['paper-larger-than'], { megabytes: String(UPLOAD_LIMITS.bytesPerFile / 1024 / 1024) }),
    );
  const type = await typeOf(bytes);
  const content = Buffer.from(bytes);
  if (type === 'application/pdf') {
    await byKind.checkPdf(content);
    return { mediaType: type, bytes: content };
  }
  if (!UPLOAD_LIMITS.accepted.some((accepted) => accepted === type))
    throw new PaperRefused(REMEDIES[type] ?? NOT_TAKEN);
  return { mediaType: 'image/jpeg', bytes: await byKind.cleanPicture(content) };
}

/** SVG, HTML and other text have no type here, and that is meant: sharp would draw an SVG. */
async function typeOf(bytes: Uint8Array): Promise<string> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
