import type { FoundCards } from './found-cards.ts';
import type { CardComparison } from '../domain/card/compare-printed.ts';

export type { SiakNumbers } from './siak-numbers.ts';

/** A PDF that SIAK signed, brought by the print officer; it has passed the check, and waits for a person's word. */
export interface SiakCardRecord {
  readonly applicationNumber: string;
  /** The task for which it was brought: a later one wants a card of its own. */
  readonly taskId: string;
  readonly sha256: string;
  readonly previewSha256: string;
  /** As the certificate and the signature say. */
  readonly signerName: string | null;
  readonly signedAt: Date | null;
  readonly level: string | null;
  readonly comparison: CardComparison;
  /** Null: it came by the watched folder. */
  readonly broughtBy: string | null;
  readonly broughtAt: Date;
}

export interface SiakCards extends FoundCards {
  add(card: SiakCardRecord): Promise<void>;
  /** The card that was brought last for this case. */
  newest(applicationNumber: string): Promise<SiakCardRecord | undefined>;
}
