import { Failure } from '../domain/failures.ts';
import type { CaseRecord, DecisionRecord, Store } from '../store/store.ts';
import { inForce, newestRefusal } from './decisions-in-force.ts';

/**
 * A worker goes by the case's own data, not by the diagram that called it: a diagram that was edited wrongly, or a token
 * that was moved by hand, must not lead a case past a person. Each function throws Failure('STEP_NOT_REACHED').
 */

/** Before the entry, the draft and the card from SIAK: an officer found the case complete, and nothing sent it back. */
export async function requireExamined({ decisions }: Pick<Store, 'decisions'>, record: CaseRecord): Promise<void> {
  const newest = inForce(await decisions.of(record.applicationNumber)).findLast(
    (decision) => isExamination(decision) || sendsBack(decision),
  );
  if (newest?.answer['examination'] !== 'complete') throw notReached('not examined', record);
}

/** Before the end of a case without a card. */
export async function requireEndable(
  { decisions }: Pick<Store, 'decisions'>,
  record: CaseRecord,
  as: 'closed' | 'withdrawn' | 'refused',
): Promise<void> {
  if (record.signedSha256 !== null) throw notReached(`signed, and to be ${as}`, record);
  if (as === 'refused') await requireRefused({ decisions }, record);
}

/** Before the message of a refusal: an officer refused, with a reason. */
export async function requireRefused({ decisions }: Pick<Store, 'decisions'>, record: CaseRecord): Promise<void> {
  if (newestRefusal(await decisions.of(record.applicationNumber)) === undefined)
    throw notReached('not refused', record);
}

const isExamination = ({ answer }: DecisionRecord) => answer['examination'] !== undefined;

/** After these the case is examined, or completed and examined, again. */
const sendsBack = ({ answer: { verification, printRequest, signedCard } }: DecisionRecord) =>
  verification === 'invalid' ||
  (printRequest !== undefined && printRequest !== 'requested') ||
  (signedCard !== undefined && signedCard !== 'accepted');

export function notReached(why: string, { state }: Pick<CaseRecord, 'state'>): Failure {
  return new Failure('STEP_NOT_REACHED', `${why}, in state ${state}`);
}
