import { createHash } from 'node:crypto';
import type { Verification } from '../signing/signing.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * For anybody with a PDF in hand: our strict rules, and whether these very bytes were issued here.
 * `askedBy`: the address of the asker; askers take turns. Throws VerifierBusy.
 */
export function verifyCard({ store, publicVerifier }: Pick<Dependencies, 'store' | 'publicVerifier'>) {
  return async (pdf: Buffer, askedBy: string): Promise<Verification & { issuedHere: boolean }> => {
    const issuedHere = (await store.cases.findBySigned(createHash('sha256').update(pdf).digest('hex'))) !== undefined;
    return { ...(await publicVerifier.verify(pdf, { askedBy })), issuedHere };
  };
}
