/** An issued card, with what its issue did to other cards (the entry of the same file). */
export interface IssuedCard {
  readonly applicationNumber: string;
  readonly kkNumber: string;
  /** Instant of the signature, ISO 8601. */
  readonly signedAt: string;
  /** Numbers of the cards whose rows came, went or ended with this entry, besides its own. */
  readonly touched: readonly string[];
}

/**
 * The later card that made this one void: the same number issued anew, or an entry that changed or ended this card,
 * also when it was asked for by another family . The first of several;
 * undefined while the card is in force. SIAK alone knows what other offices issued since.
 */
export function supersededBy(card: IssuedCard, issued: readonly IssuedCard[]): IssuedCard | undefined {
  return issued
    .filter((later) => later.applicationNumber !== card.applicationNumber && later.signedAt > card.signedAt)
    .filter((later) => later.kkNumber === card.kkNumber || later.touched.includes(card.kkNumber))
    .reduce<IssuedCard | undefined>(
      (first, later) => (first && first.signedAt < later.signedAt ? first : later),
      undefined,
    );
}
