import sharp, { type OverlayOptions } from 'sharp';
import { lettering } from './lettering.ts';

export interface LabelledPicture {
  readonly label: string;
  readonly jpeg: Uint8Array;
}

/** Pixels. Tasklist shows the sheet about 1000 wide; letters of 34 are 21 there. */
const SHEET_WIDTH = 1_600;
const GAP = 24;
const BAND = 104;
const PADDING = 16;
const LETTERS = 34;
/** More would be too small to judge; the rest is opened on the desk. */
const MOST = 12;

const COLOURS = { sheet: '#dfe5ec', cell: '#f4f6f9', band: '#12324f', words: '#ffffff' } as const;

/** All pictures of a case on one JPEG, each under its label, in the order given; for a form of Tasklist, which shows one picture. */
export async function contactSheet(papers: readonly LabelledPicture[]): Promise<Buffer> {
  const shown = papers.slice(0, MOST);
  const columns = columnsFor(shown.length);
  const cell = Math.floor((SHEET_WIDTH - GAP * (columns + 1)) / columns);
  const box = columns === 1 ? Math.round(cell * 0.75) : Math.round(cell * 1.15);
  const rows = Math.ceil(shown.length / columns);
  const rest = papers.length - shown.length;
  const foot = rest > 0 ? BAND : 0;

  const parts = await Promise.all(
    shown.map(({ label, jpeg }, i) => {
      const left = GAP + (i % columns) * (cell + GAP);
      const top = GAP + Math.floor(i / columns) * (BAND + box + GAP);
      return drawCell({ label, jpeg, left, top, cell, box });
    }),
  );
  const height = GAP + rows * (BAND + box + GAP) + foot;
  if (rest > 0) parts.push(await drawWords(`${rest} foto lagi: buka di halaman meja.`, GAP, height - BAND, SHEET_WIDTH - 2 * GAP, COLOURS.band));
  return sharp({ create: { width: SHEET_WIDTH, height, channels: 3, background: COLOURS.sheet } })
    .composite(parts.flat())
    .jpeg({ quality: 82 })
    .toBuffer();
}

function columnsFor(count: number): number {
  if (count <= 1) return 1;
  return count <= 4 ? 2 : 3;
}

async function drawCell({ label, jpeg, left, top, cell, box }: LabelledPicture & { left: number; top: number; cell: number; box: number }): Promise<OverlayOptions[]> {
  const picture = await sharp(jpeg, { limitInputPixels: 40_000_000 })
    .resize({ width: cell, height: box, fit: 'contain', background: COLOURS.cell })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const band = { input: { create: { width: cell, height: BAND, channels: 3 as const, background: COLOURS.band } }, left, top };
  return [band, ...(await drawWords(label, left, top, cell, COLOURS.words)), { input: picture, left, top: top + BAND }];
}

/** Words in a band, in the middle of its height. */
async function drawWords(words: string, left: number, top: number, width: number, colour: string): Promise<OverlayOptions[]> {
  const { png: input, height } = await lettering(words, { width: width - 2 * PADDING, height: BAND - 12, size: LETTERS, colour });
  return [{ input, left: left + PADDING, top: top + Math.round((BAND - height) / 2) }];
}
