import type { Verification } from '../signing.ts';
import { createVerifier } from './verifier.ts';

/** What goes into the thread: plain data, as VerifierOptions holds functions. */
export interface Examination {
  readonly trustAnchors: readonly string[];
  readonly timestampAnchors?: readonly string[] | undefined;
  readonly revocationLists?: readonly Uint8Array[] | undefined;
  /** Left out: the thread only gets ready. */
  readonly signedPdf?: Uint8Array;
  readonly approvedPdf?: Uint8Array | undefined;
}

export async function examine({
  trustAnchors,
  timestampAnchors,
  revocationLists,
  signedPdf,
  approvedPdf,
}: Examination): Promise<Verification | undefined> {
  const lists = revocationLists?.map(toBuffer);
  const verifier = createVerifier({
    trustAnchors,
    ...(timestampAnchors === undefined ? {} : { timestampAnchors }),
    ...(lists === undefined ? {} : { revocationLists: () => lists }),
  });
  if (signedPdf === undefined) return undefined;
  return verifier.verify(toBuffer(signedPdf), approvedPdf === undefined ? {} : { approvedPdf: toBuffer(approvedPdf) });
}

/** A thread receives bare bytes. */
function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
