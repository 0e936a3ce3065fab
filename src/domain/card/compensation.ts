import type { FamilyCard } from '../family-card.ts';

/** What an entry did to the register: the touched cards as they were and as they became. */
export interface CardEntry {
  readonly before: readonly FamilyCard[];
  readonly after: readonly FamilyCard[];
}

export type Compensated =
  | { readonly ok: true; readonly cards: readonly FamilyCard[] }
  /** Later entries rest on these cards; undoing this one would undo them too. */
  | { readonly ok: false; readonly changedSince: readonly string[] };

/** The touched cards only: a card that is equal before and after is not part of the entry. */
export function entryBetween(before: readonly FamilyCard[], after: readonly FamilyCard[]): CardEntry {
  const untouched = (card: FamilyCard, others: readonly FamilyCard[]) => others.some((other) => isSame(card, other));
  return {
    before: before.filter((card) => !untouched(card, after)),
    after: after.filter((card) => !untouched(card, before)),
  };
}

/**
 * Undoes an entry (SOP step 6: the application goes back to the applicant): the touched cards stand again as they were.
 * Refused when one of them was changed by somebody else meanwhile.
 */
export function compensate(cards: readonly FamilyCard[], { before, after }: CardEntry): Compensated {
  const changedSince = after.filter((card) => !cards.some((now) => isSame(now, card))).map((card) => card.kkNumber);
  const ended = before.filter((card) => !after.some(({ kkNumber }) => kkNumber === card.kkNumber));
  const usedAgain = ended.filter((card) => cards.some(({ kkNumber }) => kkNumber === card.kkNumber));
  const conflicts = [...changedSince, ...usedAgain.map((card) => card.kkNumber)];
  if (conflicts.length > 0) return { ok: false, changedSince: conflicts };
  const kept = cards.filter((now) => !after.some(({ kkNumber }) => kkNumber === now.kkNumber));
  return { ok: true, cards: [...kept, ...before] };
}

/** Cell by cell, stored but unprinted data and the order of rows included; the order of keys is nothing. */
function isSame(a: FamilyCard, b: FamilyCard): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
