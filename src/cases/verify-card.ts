import { createHash } from 'node:crypto';
import { drawnElsewhere } from '../signing/drawn-elsewhere.ts';
import type { Verification } from '../signing/signing.ts';
import type { Dependencies } from './dependencies.ts';
import { isSuperseded } from './superseded.ts';

export interface CardVerification extends Verification {
  /** These very bytes were issued by this office. */
  readonly issuedHere: boolean;
  /** Issued here, and the family got a newer card since. */
  readonly superseded: boolean;
}

/**
 * For anybody with a PDF in hand: our strict rules, and whether these very bytes were issued here.
 * `askedBy`: the address of the asker; askers take turns. Throws VerifierBusy.
 */
export function verifyCard({
  store,
  publicVerifier,
  settings,
}: Pick<Dependencies, 'store' | 'publicVerifier' | 'settings'>) {
  return async (pdf: Buffer, askedBy: string): Promise<CardVerification> => {
    const issued = await store.cases.findBySigned(createHash('sha256').update(pdf).digest('hex'));
    const verification = await publicVerifier.verify(pdf, { askedBy });
    return {
      ...(issued?.siakWay === 'siak-signed-pdf' ? drawnElsewhere(verification) : verification),
      issuedHere: issued !== undefined,
      superseded: issued !== undefined && (await isSuperseded({ store, settings }, issued)),
    };
  };
}
