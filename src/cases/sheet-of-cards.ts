import { isAwaited } from '../domain/card/awaited.ts';
import { isUnknownNumber } from '../domain/card/unread.ts';
import type { CellChange } from '../domain/card/changes.ts';
import { HEADER_LINES } from '../domain/card/columns.ts';
import type { FamilyCard } from '../domain/family-card.ts';
import type { CaseAssessment } from './assess-case.ts';
import { changesFrom } from './cards-before.ts';

type SheetCell = Pick<CellChange, 'label' | 'from' | 'to' | 'unread'>;

/** One card of an entry, as an officer types it into SIAK. */
export interface SheetCard {
  readonly effect: 'issued' | 'changed' | 'ended';
  /** Null: SIAK makes the number, or has it and nobody wrote it down here. */
  readonly kkNumber: string | null;
  readonly isUnknown: boolean;
  readonly headName: string;
  /** Lines above the tables that are new; all of a new card. */
  readonly lines: readonly SheetCell[];
  /** Persons whose row is new on this card or changes, in the order of the card. */
  readonly people: readonly {
    /** Null: SIAK gives it. */
    readonly nik: string | null;
    readonly name: string;
    readonly shdk: string;
    readonly joins: boolean;
    readonly cells: readonly SheetCell[];
  }[];
  /** Who is taken off this card. */
  readonly leave: readonly { readonly nik: string; readonly name: string }[];
}

/** What to type for an event-based case: only what changes, card by card, the card of this file first. */
export function sheetOfCards({
  before,
  entry,
  assessment,
}: Pick<CaseAssessment, 'before' | 'entry' | 'assessment'>): SheetCard[] {
  return entry.flatMap(({ kkNumber, card, issued }): SheetCard[] => {
    const effect = card === null ? 'ended' : issued ? 'issued' : 'changed';
    const [change] = changesFrom(before, [{ effect, kkNumber, ...(card === null ? {} : { card }) }], assessment.plan);
    if (change === undefined) return [];
    // By the cards of before: the second officer reads the sheet when the number of a new card was typed already.
    const isNew = before.cards.every((other) => other.kkNumber !== kkNumber);
    const joins = (nik: string) => change.added.some((row) => row.nik === nik);
    const ofPerson = (nik: string) => change.cells.filter((cell) => cell.nik === nik && cell.label !== 'NIK');
    return [
      {
        effect,
        kkNumber: isAwaited(kkNumber) || isUnknownNumber(kkNumber) ? null : kkNumber,
        isUnknown: isUnknownNumber(kkNumber),
        headName: change.headName,
        lines: card !== null && isNew ? allLines(card) : change.cells.filter(({ nik }) => nik === ''),
        people: (card?.members ?? [])
          .filter(({ nik }) => joins(nik) || ofPerson(nik).length > 0)
          .map(({ nik, name, shdk }) => ({
            nik: isAwaited(nik) ? null : nik,
            name,
            shdk,
            joins: joins(nik),
            cells: ofPerson(nik),
          })),
        leave: change.removed,
      },
    ];
  });
}

function allLines(card: FamilyCard): SheetCard['lines'] {
  return HEADER_LINES.filter(({ field }) => field !== 'kkNumber').map(({ label, field }) => ({
    label,
    from: '',
    to: card[field],
  }));
}
