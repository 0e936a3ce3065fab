import type { Reason } from '../domain/application.ts';
import type { Decision } from '../domain/authority.ts';
import type { CaseState } from '../domain/case-state.ts';
import type { PlainDate } from '../domain/family-card.ts';
import type { HumanStep, SopStep } from '../domain/sop.ts';
import type { Reversals } from './reversals.ts';

/** From `from` up to, not including, `to`. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export interface CaseFilter extends Span {
  /** Who decided in the case within the span, or holds it. Null: whoever; the span is then that of the submission. */
  readonly officer: string | null;
  readonly reason: Reason | null;
}
export interface FoundCase {
  readonly applicationNumber: string;
  readonly reason: Reason;
  readonly state: CaseState;
  readonly submittedAt: Date;
  readonly entryOfficer: string | null;
  readonly signed: boolean;
  /** In force; of the officer asked for, or of everybody. */
  readonly decisions: readonly { readonly step: HumanStep; readonly by: string; readonly at: Date }[];
}

/** One human task that was decided. */
export interface HandledTask {
  readonly applicationNumber: string;
  readonly step: HumanStep;
  readonly element: string;
  readonly decidedBy: string;
  readonly appearedAt: Date;
  /** First look of the officer who decided, or when they took the task; null: the journal knows of none. */
  readonly takenAt: Date | null;
  /** Of the system's work that the SOP counts to the same step: printing the draft before its request; else null. */
  readonly systemMinutes: number | null;
  readonly decidedAt: Date;
}
/** One piece of work of the system that belongs to a step of the SOP: from the event that lets it begin to its own. */
export interface SystemRun {
  readonly applicationNumber: string;
  readonly step: SopStep;
  readonly startedAt: Date | null;
  readonly endedAt: Date;
}

export interface SentMessage {
  readonly id: string;
  readonly applicationNumber: string;
  readonly purpose: string;
  readonly sid: string | null;
  readonly status: string;
  readonly errorCode: string | null;
  /** When it was handed to WhatsApp. */
  readonly at: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
}

/** A page of somebody's work list, with name and masked NIK of each applicant on it. */
export interface ListView {
  readonly at: Date;
  readonly actor: string;
  /** Of those asked for. */
  readonly applicationNumbers: readonly string[];
}

/** An open case that no officer has a task for: the system, a service or the applicant has to do something. */
export interface UnattendedCase {
  readonly applicationNumber: string;
  readonly state: CaseState;
  readonly takenUpAt: Date | null;
  /** Newest event that brought the case on; null: none since it was submitted. */
  readonly lastEvent: string | null;
  readonly since: Date;
}
/** An entry in SIAK that must be undone, and that no program can undo. */
export interface OwedCancellation {
  /** Of the effect. */
  readonly key: string;
  readonly applicationNumber: string;
  readonly siakReference: string;
  readonly state: CaseState;
  readonly entryOfficer: string | null;
  readonly since: Date;
}
/** Copies of one layer that are not there. */
export interface MissingCopies {
  readonly layer: string;
  readonly state: 'absent' | 'damaged';
  readonly count: number;
  readonly since: Date;
}

/** How many cases arrived and ended on a day of the office (WIB). */
export interface DayCount {
  readonly day: PlainDate;
  readonly submitted: number;
  readonly signed: number;
  readonly archived: number;
  readonly closed: number;
  readonly withdrawn: number;
  readonly refused: number;
}

/** A decision in force. */
export interface FoundDecision extends Decision {
  readonly applicationNumber: string;
  readonly element: string | null;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly draftSha256: string | null;
}

/** A row of the journal, for reading. */
export interface FoundEntry {
  readonly id: string;
  readonly at: Date;
  readonly applicationNumber: string | null;
  readonly actor: string;
  readonly event: string;
  readonly step: SopStep | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Questions over all cases: for the auditor, the management and the list of what waits. They read only. Every list is
 * bounded by `limit`, newest first where nothing else is said; who asks for one row more sees whether it was cut.
 */
export interface Inquiries extends Reversals {
  /** Cases in which this person is applicant, member, or stands on a draft; oldest first. */
  casesOfPerson(nik: string): Promise<string[]>;
  /** Pages of work lists on which any of these cases stood; oldest first. */
  listViews(applicationNumbers: readonly string[]): Promise<ListView[]>;
  cases(filter: CaseFilter, limit: number): Promise<FoundCase[]>;
  /** Journal rows of these events (`%` stands for any letters), by anybody or by one person. */
  journal(
    filter: Span & { readonly events: readonly string[]; readonly actors?: readonly string[] },
    limit: number,
  ): Promise<FoundEntry[]>;
  /** Decisions in force that sent a case back: to the applicant, or from the head to the Kasi. */
  returns(span: Span, limit: number): Promise<FoundDecision[]>;
  /** Decisions in force under a letter (Plh, Plt). */
  actingDecisions(span: Span, limit: number): Promise<FoundDecision[]>;
  /** Cases in which one person decided more than one of examination, verification and signature. */
  sameEyes(span: Span, limit: number): Promise<{ applicationNumber: string; who: string; steps: HumanStep[] }[]>;
  /** Of steps 5 and 7: the decider had never opened that draft at readable size before. */
  unseenDecisions(span: Span, limit: number): Promise<FoundDecision[]>;
  /** Oldest first. */
  handled(span: Span, limit: number): Promise<HandledTask[]>;
  /** Oldest first. */
  systemRuns(span: Span, limit: number): Promise<SystemRun[]>;
  messages(
    filter: Span & { readonly applicationNumber?: string; readonly purpose?: string },
    limit: number,
  ): Promise<SentMessage[]>;
  /** Each day on which something happened, in order. */
  days(span: Span): Promise<DayCount[]>;
  /** Oldest first. */
  unattended(): Promise<UnattendedCase[]>;
  /** The same of one case; undefined: an officer has a task for it, or it has ended. */
  unattendedCase(applicationNumber: string): Promise<UnattendedCase | undefined>;
  missingCopies(): Promise<MissingCopies[]>;
  /** Longest owed first. */
  owedCancellations(): Promise<OwedCancellation[]>;
  /** Of these cases, those that somebody else has opened in the last minutes. */
  lookedAtBy(
    others: { readonly than: string; readonly minutes: number },
    applicationNumbers: readonly string[],
  ): Promise<Set<string>>;
  /** Cases that were open at that time. */
  openAt(time: Date): Promise<number>;
}
