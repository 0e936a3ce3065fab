import { begin, toBuffer, type Start } from '../../machine/threads/start.ts';
import type { Verification } from '../signing.ts';
import { createVerifier, type AcceptedSigners } from './verifier.ts';

/** What goes into the thread: plain data, as VerifierOptions holds functions. */
export interface Examination {
  readonly trustAnchors: readonly string[];
  readonly timestampAnchors?: readonly string[] | undefined;
  readonly revocationLists?: readonly Uint8Array[] | undefined;
  readonly acceptedSigners: AcceptedSigners;
  readonly signedPdf: Uint8Array;
  readonly approvedPdf?: Uint8Array | undefined;
}

export async function examine({
  trustAnchors,
  timestampAnchors,
  revocationLists,
  acceptedSigners,
  signedPdf,
  approvedPdf,
  start,
}: Examination & { readonly start: Start }): Promise<Verification> {
  begin(start);
  const lists = revocationLists?.map(toBuffer);
  const verifier = createVerifier({
    trustAnchors,
    acceptedSigners,
    ...(timestampAnchors === undefined ? {} : { timestampAnchors }),
    ...(lists === undefined ? {} : { revocationLists: () => lists }),
  });
  return verifier.verify(toBuffer(signedPdf), approvedPdf === undefined ? {} : { approvedPdf: toBuffer(approvedPdf) });
}
