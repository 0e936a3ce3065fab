import { INDONESIAN } from '../domain/language/indonesian.ts';
import sharp from 'sharp';

/**
 * What may make a photo of a paper useless to the officer. A hint to who sent it, never a refusal: "pakai saja" is
 * allowed.
 */
export type PictureFlaw = 'blank' | 'too-small' | 'dark' | 'blurred';

/** What the sender reads: what is wrong and what to do. */
export const FLAW_SENTENCES: Readonly<Record<PictureFlaw, string>> = {
  blank: INDONESIAN.refusals['gambar-ini-kosong-foto'],
  'too-small': INDONESIAN.refusals['foto-ini-terlalu-kecil'],
  dark: INDONESIAN.refusals['foto-ini-terlalu-gelap'],
  blurred: INDONESIAN.refusals['foto-ini-buram-tahan'],
};

/** Pixels on the longer side; below, print of 10 points on A4 has less than 8 pixels. */
const SMALLEST_SIDE = 700;
/** Side to which pictures are brought before measuring, so that megapixels do not count as sharpness. */
const MEASURED_SIDE = 1000;
/** Of 255. A paper in a lit room has 120 and more. */
const DARKEST_MEAN = 45;
/** Of 255: one tone all over, a black picture or an empty sticker. */
const FLATTEST_DEVIATION = 2.5;
/** Deviation of the Laplacian after stretching the contrast; lettering smeared over 3 pixels of 1 000 lies at 0.65. */
const LEAST_SHARPNESS = 0.8;

/**
 * Looks at light, sharpness and size of a picture by sharp's own statistics. Answers the first flaw, worst first, or
 * undefined. The picture has been cleaned before (`cleanPicture`).
 */
export async function judgePicture(jpeg: Buffer): Promise<PictureFlaw | undefined> {
  const { width, height } = await sharp(jpeg).metadata();
  const grey = sharp(jpeg)
    .resize({ width: MEASURED_SIDE, height: MEASURED_SIDE, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .toColourspace('b-w');
  const { data, info } = await grey.raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: 1 } as const;
  const light = (await sharp(data, { raw }).stats()).channels[0]!;
  if (light.stdev < FLATTEST_DEVIATION) return 'blank';
  if (Math.max(width, height) < SMALLEST_SIDE) return 'too-small';
  if (light.mean < DARKEST_MEAN) return 'dark';
  const stretched = await sharp(data, { raw }).normalise().toColourspace('b-w').raw().toBuffer();
  const { sharpness } = await sharp(stretched, { raw }).stats();
  return sharpness < LEAST_SHARPNESS ? 'blurred' : undefined;
}
