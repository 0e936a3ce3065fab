import type { FoundOutcome } from '../domain/found-card.ts';

/** A PDF that was taken from the watched folder. */
export interface FoundCard {
  readonly id: string;
  /** Names the encrypted document. */
  readonly sha256: string;
  readonly foundAt: Date;
  /** Null: not yet judged. */
  readonly outcome: FoundOutcome | null;
}

export interface FoundCards {
  /** Keeps it; the same bytes once more are judged once more, unless they lie with their case. */
  keepFound(sha256: string): Promise<void>;
  /** Those that were never judged, and those with these outcomes last judged longer ago than this; oldest look first. */
  foundToJudge(again: readonly FoundOutcome[], olderThanMs: number, most: number): Promise<FoundCard[]>;
  judgeFound(id: string, judged: { outcome: FoundOutcome; applicationNumber: string | null }): Promise<void>;
  /** What was judged, lies with no case and is not done with; newest first. */
  unplaced(most: number): Promise<FoundCard[]>;
  findFound(id: string): Promise<FoundCard | undefined>;
  /** False: somebody was first. */
  closeFound(id: string, by: string): Promise<boolean>;
}
