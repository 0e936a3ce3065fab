import { NO_KEY, type ColumnSeal } from '../column-seal.ts';

type Answer = Readonly<Record<string, unknown>>;

/** A decision as a row or as JSON of a row holds it. */
export interface SealedDecision {
  readonly taskId: string;
  readonly answer: Answer;
  /** Of a row, or in base64. Null: nothing was written, or the answer holds it readable, of before the sealing. */
  readonly noteSealed: Buffer | string | null;
}

/** What a sealed note of a decision is bound to. */
export function placeOfDecisionNote(applicationNumber: string, taskId: string): string {
  return `decisions.note ${applicationNumber} ${taskId}`;
}

/** The note of a judgement as its decision will hold it; null: it has none. */
export function sealedNoteOf(
  seal: ColumnSeal,
  { applicationNumber, taskId, answer }: { applicationNumber: string; taskId: string; answer: Answer },
): Buffer | null {
  return typeof answer['note'] === 'string'
    ? seal.seal(answer['note'], placeOfDecisionNote(applicationNumber, taskId))
    : null;
}

/**
 * The decision with its note in the answer, as it was given. For a command without the key the note stays out: it counts
 * decisions and reads none.
 */
export function withNote<Decision extends SealedDecision>(
  seal: ColumnSeal,
  applicationNumber: string,
  { noteSealed, ...decision }: Decision,
): Omit<Decision, 'noteSealed'> {
  if (noteSealed === null || seal === NO_KEY) return decision;
  const bytes = typeof noteSealed === 'string' ? Buffer.from(noteSealed, 'base64') : noteSealed;
  const note = seal.open(bytes, placeOfDecisionNote(applicationNumber, decision.taskId));
  return { ...decision, answer: { ...decision.answer, note } };
}
