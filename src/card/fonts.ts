import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { create } from 'fontkit';

/**
 * The card's own letters: Arimo (metric twin of the typeface of the national card) for Latin, Noto for Arabic and
 * Javanese.
 */
const ARIMO_LATIN =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD';
const ARIMO_LATIN_EXTENDED =
  'U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF';
const FACES = [
  { file: 'arimo-latin-400-normal.woff2', weights: [400], range: ARIMO_LATIN },
  { file: 'arimo-latin-700-normal.woff2', weights: [700], range: ARIMO_LATIN },
  { file: 'arimo-latin-ext-400-normal.woff2', weights: [400], range: ARIMO_LATIN_EXTENDED },
  { file: 'arimo-latin-ext-700-normal.woff2', weights: [700], range: ARIMO_LATIN_EXTENDED },
  {
    file: 'noto-sans-arabic-arabic-400-normal.woff2',
    weights: [400, 700],
    range: 'U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFC',
  },
  { file: 'noto-sans-javanese-javanese-400-normal.woff2', weights: [400, 700], range: 'U+A980-A9DF', size: '76%' }, // stacks signs above and below: at full size it would leave its row
] as const;
/** Family name in `card.css`. */
const FAMILY = 'Kartu';

export interface Fonts {
  /** `@font-face` rules with the fonts inside: the page fetches nothing. */
  readonly styleSheet: string;
  /**
   * Whether a letter can be printed, plain and bold, with the embedded fonts alone (PDF/A 6.2.11: every glyph is
   * embedded).
   */
  has(codePoint: number): boolean;
}

/** Reads the fonts of `templates/fonts`. */
export async function loadFonts(folder: string): Promise<Fonts> {
  const faces = await Promise.all(
    FACES.map(async (face) => ({ ...face, bytes: await readFile(path.join(folder, face.file)) })),
  );
  const printable: Record<400 | 700, Set<number>> = { 400: new Set(), 700: new Set() };
  for (const { bytes, weights, range } of faces) {
    const font = create(bytes);
    if (!('characterSet' in font)) continue;
    const letters = font.characterSet.filter(within(range));
    for (const weight of weights) for (const letter of letters) printable[weight].add(letter);
  }
  return {
    styleSheet: faces
      .flatMap((face) =>
        face.weights.map((weight) => fontFace(face.bytes, weight, face.range, 'size' in face ? face.size : '100%')),
      )
      .join('\n'),
    has: (codePoint) => printable[400].has(codePoint) && printable[700].has(codePoint),
  };
}

/** One rule per weight: letters of different rules only complete each other when the weights are equal. */
function fontFace(bytes: Buffer, weight: number, range: string, size: string): string {
  return `@font-face { font-family: ${FAMILY}; font-weight: ${weight}; src: url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2'); size-adjust: ${size}; unicode-range: ${range}; }`;
}

function within(range: string): (codePoint: number) => boolean {
  const spans = range.split(', ').map((span) =>
    span
      .slice(2)
      .split('-')
      .map((hex) => Number.parseInt(hex, 16)),
  );
  return (codePoint) => spans.some(([first = 0, last = first]) => first <= codePoint && codePoint <= last);
}
