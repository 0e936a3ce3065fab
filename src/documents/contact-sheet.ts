import sharp, { type OverlayOptions } from 'sharp';
import { lettering } from './lettering.ts';

export interface LabelledPicture {
  readonly label: string;
  readonly jpeg: Uint8Array;
}

/**
 * Pixels. On an office screen of 1366 x 768 Tasklist shows the sheet 665 wide: one row of papers is 300 high there, so
 * that it fits below the question of its form. It shows which paper is which; to read one, open it at the desk.
 */
const SHEET_WIDTH = 1_600;
const BOX = 620;
const MOST_COLUMNS = 3;
const GAP = 24;
const BAND = 104;
const PADDING = 16;
const LETTERS = 34;
/** More would be too small to judge; the rest is opened on the desk. */
const MOST = 12;

const COLOURS = { sheet: '#dfe5ec', cell: '#f4f6f9', band: '#12324f', words: '#ffffff' } as const;

/**
 * All pictures of a case on one JPEG, each under its label, in the order given; for a form of Tasklist, which shows one
 * picture.
 */
export async function contactSheet(papers: readonly LabelledPicture[]): Promise<Buffer> {
  const shown = papers.slice(0, MOST);
  const columns = Math.max(1, Math.min(MOST_COLUMNS, shown.length));
  const cell = Math.floor((SHEET_WIDTH - GAP * (columns + 1)) / columns);
  const rows = Math.ceil(shown.length / columns);
  const rest = papers.length - shown.length;
  const foot = rest > 0 ? BAND : 0;

  const parts = await Promise.all(
    shown.map(({ label, jpeg }, i) => {
      const left = GAP + (i % columns) * (cell + GAP);
      const top = GAP + Math.floor(i / columns) * (BAND + BOX + GAP);
      return drawCell({ label, jpeg, left, top, cell });
    }),
  );
  const height = GAP + rows * (BAND + BOX + GAP) + foot;
  if (rest > 0)
    parts.push(
      await drawWords(
        `${rest} foto lagi: buka di halaman meja.`,
        GAP,
        height - BAND,
        SHEET_WIDTH - 2 * GAP,
        COLOURS.band,
      ),
    );
  return sharp({ create: { width: SHEET_WIDTH, height, channels: 3, background: COLOURS.sheet } })
    .composite(parts.flat())
    .jpeg({ quality: 82 })
    .toBuffer();
}

async function drawCell({
  label,
  jpeg,
  left,
  top,
  cell,
}: LabelledPicture & { left: number; top: number; cell: number }): Promise<OverlayOptions[]> {
  const picture = await sharp(jpeg, { limitInputPixels: 40_000_000 })
    .resize({ width: cell, height: BOX, fit: 'contain', background: COLOURS.cell })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const band = {
    input: { create: { width: cell, height: BAND, channels: 3 as const, background: COLOURS.band } },
    left,
    top,
  };
  return [band, ...(await drawWords(label, left, top, cell, COLOURS.words)), { input: picture, left, top: top + BAND }];
}

/** Words in a band, in the middle of its height. */
async function drawWords(
  words: string,
  left: number,
  top: number,
  width: number,
  colour: string,
): Promise<OverlayOptions[]> {
  const { png: input, height } = await lettering(words, {
    width: width - 2 * PADDING,
    height: BAND - 12,
    size: LETTERS,
    colour,
  });
  return [{ input, left: left + PADDING, top: top + Math.round((BAND - height) / 2) }];
}
