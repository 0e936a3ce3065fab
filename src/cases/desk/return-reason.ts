import { FAILURES, type FailureCode } from '../../domain/failures.ts';
import type { HumanStep } from '../../domain/sop.ts';
import type { DecisionRecord, JournalRow, Store } from '../../store/store.ts';
import type { ReturnReason } from '../desk.ts';

/** Why the open task of this step came back: a failure since the last decision, else what that decision said; null on the first time. */
export async function returnReason(store: Pick<Store, 'people'>, step: HumanStep, decisions: readonly DecisionRecord[], journal: readonly JournalRow[]): Promise<ReturnReason | null> {
  const last = decisions.at(-1);
  if (last === undefined) return null;
  if (last.refusedBecause !== null && last.step === step) return { code: last.refusedBecause, by: null, note: null };
  const failure = returningFailure(journal.filter((row) => row.at >= last.decidedAt));
  if (failure !== undefined) return { code: failure, by: null, note: null };
  const spoken = async (code: ReturnReason['code']): Promise<ReturnReason> => ({ code, by: (await store.people.find(last.decidedBy))?.name ?? last.decidedBy, note: noteOf(last) });
  if (step === 5 && last.step === 7 && last.answer['signing'] === 'rejected') return spoken('REJECTED_BY_HEAD');
  if (step === 3 && last.step === 5 && last.answer['verification'] === 'invalid') return spoken('INVALID');
  if (step === 3 && last.step === 3 && last.answer['examination'] === 'incomplete') return spoken('COMPLETED_BY_APPLICANT');
  return null;
}

/** The newest journalled failure that sends a task back to a person. SIAK_MANUAL is the ordinary way where SIAK is typed by hand. */
export function returningFailure(rows: readonly JournalRow[]): FailureCode | undefined {
  // A refused view happened to a person, not to the case.
  const codes = rows.filter((row) => row.event !== 'view-refused').flatMap((row) => Object.values(row.detail).filter(isFailureCode));
  return codes.filter((code) => code !== 'SIAK_MANUAL' && FAILURES[code].outcome.kind === 'bpmn-error').at(-1);
}

export function isFailureCode(value: unknown): value is FailureCode {
  return typeof value === 'string' && Object.hasOwn(FAILURES, value);
}

function noteOf({ answer }: DecisionRecord): string | null {
  const note = answer['note'];
  return typeof note === 'string' && note.trim() !== '' ? note : null;
}
