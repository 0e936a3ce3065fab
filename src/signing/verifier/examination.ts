import type { Verification } from '../signing.ts';
import { ownThread, processorTimeOf } from './thread-time.ts';
import { createVerifier, type AcceptedSigners } from './verifier.ts';

/** What goes into the thread: plain data, as VerifierOptions holds functions. */
export interface Examination {
  readonly trustAnchors: readonly string[];
  readonly timestampAnchors?: readonly string[] | undefined;
  readonly revocationLists?: readonly Uint8Array[] | undefined;
  readonly acceptedSigners: AcceptedSigners;
  readonly signedPdf: Uint8Array;
  readonly approvedPdf?: Uint8Array | undefined;
  readonly start: Start;
}

/**
 * Filled in by the thread when it begins with the file: its number (0: unknown), and its processor time so far in
 * milliseconds.
 */
export type Start = Float64Array;
export const THREAD = 0;
export const TIME = 1;
/** Set last. */
export const HAS_BEGUN = 2;

export function newStart(): Start {
  return new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT));
}

export async function examine({
  trustAnchors,
  timestampAnchors,
  revocationLists,
  acceptedSigners,
  signedPdf,
  approvedPdf,
  start,
}: Examination): Promise<Verification> {
  start[THREAD] = ownThread();
  start[TIME] = processorTimeOf(start[THREAD]) ?? 0;
  start[HAS_BEGUN] = 1;
  const lists = revocationLists?.map(toBuffer);
  const verifier = createVerifier({
    trustAnchors,
    acceptedSigners,
    ...(timestampAnchors === undefined ? {} : { timestampAnchors }),
    ...(lists === undefined ? {} : { revocationLists: () => lists }),
  });
  return verifier.verify(toBuffer(signedPdf), approvedPdf === undefined ? {} : { approvedPdf: toBuffer(approvedPdf) });
}

/** A thread receives bare bytes. */
function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
