import type { CaseState } from '../domain/case-state.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { TakeBackReason } from '../domain/take-back-reason.ts';
import type { RevocationRecord } from './revocations.ts';

/** Limits a list to a time or to one case. */
export type ReversalFilter = { readonly from: Date; readonly to: Date } | { readonly applicationNumber: string };

/** A decision that its author took back, and what became of the same task afterwards. */
export interface TakenBackDecision {
  readonly applicationNumber: string;
  readonly step: HumanStep;
  /** User task of the diagram. */
  readonly element: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly actingAs: 'Plh' | 'Plt' | null;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly takenBackAt: Date;
  /** What the officer chose as their reason; null: nothing. */
  readonly reason: TakeBackReason | null;
  /** The next decision of the case; null: there is none yet. */
  readonly next: {
    readonly step: HumanStep;
    readonly by: string;
    readonly at: Date;
    readonly answer: Readonly<Record<string, unknown>>;
  } | null;
  /** State of the case today. */
  readonly state: CaseState;
}

/** What was undone after it had counted: for the auditor. Reads only, newest first. */
export interface Reversals {
  /** Decisions taken back, by when they were taken back. */
  takenBackDecisions(filter: ReversalFilter, limit: number): Promise<TakenBackDecision[]>;
  /** Requests to take back a signed card, by when they were made or settled; also those that came to nothing. */
  cardRevocations(filter: ReversalFilter, limit: number): Promise<RevocationRecord[]>;
}
