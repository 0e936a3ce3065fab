import type { FamilyCard, PlainDate } from '../domain/family-card.ts';

/** What the office adds to the family's data on the card (F-1.09). */
export interface CardFace {
  readonly family: FamilyCard;
  readonly issuedOn: PlainDate;
  readonly head: { readonly name: string; readonly nip: string; readonly title: string };
  /** Address behind the QR: the public check page for this card. */
  readonly verifyUrl: string;
  /** Line under the card about the electronic certificate; a setting of the office. */
  readonly footLine: string;
}

export interface PrintedCard {
  /** PDF/A, A4 landscape; these bytes are what is verified and signed. */
  readonly pdf: Buffer;
  /** PNG of page 1 (and further pages below it), made from those very bytes. */
  readonly preview: Buffer;
}

/** A card that another program drew, as far as it can be read. */
export interface ReadCardFile {
  /** Text of all pages, '' where there is none (a scan). */
  readonly text: string;
  /** PNG of all pages. */
  readonly preview: Buffer;
}
/** Undefined when the file is not a readable PDF. Never throws on bad input. */
export type ReadCard = (pdf: Uint8Array) => Promise<ReadCardFile | undefined>;

/** The press: data to the exact bytes that are verified and signed. */
export interface CardPress {
  /** Throws Failure('CARD_UNPRINTABLE' | 'PRINTER_FAILED'). */
  print(face: CardFace): Promise<PrintedCard>;
  ready(): Promise<void>;
  close(): Promise<void>;
}
