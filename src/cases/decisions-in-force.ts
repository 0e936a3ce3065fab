import type { DecisionRecord, Store } from '../store/store.ts';

/** What tells whether a decision counts. */
type Outcome = Pick<DecisionRecord, 'refusedBecause' | 'takenBackAt'>;

/** Without the refused claims of the first edition and what its author took back, which stand in the same table. */
export function inForce<D extends Outcome>(decisions: readonly D[]): D[] {
  return decisions.filter(({ refusedBecause, takenBackAt }) => refusedBecause === null && takenBackAt === null);
}

/** The decision from which the case goes on. */
export async function newestInForce(
  { decisions }: Pick<Store, 'decisions'>,
  applicationNumber: string,
): Promise<DecisionRecord | undefined> {
  return inForce(await decisions.of(applicationNumber)).at(-1);
}

/** Whether the case goes on from the head's approval here, or from a card that was signed in SIAK. */
export function isBeingSigned(newest: Pick<DecisionRecord, 'answer'> | undefined): boolean {
  return newest?.answer['signing'] === 'approved' || newest?.answer['signedCard'] === 'accepted';
}

/** The newest decision by which the applicant was asked for something: incomplete (step 3) or invalid (step 6). */
export function newestRequest(decisions: readonly DecisionRecord[]): DecisionRecord | undefined {
  return inForce(decisions)
    .filter(({ answer }) => answer['examination'] === 'incomplete' || answer['verification'] === 'invalid')
    .at(-1);
}

/** The decision by which the application was refused for good. */
export function newestRefusal(decisions: readonly DecisionRecord[]): DecisionRecord | undefined {
  return inForce(decisions)
    .filter(({ answer }) => answer['examination'] === 'refused')
    .at(-1);
}

/** The newest decision of a step: 5 is the verification, 7 the approval. */
export function newestOfStep<D extends Outcome & Pick<DecisionRecord, 'step'>>(
  decisions: readonly D[],
  step: D['step'],
): D | undefined {
  return inForce(decisions)
    .filter((decision) => decision.step === step)
    .at(-1);
}
