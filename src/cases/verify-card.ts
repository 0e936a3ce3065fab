import { createHash } from 'node:crypto';
import { drawnElsewhere } from '../signing/drawn-elsewhere.ts';
import type { Verification } from '../signing/signing.ts';
import type { Dependencies } from './dependencies.ts';
import { voidOf, type VoidCard } from './void-card.ts';

export interface CardVerification extends Verification {
  /** These very bytes were issued by this office. */
  readonly issuedHere: boolean;
  /** Issued here, and the family got a newer card since. */
  readonly superseded: boolean;
  /** Why a card that was issued here is void; null: it stands, or it was not issued here. */
  readonly void: VoidCard | null;
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
    const voided = issued === undefined ? null : ((await voidOf({ store, settings }, issued))?.because ?? null);
    return {
      ...(issued?.siakWay === 'siak-signed-pdf' ? drawnElsewhere(verification) : verification),
      issuedHere: issued !== undefined,
      superseded: voided === 'superseded',
      void: voided,
    };
  };
}
