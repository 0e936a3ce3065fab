import { Failure } from '../../domain/failures.ts';
import type { SignatureArea } from '../../domain/signature-area.ts';
import { signDetached, type Timestamper } from './cms.ts';
import type { SigningIdentity } from './identity.ts';
import { addPlaceholder, type SignatureWords, type ValidationData } from './placeholder.ts';

export interface PadesOptions extends SignatureWords {
  /** Where the field can be clicked; left out: the signature is invisible. */
  readonly place?: SignatureArea;
  /** Given: the signature becomes B-T. */
  readonly timestamp?: Timestamper;
  /**
   * With a timestamp: what later years need to judge it. The level stays B-T, because B-LT is a later, unsigned update,
   * and a card has none.
   */
  readonly validation?: ValidationData;
  /** Room for the signature; 16 KiB holds a chain of four and a timestamp. */
  readonly contentsBytes?: number;
}

const CONTENTS_BYTES = 16 * 1024;

/**
 * Signs with PAdES baseline B-B or B-T (ETSI EN 319 142-1): the approved bytes, unchanged, and one update that this
 * signature covers together with them. Throws Failure('SIGNATURE_TOO_LARGE'); errors of the timestamper go through.
 */
export async function signPades(approved: Buffer, identity: SigningIdentity, options: PadesOptions): Promise<Buffer> {
  const room = options.contentsBytes ?? CONTENTS_BYTES;
  const pdf = await addPlaceholder(approved, options, room, options.place, options.validation);
  return fillPlaceholder(pdf, approved.length, room, identity, options.timestamp);
}

/**
 * Signs a file whose update, from `from` on, holds an empty signature of `room` bytes; writes into the given buffer and
 * returns it.
 */
export async function fillPlaceholder(
  pdf: Buffer,
  from: number,
  room: number,
  identity: SigningIdentity,
  timestamp?: Timestamper,
): Promise<Buffer> {
  const gap = writeByteRange(pdf, from, room);
  const signature = await signDetached([pdf.subarray(0, gap.start), pdf.subarray(gap.end)], identity, timestamp);
  if (signature.length > room) throw new Failure('SIGNATURE_TOO_LARGE', `${signature.length} of ${room} bytes`);
  pdf.write(signature.toString('hex'), gap.start + 1, 'latin1');
  return pdf;
}

/**
 * Writes the real range over the wide one and returns the gap, both brackets included. Looks only behind the approved
 * bytes: a name on the card may read like a placeholder and must not be taken for one.
 */
function writeByteRange(pdf: Buffer, from: number, room: number): { start: number; end: number } {
  const start = pdf.indexOf(`<${'0'.repeat(room * 2)}>`, from, 'latin1');
  const rangeStart = pdf.indexOf('/ByteRange', from, 'latin1');
  const open = pdf.indexOf('[', rangeStart, 'latin1');
  const close = pdf.indexOf(']', rangeStart, 'latin1');
  if (start < 0 || rangeStart < 0 || open < 0 || close < open)
    throw new Error('the placeholder is not where it was written');
  const end = start + room * 2 + 2;
  pdf.write(`[0 ${start} ${end} ${pdf.length - end}`.padEnd(close - open, ' '), open, 'latin1');
  return { start, end };
}
