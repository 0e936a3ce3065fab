import { FAILURES, type FailureCode } from '../domain/failures.ts';
import { isFailureCode } from '../domain/labels.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import type { JournalRow, ListedDecision } from '../store/store.ts';
import { inForce } from './decisions-in-force.ts';

/** Why a task lies here a second time. `code` for failures of ours; `by` and `note` for a colleague's decision. */
export interface ReturnReason {
  readonly code:
    | FailureCode
    | 'REJECTED_BY_HEAD'
    | 'INVALID'
    | 'DRAFT_WRONG'
    | 'ENTRY_DIFFERS'
    | 'SIAK_CARD_WRONG'
    | 'COMPLETED_BY_APPLICANT'
    | 'CAME_BACK';
  readonly by: string | null;
  readonly note: string | null;
  /** Why SIAK refused the entry, as it answered; with `SIAK_REFUSED` only. */
  readonly siakCode?: string;
}

/** Answers after which a task of the same kind can only be there again because what followed did not succeed. */
const WENT_ON: Readonly<Record<string, readonly [answer: string, value: string]>> = {
  'examine-application': ['examination', 'complete'],
  'request-print': ['printRequest', 'requested'],
  'verify-draft': ['verification', 'valid'],
  'approve-signing': ['signing', 'approved'],
};

/** Tasks that are there because WhatsApp did not reach the applicant. */
const REACHING: readonly string[] = ['reach-applicant', HUMAN_TASKS[8]];

/**
 * Why an open task came back: a failure since the last decision, else what that decision said; null on the first time.
 */
export function returnReason(
  element: string,
  decisions: readonly ListedDecision[],
  journal: readonly Pick<JournalRow, 'event' | 'detail'>[],
): ReturnReason | null {
  const last = inForce(decisions).at(-1);
  if (last === undefined) return null;
  const unreached = REACHING.includes(element) && journal.some(({ event }) => event === 'message-undelivered');
  const failure = returningFailure(journal) ?? (unreached ? 'NUMBER_UNREACHABLE' : undefined);
  if (failure !== undefined) return { code: failure, by: null, note: null, ...siakCodeOf(failure, journal) };
  const spoken = (code: ReturnReason['code']): ReturnReason => ({ code, by: last.decidedByName, note: noteOf(last) });
  if (element === HUMAN_TASKS[5] && last.step === 7 && last.answer['signing'] === 'rejected')
    return spoken('REJECTED_BY_HEAD');
  if (element === 'enter-siak-manually' && last.answer['entryCheck'] === 'differs') return spoken('ENTRY_DIFFERS');
  if (element === HUMAN_TASKS[3] && last.answer['printRequest'] === 'withheld') return spoken('DRAFT_WRONG');
  if (element === HUMAN_TASKS[3] && last.answer['signedCard'] === 'returned') return spoken('SIAK_CARD_WRONG');
  if (element === HUMAN_TASKS[3]) {
    const asked = inForce(decisions)
      .filter(({ answer }) => answer['examination'] === 'incomplete' || answer['verification'] === 'invalid')
      .at(-1);
    // The call to an applicant whom WhatsApp does not reach lies between the request and the answer.
    if (asked !== undefined && (asked === last || last.element === 'reach-applicant'))
      return {
        code: asked.step === 5 ? 'INVALID' : 'COMPLETED_BY_APPLICANT',
        by: asked.decidedByName,
        note: noteOf(asked),
      };
  }
  const [answer, value] = WENT_ON[element] ?? [];
  return last.element === element && answer !== undefined && last.answer[answer] === value
    ? { code: 'CAME_BACK', by: null, note: null }
    : null;
}

/**
 * The newest journalled failure that sends a task to a person. SIAK_MANUAL is the ordinary way where SIAK is typed by
 * hand.
 */
export function returningFailure(rows: readonly Pick<JournalRow, 'event' | 'detail'>[]): FailureCode | undefined {
  return rows
    .flatMap(failuresIn)
    .filter((code) => code !== 'SIAK_MANUAL' && FAILURES[code].outcome.kind === 'bpmn-error')
    .at(-1);
}

function siakCodeOf(
  failure: FailureCode,
  journal: readonly Pick<JournalRow, 'event' | 'detail'>[],
): Pick<ReturnReason, 'siakCode'> {
  if (failure !== 'SIAK_REFUSED') return {};
  const siakCode = journal.findLast(({ detail }) => detail['code'] === failure)?.detail['siakCode'];
  return typeof siakCode === 'string' ? { siakCode } : {};
}

/** A refusal to a person says nothing about the case. */
const REFUSALS: readonly string[] = ['view-refused', 'act-refused', 'decision-refused', 'decision-lapsed'];

/** Failures of the case that a journal row records. */
export function failuresIn({ event, detail }: Pick<JournalRow, 'event' | 'detail'>): FailureCode[] {
  return REFUSALS.includes(event) ? [] : Object.values(detail).filter(isFailureCode);
}

function noteOf({ answer }: Pick<ListedDecision, 'answer'>): string | null {
  const note = answer['note'];
  return typeof note === 'string' && note.trim() !== '' ? note : null;
}
