import { mayDecide, type Decision, type Delegation, type Person } from './authority.ts';
import { readAnswer, type Answer, type AnsweredCase, type GivenAnswer } from './decision-answers.ts';
import type { FailureCode } from './failures.ts';
import type { PlainDate } from './family-card.ts';
import type { HumanStep } from './sop.ts';
import { isOfEntryOfficer, stepOfTask, isUserTask, type UserTaskElement } from './user-tasks.ts';

/** What ties a person to a case beside their office. */
export interface Ties {
  /** The case names their own NIK. */
  readonly isOwnFamily: boolean;
  /** They gave it a new PIN or another phone: with those they could answer and sign as its applicant. */
  readonly renewedAccess: boolean;
  /** What they did for it that makes them a pair of eyes of a step without a decision of theirs. */
  readonly acts: readonly Decision[];
}
export const NO_TIES: Ties = { isOwnFamily: false, renewedAccess: false, acts: [] };

/** Who wants to do something with which task, and what the office knows of both today. */
export interface TaskClaim {
  /** Undefined: nobody of the office has this user name. */
  readonly person: Person | undefined;
  readonly element: string;
  /** Who holds the task in the engine; null: the group of its lane. */
  readonly assignee: string | null;
  /** The officer to whom the case is assigned since step 2; null: nobody. */
  readonly entryOfficer: string | null;
  /** Decisions in force of the case, oldest first. */
  readonly history: readonly Decision[];
  readonly delegations: readonly Delegation[];
  /** User names of those who are not on duty today. */
  readonly absent: ReadonlySet<string>;
  readonly ties: Ties;
  readonly today: PlainDate;
}

/** What the journal holds of this person's looking at this case, at readable size. */
export interface Seen {
  /** The case page with the data applied for. */
  readonly data: boolean;
  /** Every paper the case has now. */
  readonly papers: boolean;
  /** The current draft, by its hash. */
  readonly draft: boolean;
  /** The PDF that SIAK signed and that waits for a decision, by its hash. */
  readonly brought: boolean;
}

export interface DecisionClaim extends TaskClaim {
  readonly of: AnsweredCase;
  readonly answer: GivenAnswer;
  readonly seen: Seen;
}

export type TaskVerdict =
  | {
      readonly allowed: true;
      readonly element: UserTaskElement;
      readonly step: HumanStep;
      readonly actingAs: 'Plh' | 'Plt' | null;
    }
  | { readonly allowed: false; readonly because: FailureCode };
export type DecisionVerdict =
  | (Extract<TaskVerdict, { allowed: true }> & { readonly answer: Answer })
  | Extract<TaskVerdict, { allowed: false }>;

/**
 * Whether this person may work on this task today: role, stand-in by date, four eyes, not for their own family
 * nor for whom they gave access to it, and nobody else's task.
 */
export function judgeTask(claim: TaskClaim): TaskVerdict {
  const { person, element, history, delegations, today, ties } = claim;
  if (person === undefined) return refused('UNKNOWN_OFFICER');
  const step = stepOfTask(element);
  if (step === undefined || !isUserTask(element)) return refused('TASK_UNKNOWN');
  const verdict = mayDecide(person, step, [...history, ...ties.acts], delegations, today);
  if (!verdict.allowed) return verdict;
  if (ties.isOwnFamily) return refused('OWN_FAMILY');
  if (ties.renewedAccess && JUDGES_THE_APPLICATION.includes(element)) return refused('RENEWED_ACCESS');
  if (element === CHECKED_BY_ANOTHER && typedBy(history) === person.username) return refused('OWN_ENTRY');
  if (isAnothers(claim, person.username)) return refused('ASSIGNED_TO_ANOTHER');
  return { allowed: true, element, step, actingAs: verdict.actingAs };
}

/**
 * The one judgement of a decision, whichever page or program it comes from: may this person work on the task, is the
 * answer complete and free of personal data, and has this person looked at what they decide on.
 */
export function judgeDecision(claim: DecisionClaim): DecisionVerdict {
  const verdict = judgeTask(claim);
  if (!verdict.allowed) return verdict;
  const answer = readAnswer(verdict.element, claim.answer, claim.of, claim.person!.username);
  if (typeof answer === 'string') return refused(answer);
  const unseen = whatIsUnseen(verdict.element, claim.seen);
  return unseen === undefined ? { ...verdict, answer } : refused(unseen);
}

/** What is still to be looked at before this task can be decided; undefined: nothing. */
function whatIsUnseen(element: UserTaskElement, { data, papers, draft, brought }: Seen): FailureCode | undefined {
  if (element === 'examine-application') return !data ? 'DATA_NOT_SEEN' : !papers ? 'PAPERS_NOT_SEEN' : undefined;
  if (element === CHECKED_BY_ANOTHER) return data ? undefined : 'DATA_NOT_SEEN';
  if (element === 'bring-signed-card') return brought ? undefined : 'SIGNED_CARD_NOT_SEEN';
  if (element === 'request-print' || element === 'verify-draft' || element === 'approve-signing')
    return draft ? undefined : 'DRAFT_NOT_SEEN';
  return undefined;
}

/**
 * A case belongs to its entry officer through step 4, but for the look at their own entry, and a task to whoever holds
 * it. The record of the case goes before the engine's assignee: after a hand-over the next task may still appear in the
 * former officer's name.
 */
function isAnothers({ element, assignee, entryOfficer, absent }: TaskClaim, username: string): boolean {
  const present = (officer: string | null) => officer !== null && !absent.has(officer);
  if (isOfEntryOfficer(element) && present(entryOfficer)) return entryOfficer !== username;
  return present(assignee) && assignee !== username;
}

/** Tasks in which somebody says that what the applicant answered and signed holds. */
const JUDGES_THE_APPLICATION: readonly UserTaskElement[] = [
  'examine-application',
  'request-print',
  'verify-draft',
  'approve-signing',
];
/** The task of the second pair of eyes on an entry that was typed into SIAK. */
const CHECKED_BY_ANOTHER: UserTaskElement = 'check-siak-entry';
/** Who typed the entry last. */
const typedBy = (history: readonly Decision[]): string | undefined =>
  history.filter(({ element }) => element === 'enter-siak-manually').at(-1)?.decidedBy;

const refused = (because: FailureCode) => ({ allowed: false as const, because });
