import { markupOf } from '../../documents/markup.ts';
import { documentLabel, type DocumentKind } from '../../domain/document-kinds.ts';

/** How a paper looks from afar, by its kind. */
const SHAPES = [
  { shape: 'family-card', kinds: /^kk-/ },
  { shape: 'identity-card', kinds: /ktp|kia|paspor|kitap|kitas/ },
  { shape: 'form', kinds: /^f-\d/ },
  { shape: 'certificate', kinds: /akta|ijazah|buku|kutipan/ },
] as const;
type Shape = (typeof SHAPES)[number]['shape'] | 'letter';

interface Sheet {
  readonly width: number;
  readonly height: number;
  /** What is drawn below the title, within the sheet. */
  readonly content: string;
}

const INK = '#4b5563';
const MARGIN = 26;
/** Letters in a line of the title. */
const LINE = { landscape: 30, portrait: 19 } as const;

/**
 * A drawing of a good photo of this paper: the whole sheet with its edges, straight, its name at the top. No real paper
 * and no person; the name is the paper's own, in Indonesian. SVG, about 2 kB.
 */
export function exampleOf(kind: DocumentKind): string {
  const { width, height, content } = SHEETS[shapeOf(kind)];
  const [whole, high] = [width + 2 * MARGIN, height + 2 * MARGIN];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${high}" width="${whole}" height="${high}" font-family="sans-serif">`,
    `<rect width="${whole}" height="${high}" fill="#8a6f52"/>`,
    corners(whole, high),
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    `<rect width="${width}" height="${height}" rx="2" fill="#fdfcf7"/>`,
    title(kind, width, width > height ? LINE.landscape : LINE.portrait),
    content,
    `<text x="${width / 2}" y="${height - 12}" text-anchor="middle" font-size="13" letter-spacing="4" fill="#9a3412">CONTOH</text>`,
    '</g></svg>',
  ].join('');
}

const shapeOf = (kind: DocumentKind): Shape => SHAPES.find(({ kinds }) => kinds.test(kind))?.shape ?? 'letter';

/** Marks around the sheet: all four edges are in the photo. */
const corners = (width: number, height: number): string =>
  [
    [10, 10, 1, 1],
    [width - 10, 10, -1, 1],
    [10, height - 10, 1, -1],
    [width - 10, height - 10, -1, -1],
  ]
    .map(
      ([x, y, right, down]) =>
        `<path d="M${x} ${y! + 22 * down!}V${y}H${x! + 22 * right!}" fill="none" stroke="#bbf7d0" stroke-width="4"/>`,
    )
    .join('');

function title(kind: DocumentKind, width: number, longest: number): string {
  const [name = ''] = documentLabel(kind).split(/ ?[,(]/);
  const lines: string[] = [];
  for (const word of name.toUpperCase().split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || `${line} ${word}`.length > longest) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines
    .slice(0, 3)
    .map(
      (line, i) =>
        `<text x="${width / 2}" y="${26 + 15 * i}" text-anchor="middle" font-size="12" font-weight="bold" fill="#1f2937">${markupOf(line)}</text>`,
    )
    .join('');
}

const rule = (x: number, y: number, length: number): string => `<path d="M${x} ${y}h${length}" stroke="${INK}"/>`;
const rules = (x: number, y: number, lengths: readonly number[], apart = 14): string =>
  lengths.map((length, i) => rule(x, y + apart * i, length)).join('');
const seal = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="17" fill="none" stroke="#3b5bb5" stroke-width="2"/><circle cx="${x}" cy="${y}" r="11" fill="none" stroke="#3b5bb5"/>`;
const signature = (x: number, y: number): string =>
  `<path d="M${x} ${y}c8-18 14-16 13 0 8-14 15-12 15 0 8-12 16-10 20-2" fill="none" stroke="#1d3fae" stroke-width="2"/>`;
const box = (x: number, y: number, width: number, height: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${INK}"/>`;
const grid = (x: number, y: number, columns: number, rows: number, width: number, height: number): string =>
  box(x, y, columns * width, rows * height) +
  Array.from({ length: rows - 1 }, (_, i) => rule(x, y + (i + 1) * height, columns * width)).join('') +
  Array.from(
    { length: columns - 1 },
    (_, i) => `<path d="M${x + (i + 1) * width} ${y}v${rows * height}" stroke="${INK}"/>`,
  ).join('');
const portrait = (x: number, y: number): string =>
  `${box(x, y, 48, 60)}<circle cx="${x + 24}" cy="${y + 22}" r="11" fill="#9ca3af"/><path d="M${x + 6} ${y + 60}c2-30 34-30 36 0z" fill="#9ca3af"/>`;

const SHEETS: Readonly<Record<Shape, Sheet>> = {
  'family-card': {
    width: 300,
    height: 210,
    content: `${rules(14, 62, [90, 90, 90], 10)}${grid(14, 90, 8, 4, 34, 12)}${grid(14, 144, 8, 3, 34, 10)}${signature(226, 192)}`,
  },
  'identity-card': {
    width: 280,
    height: 176,
    content: `${rules(16, 66, [130, 150, 120, 140, 110, 130])}${portrait(212, 62)}${signature(212, 146)}`,
  },
  form: {
    width: 210,
    height: 297,
    content: `${rules(16, 74, [178, 150, 164])}${grid(16, 112, 16, 2, 11, 12)}${[148, 164, 180].map((y) => box(16, y, 9, 9) + rule(32, y + 6, 140)).join('')}${rules(16, 206, [178, 160])}${signature(132, 262)}`,
  },
  certificate: {
    width: 210,
    height: 297,
    content: `<rect x="7" y="7" width="196" height="283" fill="none" stroke="#a16207" stroke-width="2"/>${rules(30, 86, [150, 120, 150, 134, 150, 110])}${portrait(30, 190)}${seal(116, 226)}${signature(122, 252)}`,
  },
  letter: {
    width: 210,
    height: 297,
    content: `${rules(24, 76, [162])}${rules(24, 98, [150, 162, 140, 162, 156, 120, 162, 148])}${seal(134, 232)}${signature(128, 256)}`,
  },
};
