import { fill } from '../domain/language/placeholders.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { PaperRefused, UPLOAD_LIMITS } from './documents.ts';
import { pictureChunks } from './picture-chunks.ts';

const MAX_PIXELS = UPLOAD_LIMITS.megapixels * 1_000_000;
/** A4 at about 270 dpi: every letter stays readable, and a case stays small enough for a flash disk. */
const LONGEST_SIDE = 3_200;
const WITHIN_SECONDS = 20;
/** What a JPEG can say at all. A strip of millions of lines of one pixel costs twenty seconds of the processor. */
const LONGEST_SIDE_SENT = 65_535;

const UNREADABLE = INDONESIAN.refusals['foto-rusak-atau-terpotong'];

/**
 * The picture drawn anew as an upright sRGB JPEG of 8 bits, also when a print shop made it (CMYK, 16 bits). What is not
 * picture does not survive: EXIF with GPS, colour profiles, thumbnails, anything behind the end. Throws PaperRefused.
 */
export async function cleanPicture(bytes: Buffer): Promise<Buffer> {
  const picture = sharp(pictureChunks(bytes), {
    failOn: 'warning',
    limitInputPixels: MAX_PIXELS,
    pages: 1,
    sequentialRead: true,
  });
  refuseUnsuitable(await readMetadata(picture));
  try {
    return await picture
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .timeout({ seconds: WITHIN_SECONDS })
      .toBuffer();
  } catch {
    throw new PaperRefused(UNREADABLE);
  }
}

async function readMetadata(picture: Sharp): Promise<Metadata> {
  try {
    return await picture.metadata();
  } catch (error) {
    if (error instanceof Error && error.message.includes('pixel limit')) throw new PaperRefused(tooManyPixels());
    throw new PaperRefused(UNREADABLE);
  }
}

function refuseUnsuitable({ width, height, pages = 1 }: Metadata): void {
  if (width * height > MAX_PIXELS) throw new PaperRefused(tooManyPixels());
  if (Math.max(width, height) > LONGEST_SIDE_SENT) throw new PaperRefused(UNREADABLE);
  if (pages > 1) throw new PaperRefused(INDONESIAN.refusals['gambar-bergerak-tidak-diterima']);
}

function tooManyPixels(): string {
  return fill(INDONESIAN.refusals['picture-larger-than'], { megapixels: String(UPLOAD_LIMITS.megapixels) });
}
