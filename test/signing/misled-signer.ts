import { SIGNATURE_AREA } from '../../src/domain/signature-area.ts';
import { signDetached } from '../../src/signing/pades/cms.ts';
import { handMade, handUpdated, type Layout, type UpdateLayout } from './hand-made-pdf.ts';
import { headIdentity } from './test-office.ts';

const { x, y, width, height } = SIGNATURE_AREA;
const ROOM = 4096;
/** As wide as any offset; the real range is written over it. */
const WIDE = '[0 9999999999 9999999999 9999999999]';

/** Objects of a card of two pages with a link on the first, by number from 1. */
export const CARD: readonly string[] = [
  '<< /Type /Catalog /Pages 2 0 R /Lang (id) >>',
  '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 5 0 R /Annots [6 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 5 0 R >>',
  '<< /Length 5 >>\nstream\nhello\nendstream',
  '<< /Type /Annot /Subtype /Link /Rect [60 60 120 120] >>',
];

/** What the signer adds, by number: an AcroForm (20), a field (21), the signature (22), its picture (23). */
export const UPDATE: Readonly<Record<number, string>> = {
  1: '<< /Type /Catalog /Pages 2 0 R /Lang (id) /AcroForm 20 0 R >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 5 0 R /Annots [6 0 R 21 0 R] >>',
  20: '<< /Fields [21 0 R] /SigFlags 3 >>',
  21: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Tanda) /Rect [${x} ${y} ${x + width} ${y + height}] /P 3 0 R /V 22 0 R /AP << /N 23 0 R >> >>`,
  22: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20261122090000+07'00') /ByteRange ${WIDE} /Contents <${'0'.repeat(ROOM * 2)}> >>`,
  23: '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream',
};

export interface Deception {
  readonly card?: readonly string[];
  readonly cardLayout?: Layout;
  /** Objects of the update that differ; undefined leaves one out. */
  readonly update?: Readonly<Record<number, string | undefined>>;
  readonly trailer?: string;
  readonly updateLayout?: UpdateLayout;
  /** The numbers of /ByteRange, from the right ones. */
  readonly range?: (start: number, end: number, rest: number) => readonly (number | string)[];
  /** What is written into the gap, from the right digits. */
  readonly gap?: (digits: string) => string;
}

/** One thing of the update said otherwise: `instead('21', '/FT /Sig', '/FT /Btn')`. */
export function instead(number: number, from: string | RegExp, to: string): Readonly<Record<number, string>> {
  const before = UPDATE[number] ?? '';
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${String(from)} is not in ${before}`);
  return { [number]: after };
}

/**
 * The head's own key signs whatever it is given: digest, attributes, chain and signature are in order, and only the
 * rules about the form of the file can find what is wrong. The worst case: a signing service that was misled.
 */
export async function misled({
  card = CARD,
  cardLayout = {},
  update = {},
  trailer = '',
  updateLayout = {},
  range = (start, end, rest) => [0, start, end, rest],
  gap = (digits) => digits,
}: Deception = {}): Promise<{ readonly approved: Buffer; readonly signed: Buffer }> {
  const approved = handMade(card, cardLayout);
  const objects = Object.fromEntries(
    Object.entries({ ...UPDATE, ...update }).flatMap(([number, object]) =>
      object === undefined ? [] : [[Number(number), object] as const],
    ),
  );
  const pdf = handUpdated(approved, objects, { ...updateLayout, trailer });
  const start = pdf.indexOf(`<${'0'.repeat(ROOM * 2)}>`);
  if (start < 0) return { approved, signed: pdf };
  const end = start + ROOM * 2 + 2;
  const place = pdf.indexOf(WIDE);
  if (place >= 0)
    pdf.write(`[${range(start, end, pdf.length - end).join(' ')}]`.padEnd(WIDE.length, ' '), place, 'latin1');
  const cms = await signDetached([pdf.subarray(0, start), pdf.subarray(end)], await headIdentity());
  pdf.write(gap(cms.toString('hex').padEnd(ROOM * 2, '0')), start + 1, 'latin1');
  return { approved, signed: pdf };
}
