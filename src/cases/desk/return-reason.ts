import { FAILURES, type FailureCode } from '../../domain/failures.ts';
import { HUMAN_TASKS } from '../../domain/process.ts';
import type { DecisionRecord, JournalRow, Store } from '../../store/store.ts';
import type { ReturnReason } from '../desk.ts';

/** Answers after which a task of the same kind can only be there again because what followed did not succeed. */
const WENT_ON: Readonly<Record<string, readonly [answer: string, value: string]>> = {
  'examine-application': ['examination', 'complete'],
  'verify-draft': ['verification', 'valid'],
  'approve-signing': ['signing', 'approved'],
};

/** Tasks that are there because WhatsApp did not reach the applicant. */
const REACHING: readonly string[] = ['reach-applicant', HUMAN_TASKS[8]];

/** Why an open task came back: a failure since the last decision, else what that decision said; null on the first time. */
export async function returnReason(
  store: Pick<Store, 'people'>,
  elementId: string,
  decisions: readonly DecisionRecord[],
  journal: readonly JournalRow[],
): Promise<ReturnReason | null> {
  const last = decisions.at(-1);
  if (last === undefined) return null;
  const ofSameStep = HUMAN_TASKS[last.step] === elementId;
  if (last.refusedBecause !== null && ofSameStep) return { code: last.refusedBecause, by: null, note: null };
  const since = journal.filter((row) => row.at >= last.decidedAt);
  const unreached = REACHING.includes(elementId) && since.some(({ event }) => event === 'message-undelivered');
  const failure = returningFailure(since) ?? (unreached ? 'NUMBER_UNREACHABLE' : undefined);
  if (failure !== undefined) return { code: failure, by: null, note: null };
  const spoken = async (code: ReturnReason['code']): Promise<ReturnReason> => ({
    code,
    by: (await store.people.find(last.decidedBy))?.name ?? last.decidedBy,
    note: noteOf(last),
  });
  if (elementId === HUMAN_TASKS[5] && last.step === 7 && last.answer['signing'] === 'rejected')
    return spoken('REJECTED_BY_HEAD');
  if (elementId === HUMAN_TASKS[3] && last.step === 5 && last.answer['verification'] === 'invalid')
    return spoken('INVALID');
  if (elementId === HUMAN_TASKS[3] && last.step === 3 && last.answer['examination'] === 'incomplete')
    return spoken('COMPLETED_BY_APPLICANT');
  const [answer, value] = WENT_ON[elementId] ?? [];
  return ofSameStep && answer !== undefined && last.answer[answer] === value
    ? { code: 'CAME_BACK', by: null, note: null }
    : null;
}

/** The newest journalled failure that sends a task to a person. SIAK_MANUAL is the ordinary way where SIAK is typed by hand. */
export function returningFailure(rows: readonly JournalRow[]): FailureCode | undefined {
  return rows
    .flatMap(failuresIn)
    .filter((code) => code !== 'SIAK_MANUAL' && FAILURES[code].outcome.kind === 'bpmn-error')
    .at(-1);
}

/** What happened to a person, not to the case. */
const REFUSED_AT_THE_DESK: readonly string[] = ['view-refused', 'act-refused'];

/** Failures of the case that a journal row tells of. */
export function failuresIn({ event, detail }: JournalRow): FailureCode[] {
  return REFUSED_AT_THE_DESK.includes(event) ? [] : Object.values(detail).filter(isFailureCode);
}

export function isFailureCode(value: unknown): value is FailureCode {
  return typeof value === 'string' && Object.hasOwn(FAILURES, value);
}

function noteOf({ answer }: DecisionRecord): string | null {
  const note = answer['note'];
  return typeof note === 'string' && note.trim() !== '' ? note : null;
}
