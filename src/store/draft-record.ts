import type { FamilyCard, PlainDate } from '../domain/family-card.ts';
import type { SignatureLines } from '../domain/signatory.ts';

/** The card as rendered once for verification. `family` is the data it was made from; `sha256` names its PDF bytes. */
export interface DraftRecord {
  readonly sha256: string;
  readonly applicationNumber: string;
  readonly family: FamilyCard;
  readonly previewSha256: string;
  readonly renderedAt: Date;
  /** The day printed on it; null on drafts of before. */
  readonly issuedOn: PlainDate | null;
  /** Whom it names as signer; null on drafts of before. */
  readonly signatory: string | null;
  /** How it names them, as printed; null on drafts of before. */
  readonly signatureLines: SignatureLines | null;
}
