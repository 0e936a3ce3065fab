import { LineCapStyle, rgb, type PDFPage } from '@cantoo/pdf-lib';
import { SIGNATURE_BOX, strokesPath, type Strokes } from '../domain/forms/strokes.ts';

/** A signature that was drawn on a screen, to be drawn into the form. */
export interface DrawnSignature {
  readonly strokes: Strokes;
  /** Of what stands on the form, as it was signed. */
  readonly contentSha256: string;
  readonly signedAt: Date;
}

const PEN = rgb(0.05, 0.12, 0.45);
/** Width of the pen in units of the box. */
const PEN_WIDTH = 7;

/** Draws the strokes into a field of the page; `bottom` is where the name's line is. Measures in points. */
export function drawStrokes(
  page: PDFPage,
  strokes: Strokes,
  { x, bottom, width, height }: Readonly<Record<'x' | 'bottom' | 'width' | 'height', number>>,
): void {
  const scale = Math.min(width / SIGNATURE_BOX.width, height / SIGNATURE_BOX.height);
  page.drawSvgPath(strokesPath(strokes), {
    x,
    y: bottom + SIGNATURE_BOX.height * scale,
    scale,
    borderColor: PEN,
    borderWidth: PEN_WIDTH, // scaled with the path
    borderLineCap: LineCapStyle.Round,
  });
}

const DAY = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'Asia/Jakarta' });
const CLOCK = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' });

/** The day of a signature as it stands above it. */
export const signedOn = ({ signedAt }: Pick<DrawnSignature, 'signedAt'>): string => DAY.format(signedAt);

/** What is written under a form that was signed on the screen. */
export function signatureNote({ contentSha256, signedAt }: DrawnSignature, name: string): string {
  return (
    `Ditandatangani di layar oleh ${name} pada ${DAY.format(signedAt)} pukul ${CLOCK.format(signedAt)} WIB: ` +
    'tanda tangan elektronik tidak tersertifikasi (PP 71/2019 pasal 60). ' +
    `Sidik jari digital isi formulir (SHA-256): ${contentSha256}`
  );
}
