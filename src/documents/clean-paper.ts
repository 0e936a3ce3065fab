import { fileTypeFromBuffer } from 'file-type';
import { checkPdf } from './check-pdf.ts';
import { cleanPicture } from './clean-picture.ts';
import { PaperRefused, UPLOAD_LIMITS, type CleanPaper } from './documents.ts';

/** What people send most often besides what is taken, and what they can do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  'image/heic':
    'Foto HEIC dari iPhone belum dapat dibaca. Ubah di Pengaturan > Kamera > Format > Paling Kompatibel, lalu foto ulang; atau kirim tangkapan layarnya.',
  'image/heif': 'Foto HEIF belum dapat dibaca. Ubah format kamera ke JPEG, lalu foto ulang.',
  'image/gif': 'Gambar GIF tidak diterima. Foto dokumennya langsung dengan kamera ponsel.',
  'image/apng': 'Gambar bergerak tidak diterima. Foto dokumennya langsung dengan kamera ponsel.',
  'application/zip': 'ZIP tidak diterima. Kirim foto atau PDF-nya satu per satu.',
};
const NOT_TAKEN = 'Jenis berkas ini tidak dapat diterima. Kirim foto (JPEG, PNG, atau WEBP) atau PDF.';

/**
 * Hygiene of an upload: type by content, never by name; a picture is drawn anew; a PDF is taken as it is or not at all,
 * because evidence may carry a signature. Throws PaperRefused with a sentence for the applicant.
 */
export async function cleanPaper(bytes: Uint8Array): Promise<CleanPaper> {
  if (bytes.length === 0) throw new PaperRefused('Foto atau PDF ini kosong. Foto ulang dokumennya.');
  if (bytes.length > UPLOAD_LIMITS.bytesPerFile)
    throw new PaperRefused(
      `Foto atau PDF ini lebih besar dari ${UPLOAD_LIMITS.bytesPerFile / 1024 / 1024} MB. Foto ulang dengan ukuran lebih kecil.`,
    );
  const type = await typeOf(bytes);
  const content = Buffer.from(bytes);
  if (type === 'application/pdf') {
    await checkPdf(content);
    return { mediaType: type, bytes: content };
  }
  if (!UPLOAD_LIMITS.accepted.some((accepted) => accepted === type))
    throw new PaperRefused(REMEDIES[type] ?? NOT_TAKEN);
  return { mediaType: 'image/jpeg', bytes: await cleanPicture(content) };
}

/** SVG, HTML and other text have no type here, and that is meant: sharp would draw an SVG. */
async function typeOf(bytes: Uint8Array): Promise<string> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
