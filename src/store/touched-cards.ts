export type { OldCards } from './old-cards.ts';

/** Whose paper an issued card made void. */
export interface TouchedCards {
  /** `cards`: keyed hashes of KK numbers. */
  put(applicationNumber: string, cards: readonly string[]): Promise<void>;
  /** Whether a card was signed after the one of this case that has its number, or that touched it. */
  isOutdated(issued: {
    readonly applicationNumber: string;
    readonly kkNumber: string;
    /** The keyed hash of the number. */
    readonly card: string;
  }): Promise<boolean>;
}
