import { isDeepStrictEqual } from 'node:util';
import type { RedrawnDraft } from '../store/redrawn-drafts.ts';
import type { DecisionRecord, DraftRecord, Store } from '../store/store.ts';
import { newestOfStep } from './decisions-in-force.ts';

/**
 * The newest verification, if it says "valid" and speaks of this draft: of its very bytes, or of those from which it was
 * redrawn for its signer.
 */
export function verificationOf<
  D extends Pick<DecisionRecord, 'step' | 'refusedBecause' | 'takenBackAt' | 'draftSha256' | 'answer'>,
>(
  decisions: readonly D[],
  draftSha256: string,
  redrawn: readonly Pick<RedrawnDraft, 'sha256' | 'fromSha256'>[],
): D | undefined {
  const newest = newestOfStep(decisions, 5);
  if (newest?.answer['verification'] !== 'valid') return undefined;
  const isVerified =
    newest.draftSha256 === draftSha256 ||
    redrawn.some(({ sha256, fromSha256 }) => sha256 === draftSha256 && fromSha256 === newest.draftSha256);
  return isVerified ? newest : undefined;
}

/**
 * As `verificationOf`, and what the sealed drafts say is compared once more: a redrawn draft has the data, the day and
 * the case of the verified one, whatever a row about it claims.
 */
export async function verificationInForce(
  { drafts, redrawnDrafts }: Pick<Store, 'drafts' | 'redrawnDrafts'>,
  decisions: readonly DecisionRecord[],
  draftSha256: string,
): Promise<DecisionRecord | undefined> {
  const verification = verificationOf(decisions, draftSha256, await redrawnDrafts.of([draftSha256]));
  if (verification === undefined || verification.draftSha256 === draftSha256) return verification;
  const verified = await drafts.find(verification.draftSha256!);
  const redrawn = await drafts.find(draftSha256);
  return isSameCard(verified, redrawn) ? verification : undefined;
}

/** Whether two drafts were made from the same data for the same case on the same day. */
function isSameCard(one: DraftRecord | undefined, other: DraftRecord | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.applicationNumber === other.applicationNumber &&
    one.issuedOn !== null &&
    one.issuedOn === other.issuedOn &&
    isDeepStrictEqual(one.family, other.family)
  );
}
