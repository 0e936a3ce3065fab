import path from 'node:path';
import sharp from 'sharp';
import { markupOf } from './markup.ts';

/** Brought along, because a bare machine has no fonts and then prints nothing. Licence beside it. */
const FONT_FILE = path.join(import.meta.dirname, 'assets', 'DejaVuSansCondensed-Bold.ttf');

export interface Lettering {
  /** Box in pixels; longer text wraps, and is made smaller when it still does not fit. */
  readonly width: number;
  readonly height: number;
  /** Height of the letters in pixels. */
  readonly size: number;
  readonly colour: string;
}

/** Sizes to try in turn, as parts of the wished one, before the picture of the words itself is shrunk. */
const SMALLER = [1, 0.85, 0.7] as const;

export interface LetteringPicture {
  /** PNG, the words on nothing. */
  readonly png: Buffer;
  readonly height: number;
}

/** The words as a picture that is ready to be laid over another. */
export async function lettering(words: string, { width, height, size, colour }: Lettering): Promise<LetteringPicture> {
  const text = `<span foreground="${colour}">${escaped(words)}</span>`;
  let smallest: Buffer | undefined;
  for (const part of SMALLER) {
    const letters = sharp({
      text: {
        text,
        font: `DejaVu Sans Bold Condensed ${Math.round(size * part)}`,
        fontfile: FONT_FILE,
        width,
        dpi: 72,
        rgba: true,
        wrap: 'word-char',
      },
    });
    const { data, info } = await letters.png().toBuffer({ resolveWithObject: true });
    if (info.height <= height && info.width <= width) return { png: data, height: info.height };
    smallest = data;
  }
  const { data, info } = await sharp(smallest)
    .resize({ width, height, fit: 'inside' })
    .toBuffer({ resolveWithObject: true });
  return { png: data, height: info.height };
}

/** The words go into Pango's markup, which knows three signs and no control characters. */
function escaped(words: string): string {
  const plain = words.replace(/\p{Cc}/gu, ' ').trim();
  return markupOf(plain === '' ? '-' : plain);
}
