import type { Application } from '../domain/application.ts';
import { aboutCase } from '../domain/case-label.ts';
import { paperLabel, type DocumentKind } from '../domain/document-kinds.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import type { Language } from '../domain/language/language.ts';
import type { TRACKING } from '../domain/language/tracking.ts';
import { SOP_STEPS, type SopStep } from '../domain/sop.ts';
import type { CaseRecord, CaseState, DecisionRecord, JournalRow } from '../store/store.ts';
import { hasEnded } from '../domain/case-state.ts';
import { inForce, newestRefusal, newestRequest } from './decisions-in-force.ts';
import type { PaperAlternatives } from './paper-alternatives.ts';
import { lastFailed, type TrackedMessage } from './tracked-messages.ts';

interface NamedPaper {
  readonly code: DocumentKind;
  readonly label: string;
}

/**
 * What the applicant sees of their case by number and PIN: no personal data but what they and the officer wrote, and, with
 * the card itself, what has to be known beside it.
 */
export interface Tracking {
  readonly applicationNumber: string;
  /** In which all this is told. */
  readonly language: string;
  /** What it is about: "menikah dan bayi lahir". */
  readonly about: string;
  readonly state: CaseState;
  readonly submittedAt: string;
  readonly steps: readonly {
    step: SopStep;
    title: string;
    minutes: number;
    status: 'done' | 'current' | 'waiting';
    at: string | null;
  }[];
  /** What the applicant should do now, one plain sentence; null when there is nothing to do. */
  readonly todo: string | null;
  /** What is still asked for, and what may be sent instead of each. */
  readonly missingDocuments: readonly (NamedPaper & { readonly instead: readonly NamedPaper[] })[];
  /** Officer's words with the last request for completion, or with the refusal. */
  readonly note: string | null;
  readonly cardReady: boolean;
  /** What follows from the events and is said with the card: a new number, whose KTP-el is replaced; empty before. */
  readonly notices: readonly string[];
  /** The office took the signed card back; it is void. */
  readonly cardRevoked: boolean;
  /** The old card was lost: there is nothing to hand in, unless it is found. */
  readonly isLostCard: boolean;
  readonly mayWithdraw: boolean;
  /** The answers to the questions of the events can be corrected now. */
  readonly mayAmend: boolean;
  /** What was said in this case, oldest first. */
  readonly messages: readonly TrackedMessage[];
  /** The newest message did not reach the number; the applicant can mend it. */
  readonly numberFails: boolean;
  /** They have said how they found the service. */
  readonly surveyAnswered: boolean;
  /**
   * The KTP-el changes with this card, so its print is to be requested (third notice of SOP step 8); absent: not known.
   */
  readonly ktpAffected?: boolean;
}

/** The SOP step that is being worked on in each state; 11 is past the last. */
const CURRENT_STEP: Record<CaseState, number> = {
  submitted: 2,
  examination: 3,
  'waiting-for-applicant': 3,
  drafting: 4,
  verification: 5,
  signing: 7,
  delivery: 8,
  delivered: 10,
  archived: 11,
  closed: 0,
  withdrawn: 0,
  refused: 0,
};

type Todo = Extract<keyof typeof TRACKING, `todo.${string}`>;
const TODO: Partial<Record<CaseState, Todo>> = {
  'waiting-for-applicant': 'todo.send-papers',
  delivery: 'todo.download',
  delivered: 'todo.print-and-hand-in',
  archived: 'todo.print-and-hand-in',
  refused: 'todo.apply-again',
  closed: 'todo.apply-once-more',
};

interface TrackingOptions {
  /** As the applicant corrected it last. */
  readonly application: Application;
  readonly instead: PaperAlternatives;
  /** In Indonesian. */
  readonly notices: readonly string[];
  readonly language: Language;
  readonly mayWithdraw: boolean;
  readonly isWithdrawing: boolean;
  readonly messages: readonly TrackedMessage[];
  /** The office took the card back. */
  readonly revoked?: { readonly reason: string } | undefined;
}

/** What the applicant may see of their case (domain lesson: the tracker is the truth, WhatsApp a courtesy). */
export function trackingOf(
  record: CaseRecord,
  journal: readonly JournalRow[],
  decisions: readonly DecisionRecord[],
  { application, instead, notices, language, mayWithdraw, isWithdrawing, messages, revoked }: TrackingOptions,
): Tracking {
  const current = CURRENT_STEP[record.state];
  const takenAt = (step: SopStep) => evidenceOf(step, record, journal, decisions);
  const asked = newestRequest(decisions);
  const waiting = record.state === 'waiting-for-applicant';
  const spoken = waiting ? asked : record.state === 'refused' ? newestRefusal(decisions) : undefined;
  const { tracking: say, papers } = language;
  const named = (code: DocumentKind): NamedPaper => ({ code, label: paperLabel(papers, code) });
  const todo = todoOf(record, { isWithdrawing, revoked });
  return {
    applicationNumber: record.applicationNumber,
    language: language.code,
    about: aboutCase(application, language),
    state: record.state,
    submittedAt: record.submittedAt.toISOString(),
    steps: SOP_STEPS.map(({ step, minutes }) => {
      const at = current === 0 || step < current ? takenAt(step) : undefined;
      return {
        step,
        title: say(`step.${step}`),
        minutes,
        status: at !== undefined ? 'done' : step === current ? 'current' : 'waiting',
        at: at?.toISOString() ?? null,
      };
    }),
    todo: todo === undefined ? null : say(todo),
    missingDocuments: waiting
      ? record.missingDocuments.map((code) => ({ ...named(code), instead: (instead.get(code) ?? []).map(named) }))
      : [],
    note:
      revoked !== undefined
        ? revoked.reason
        : typeof spoken?.answer['note'] === 'string' && spoken.answer['note'] !== ''
          ? spoken.answer['note']
          : null,
    ktpAffected: record.ktpAffected,
    cardReady: isCardReady(record, revoked),
    notices: notices.map(language.translate),
    cardRevoked: revoked !== undefined,
    isLostCard: record.reason === 'hilang',
    mayWithdraw,
    mayAmend: waiting && isEventApplication(record.application),
    messages,
    numberFails: lastFailed(messages) && !hasEnded(record.state),
    surveyAnswered: journal.some(({ event }) => event === 'survey-answered'),
  };
}

/** Signed, and not taken back. */
export const isCardReady = ({ signedSha256 }: Pick<CaseRecord, 'signedSha256'>, revoked: object | undefined): boolean =>
  signedSha256 !== null && revoked === undefined;

function todoOf(
  { state, reason, missingDocuments }: CaseRecord,
  { isWithdrawing, revoked }: Pick<TrackingOptions, 'isWithdrawing' | 'revoked'>,
): Todo | undefined {
  if (isWithdrawing) return 'todo.withdrawing';
  if (revoked !== undefined) return 'todo.card-revoked';
  if (state === 'waiting-for-applicant' && missingDocuments.length === 0) return 'todo.answer';
  // Who lost the old card has nothing to hand in.
  if (reason === 'hilang' && TODO[state] === 'todo.print-and-hand-in') return 'todo.print';
  return TODO[state];
}

/** The entry of the journal that proves a step which no decision proves. */
const PROOF: Partial<Record<SopStep, string>> = {
  4: 'draft-rendered',
  7: 'card-signed',
  8: 'message-sent',
  9: 'card-received',
  10: 'case-archived',
};

/** Steps that Kasi/Kabid and the head took in SIAK, proven by the card that SIAK signed. */
const DONE_IN_SIAK = 'done-in-siak';

/** What an officer decided when the case went on from the step. Step 6 is the gateway that step 5 decides. */
function wentOn(step: SopStep, { step: decided, answer }: DecisionRecord): boolean {
  switch (step) {
    case 2:
      return decided === 2;
    case 3:
      return decided === 3 && answer['examination'] === 'complete';
    case 5:
    case 6:
      return decided === 5 && answer['verification'] === 'valid';
    case 8:
    case 9:
      return decided === 8 && answer['handOver'] === 'handed-over';
    case 1:
    case 4:
    case 7:
    case 10:
      return false;
  }
}

/**
 * When a step was taken, by what proves it: a decision in force, or the entry of its effect. Where the case stands now
 * proves nothing of the steps before: whoever alters the process by hand moves it past steps that nobody took.
 */
function evidenceOf(
  step: SopStep,
  { submittedAt }: CaseRecord,
  journal: readonly JournalRow[],
  decisions: readonly DecisionRecord[],
): Date | undefined {
  const times = [
    ...(step === 1 ? [submittedAt] : []),
    ...inForce(decisions)
      .filter((decision) => wentOn(step, decision))
      .map(({ decidedAt }) => decidedAt),
    ...journal
      .filter((row) => row.step === step && (row.event === PROOF[step] || row.event === DONE_IN_SIAK))
      .map(({ at }) => at),
  ];
  return times.toSorted((a, b) => a.getTime() - b.getTime()).at(-1);
}
