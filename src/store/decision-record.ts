import type { Decision } from '../domain/authority.ts';
import type { CaseEffect } from '../domain/decision-answers.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { CaseBefore } from '../domain/take-back.ts';

/** A decision in force: written by the engine in the completion of its task (SQL function `decision_takes_effect`). */
export interface DecisionRecord extends Decision {
  readonly applicationNumber: string;
  /** One task, one decision. */
  readonly taskId: string;
  /** User task of the diagram; null in rows of the first edition. */
  readonly element: string | null;
  readonly answer: Readonly<Record<string, unknown>>;
  /**
   * Null: in force. Otherwise the code of a refused claim of the first edition; refusals of today stand in the journal.
   */
  readonly refusedBecause: string | null;
  /** When its author took it back before anybody built on it: it counts no more. Null: they did not. */
  readonly takenBackAt: Date | null;
  /** What it changed in the case, as it was before; null for decisions that were made before this was recorded. */
  readonly caseBefore: CaseBefore | null;
  readonly draftSha256: string | null;
}

/** An allowed decision on its way to the engine: it takes effect in the completion of its task, or not at all. */
export interface Judgement {
  readonly taskId: string;
  readonly applicationNumber: string;
  readonly element: string;
  readonly step: HumanStep;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly actingAs: 'Plh' | 'Plt' | null;
  /** Process variables that the completion sets. */
  readonly answer: Readonly<Record<string, unknown>>;
  /** What the decision changes in the case. */
  readonly change: CaseEffect;
  readonly draftSha256: string | null;
}
