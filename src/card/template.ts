import Handlebars from 'handlebars';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import QRCode from 'qrcode';
import type { CardFace } from './card.ts';
import { loadFonts, type Fonts } from './fonts.ts';
import type { Letterhead } from './letterhead.ts';
import { ROWS_PER_SHEET, sheetsOf } from './sheets.ts';

/** From the form's ten rows to few high ones for a family with very long names; the classes stand in card.css. */
const LAYOUTS = [
  { rows: ROWS_PER_SHEET, style: '' },
  { rows: 5, style: 'roomy' },
  { rows: 3, style: 'roomiest' },
] as const;

const TEMPLATES = path.resolve(import.meta.dirname, '../../templates');

/** The card's template of one office, with everything in it that does not change from card to card. */
export interface CardTemplate {
  readonly fonts: Fonts;
  /** The empty page: policy, fonts and style. `canary` shows later that the page is still ours. */
  readonly shell: (canary: string) => string;
  /** The body for one card with ten rows on a sheet, and with fewer and higher rows; every value is escaped. */
  readonly layouts: (face: CardFace) => string[];
}

export async function loadTemplate(letterhead: Letterhead): Promise<CardTemplate> {
  const [fonts, fill, card, styleSheet] = await Promise.all([
    loadFonts(path.join(TEMPLATES, 'fonts')),
    fillShell(),
    readFile(path.join(TEMPLATES, 'card', 'card.hbs'), 'utf8'),
    readFile(path.join(TEMPLATES, 'card', 'card.css'), 'utf8'),
  ]);
  const handlebars = Handlebars.create();
  handlebars.registerHelper('script', (text: string) => (/\p{Script=Javanese}/u.test(text) ? 'javanese' : ''));
  const fillCard = handlebars.compile(card, { strict: true });
  return {
    fonts,
    shell: (canary) => fill({ canary, pictures: true, styleSheet: `${fonts.styleSheet}\n${styleSheet}` }),
    layouts: (face) =>
      LAYOUTS.map(({ rows, style }) =>
        fillCard({ ...letterhead, style, sheets: sheetsOf(face, rows), qr: qrOf(face.verifyUrl) }),
      ),
  };
}

interface ShellContent {
  readonly canary: string;
  readonly styleSheet: string;
  /** Whether data: pictures may stand on the page. */
  readonly pictures: boolean;
}

/** The empty page with its isolation; cards and reports are printed on it. */
export async function fillShell(): Promise<(content: ShellContent) => string> {
  const shell = await readFile(path.join(TEMPLATES, 'card', 'shell.hbs'), 'utf8');
  return Handlebars.create().compile(shell, { strict: true });
}

/**
 * One filled path of the dark runs: sharp at every size, and no picture to embed. Rows overlap by a hair, or viewers
 * show white lines between them.
 */
function qrOf(url: string): string {
  const { size, data } = QRCode.create(url, { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from(data.subarray(y * size, (y + 1) * size), (dark) => (dark === 0 ? ' ' : '#')).join(''),
  );
  const runs = rows.flatMap((row, y) =>
    Array.from(row.matchAll(/#+/g), ({ 0: run, index }) => `M${index} ${y}h${run.length}v1.03h-${run.length}z`),
  );
  return `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${runs.join('')}"/></svg>`;
}
