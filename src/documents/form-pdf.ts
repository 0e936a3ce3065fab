import { PDFDocument, StandardFonts, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { drawStrokes, signatureNote, signedOn, type DrawnSignature } from './form-signature.ts';

/** A form to be printed and signed; what it holds is `src/domain/forms/`. */
export interface PrintableForm {
  readonly code: string;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly rows: readonly (readonly [string, string])[] }[];
  readonly statement: string;
  readonly signatures: readonly string[];
}

/** A4 in points, and the measures of the page. */
const [WIDTH, HEIGHT, MARGIN, LABEL] = [595.28, 841.89, 56, 150];
const SIZE = 10.5;
/** Line to write on: place and day of a signature. */
const BLANK = '.'.repeat(40);
/** The day, a row of signatures and what is written below stay on one page. */
const SIGNED_HEIGHT = 150;
/** Between these other requests have their turn: the largest family that 64 KB tell of fills twenty pages. */
const [ROWS_AT_ONCE, PAGES_AT_ONCE] = [10, 2];
const INK = rgb(0.08, 0.1, 0.09);
const LINE = rgb(0.6, 0.62, 0.6);

/**
 * Draws a form on A4 pages. Letters that the standard font does not have are written as "?". `signature` stands at the
 * place of the first signer, with the day, and a line below says that it was drawn on a screen.
 */
export async function formPdf(form: PrintableForm, office: string, signature?: DrawnSignature): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(`${form.code} ${form.title}`);
  const fonts = {
    plain: await pdf.embedFont(StandardFonts.Helvetica),
    bold: await pdf.embedFont(StandardFonts.HelveticaBold),
  };
  const letters = new Set(fonts.plain.getCharacterSet());
  let page = pdf.addPage([WIDTH, HEIGHT]);
  let y = HEIGHT - MARGIN;
  const makeRoom = (needed: number) => {
    if (y - needed > MARGIN) return;
    page = pdf.addPage([WIDTH, HEIGHT]);
    y = HEIGHT - MARGIN;
  };
  const write = (text: string, font: PDFFont, size: number, x = MARGIN, width = WIDTH - 2 * MARGIN) => {
    for (const line of wrapped(known(text, letters), font, size, width)) {
      makeRoom(size * 1.4);
      page.drawText(line, { x, y: y - size, size, font, color: INK });
      y -= size * 1.4;
    }
  };
  write(office, fonts.plain, 9);
  y -= 8;
  write(form.code, fonts.bold, 12);
  write(form.title, fonts.bold, 15);
  y -= 10;
  for (const { heading, rows } of form.sections) {
    makeRoom(60);
    y -= 8;
    write(heading, fonts.bold, 11.5);
    y -= 2;
    for (const [i, [label, value]] of rows.entries()) {
      if (i % ROWS_AT_ONCE === 0) await nextTurn();
      y = row(label, value);
    }
  }
  y -= 12;
  write(form.statement, fonts.plain, SIZE);
  y -= 14;
  const place = signature === undefined ? `${BLANK}, ${BLANK}` : signedOn(signature);
  makeRoom(SIGNED_HEIGHT);
  write(place, fonts.plain, SIZE);
  signatures(form.signatures);
  if (signature !== undefined) {
    y -= 8;
    write(signatureNote(signature, form.signatures[0] ?? ''), fonts.plain, 8);
  }
  return Buffer.from(await pdf.save({ objectsPerTick: PAGES_AT_ONCE }));

  function row(label: string, value: string): number {
    const lines = wrapped(known(value, letters), fonts.plain, SIZE, WIDTH - 2 * MARGIN - LABEL);
    makeRoom(lines.length * SIZE * 1.4 + 8);
    page.drawText(known(label, letters), { x: MARGIN, y: y - SIZE, size: SIZE, font: fonts.plain, color: INK });
    lines.forEach((line, i) =>
      page.drawText(line, {
        x: MARGIN + LABEL,
        y: y - SIZE - i * SIZE * 1.4,
        size: SIZE,
        font: fonts.bold,
        color: INK,
      }),
    );
    const bottom = y - lines.length * SIZE * 1.4 - 4;
    rule(page, MARGIN + LABEL, WIDTH - MARGIN, bottom);
    return bottom - 6;
  }

  function signatures(names: readonly string[]): void {
    const column = (WIDTH - 2 * MARGIN) / 2;
    for (let i = 0; i < names.length; i += 2) {
      makeRoom(100);
      y -= 76;
      names.slice(i, i + 2).forEach((name, place) => {
        const x = MARGIN + place * column;
        rule(page, x, x + column - 30, y + 14);
        if (signature !== undefined && i + place === 0)
          drawStrokes(page, signature.strokes, { x, bottom: y + 14, width: column - 30, height: 62 });
        page.drawText(known(name, letters), { x, y, size: SIZE, font: fonts.plain, color: INK });
      });
      y -= 10;
    }
  }
}

const rule = (page: PDFPage, from: number, to: number, y: number) =>
  page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness: 0.6, color: LINE });

/** The text in the letters that the font has; the standard fonts have the same. */
function known(text: string, letters: ReadonlySet<number>): string {
  return [...text.normalize('NFC').replace(/\s+/g, ' ')]
    .map((letter) => (letters.has(letter.codePointAt(0)!) ? letter : '?'))
    .join('');
}

function wrapped(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (font.widthOfTextAtSize(longer, size) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
