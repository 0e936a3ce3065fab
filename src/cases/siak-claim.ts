import type { DecisionRecord } from '../store/store.ts';
import { inForce } from './decisions-in-force.ts';

/** What an officer typed as SIAK's reference: a claim, until somebody confirms it. */
export interface SiakClaim {
  readonly reference: string;
  /** Which of the typed entries of this case it is, counted from 1. */
  readonly ordinal: number;
  readonly by: string;
  readonly at: Date;
  /** The second officer who found it in SIAK. */
  readonly seen: { readonly by: string; readonly at: Date } | null;
}

/**
 * The claim of the newest entry that was typed by hand; undefined when none was typed. `takenBackToo`: whoever took back
 * their answer may have typed the entry into SIAK all the same.
 */
export function newestClaim(
  decisions: readonly DecisionRecord[],
  { takenBackToo = false } = {},
): SiakClaim | undefined {
  const inForceNow = inForce(takenBackToo ? decisions.map((one) => ({ ...one, takenBackAt: null })) : decisions);
  const typed = inForceNow.filter(({ element }) => element === 'enter-siak-manually');
  const last = typed.at(-1);
  const reference = last?.answer['siakReference'];
  if (last === undefined || typeof reference !== 'string') return undefined;
  const seen = inForceNow
    .slice(inForceNow.indexOf(last) + 1)
    .find(({ element, answer }) => element === 'check-siak-entry' && answer['entryCheck'] === 'seen');
  return {
    reference,
    ordinal: typed.length,
    by: last.decidedBy,
    at: last.decidedAt,
    seen: seen === undefined ? null : { by: seen.decidedBy, at: seen.decidedAt },
  };
}
