import { mayDecide, type Decision, type Delegation, type Person } from './authority.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { FailureCode } from './failures.ts';
import type { PlainDate } from './family-card.ts';
import { isViewing } from './labels.ts';
import { VARIABLES, type Variables } from './process.ts';
import { isOfEntryOfficer, type UserTaskElement } from './user-tasks.ts';

/**
 * User tasks to which the process comes from a decision by gateways alone: no job, message, signature or cancellation
 * lies between, so nothing happened that going back would have to undo. Held against the diagram by
 * test/diagram/take-back.test.ts.
 */
export const DIRECTLY_AFTER: Readonly<Partial<Record<UserTaskElement, readonly UserTaskElement[]>>> = {
  'open-application': ['examine-application'],
  'examine-application': ['bring-signed-card'],
  'enter-siak-manually': ['check-siak-entry', 'bring-signed-card'],
  'check-siak-entry': ['enter-siak-manually'],
  'request-print': ['verify-draft'],
  'verify-draft': ['approve-signing'],
  'approve-signing': ['verify-draft'],
};

/** What a decision changed in its case, as it was before. */
export interface CaseBefore {
  readonly state?: string;
  readonly entryOfficer?: string | null;
  readonly missingDocuments?: readonly DocumentKind[];
}

export interface TakingBackClaim {
  /** Undefined: nobody of the office has this user name, or their account is locked. */
  readonly person: Person | undefined;
  /** The decision in force that is to be taken back; undefined: the case has no such decision. */
  readonly decision: (Decision & { readonly isNewest: boolean; readonly caseBefore: CaseBefore | null }) | undefined;
  /** Decisions in force before it, oldest first. */
  readonly history: readonly Decision[];
  readonly delegations: readonly Delegation[];
  readonly today: PlainDate;
  /** Every task that the case got after it. */
  readonly tasksSince: readonly {
    readonly element: string;
    readonly assignee: string | null;
    readonly isOpen: boolean;
    /** A decision of it is on its way to the engine. */
    readonly isBeingDecided: boolean;
    /** Who else has begun to fill in its form. */
    readonly begunBy: string | null;
  }[];
  /** What the journal holds of the case after it, oldest first. */
  readonly actsSince: readonly { readonly actor: string; readonly event: string }[];
  /** The officer to whom the case is assigned now. */
  readonly entryOfficer: string | null;
  /** The case names this person's own NIK. */
  readonly isOwnFamily: boolean;
}

export type TakingBackVerdict =
  | { readonly allowed: true }
  /** `by`: user name of whoever has built on the decision. */
  | { readonly allowed: false; readonly because: FailureCode; readonly by?: string };

/**
 * Whether this person may take this decision back now: their own, in a role they still have, and nobody has built on
 * it. Whoever took the next task, decided it, began to fill it in, or did anything else at the case since (a note, a
 * corrected number, a letter to the applicant) has built on it. Looking at the case does not count, nor does what the
 * system notes by itself or the applicant sends: both stay as they are when the decision is taken back.
 */
export function judgeTakingBack(claim: TakingBackClaim): TakingBackVerdict {
  const { person, decision, history, delegations, today, tasksSince, actsSince, entryOfficer, isOwnFamily } = claim;
  if (person === undefined) return refused('UNKNOWN_OFFICER');
  if (decision === undefined) return refused('DECISION_WENT_ON');
  if (decision.decidedBy !== person.username) return refused('NOT_OWN_DECISION');
  const verdict = mayDecide(person, decision.step, history, delegations, today);
  if (!verdict.allowed) return verdict;
  if (isOwnFamily) return refused('OWN_FAMILY');

  const other = actsSince.find(({ actor, event }) => isPerson(actor) && actor !== person.username && isAct(event));
  if (other !== undefined) return refused('DECISION_BUILT_ON', other.actor);
  const [next, ...more] = tasksSince;
  const leadsOn: readonly string[] = DIRECTLY_AFTER[decision.element as UserTaskElement] ?? [];
  if (!decision.isNewest || decision.caseBefore === null || next === undefined || more.length > 0)
    return refused('DECISION_WENT_ON');
  if (!next.isOpen || !leadsOn.includes(next.element)) return refused('DECISION_WENT_ON');
  // A task of the entry officer is assigned to them by the diagram: that alone is no act of theirs.
  const assigned = isOfEntryOfficer(next.element) && next.assignee === entryOfficer;
  if (next.assignee !== null && next.assignee !== person.username && !assigned)
    return refused('DECISION_BUILT_ON', next.assignee);
  if (next.begunBy !== null) return refused('DECISION_BUILT_ON', next.begunBy);
  return next.isBeingDecided ? refused('BEING_DECIDED') : { allowed: true };
}

const isPerson = (actor: string) => actor !== 'sistem' && actor !== 'pemohon';
/** Neither looking nor what came to nothing. */
const isAct = (event: string) => !isViewing(event) && !event.endsWith('-refused') && !NO_ACTS.includes(event);
const NO_ACTS: readonly string[] = ['decision-lapsed', 'taking-back-lapsed', 'draft-outdated', 'counter-searched'];

/** Variables that a decision sets and that were there before it: they get back what they were, not nothing. */
const KEPT: readonly string[] = ['draftSha256'] satisfies readonly (keyof Variables)[];

/**
 * The process variables as they were before a decision. Each that its answer set is empty again; what the diagram goes
 * on to read is restored from our own records: who holds the case, which papers are asked for, why the task came back,
 * and that the head returned it. Words of officers are not among them.
 */
export function variablesBefore(
  { answer, caseBefore }: { readonly answer: Readonly<Record<string, unknown>>; readonly caseBefore: CaseBefore },
  earlier: readonly { readonly answer: Readonly<Record<string, unknown>> }[],
  returnReason: FailureCode | '',
): Readonly<Record<string, unknown>> {
  const last = earlier.at(-1)?.answer ?? {};
  const returned = last['signing'] === 'rejected';
  const cleared = Object.keys(answer).filter((name) => Object.hasOwn(VARIABLES, name) && !KEPT.includes(name));
  return {
    ...Object.fromEntries(cleared.map((name) => [name, null])),
    ...('entryOfficer' in caseBefore ? { entryOfficer: caseBefore.entryOfficer } : {}),
    ...('missingDocuments' in caseBefore ? { missingDocuments: caseBefore.missingDocuments } : {}),
    signing: returned ? last['signing'] : null,
    note: '',
    returnReason,
  };
}

const refused = (because: FailureCode, by?: string): TakingBackVerdict => ({
  allowed: false,
  because,
  ...(by === undefined ? {} : { by }),
});
