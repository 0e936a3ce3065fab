import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { isAwaited } from './awaited.ts';
import { COLUMNS, EMPTY_CELL, HEADER_LINES, printedCell } from './columns.ts';
import { counterpart } from './differences.ts';
import { plainName } from './names.ts';
import { cardOf, headOf, memberOf } from './register.ts';

/** An old value that nobody read in SIAK, and by whom it is said. */
export interface Claim {
  readonly text: string;
  /** `nik`: the digits of the NIK that the applicant wrote say it. */
  readonly by: 'applicant' | 'nik';
}

/** One cell or line of a card, old and new, as printed. */
export interface CellChange {
  /** Empty for a line above the tables. */
  readonly nik: string;
  readonly name: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Present where SIAK was not read: `from` is no value then. */
  readonly unread?: { readonly claim: Claim | null };
}

/** What changes on one card. */
export interface CardChange {
  readonly effect: 'issued' | 'changed' | 'ended';
  readonly kkNumber: string;
  readonly headName: string;
  /** Its number is still to be given by SIAK. */
  readonly isNew: boolean;
  readonly cells: readonly CellChange[];
  readonly added: readonly Pick<FamilyMember, 'nik' | 'name' | 'shdk'>[];
  readonly removed: readonly Pick<FamilyMember, 'nik' | 'name'>[];
}

export interface PlannedCard {
  readonly effect: 'issued' | 'changed' | 'untouched' | 'ended';
  readonly kkNumber: string;
  readonly card?: FamilyCard;
}

/**
 * Old and new of every card that an application touches; a person is compared with their own row, wherever it stood.
 */
export function changesOfCards(before: readonly FamilyCard[], planned: readonly PlannedCard[]): CardChange[] {
  return planned.flatMap(({ effect, kkNumber, card }): CardChange[] => {
    const was = before.find((other) => other.kkNumber === kkNumber);
    if (effect === 'untouched') return [];
    if (card === undefined)
      return [{ ...{ effect: 'ended', kkNumber, isNew: false, cells: [], added: [] }, ...leftOf(was) }];
    const stays = (row: FamilyMember) => was !== undefined && counterpart(row, was.members) !== undefined;
    return [
      {
        effect: effect === 'issued' ? 'issued' : 'changed',
        kkNumber,
        headName: card.headName,
        isNew: isAwaited(kkNumber),
        cells: [...lines(before, was, card), ...card.members.flatMap((row) => cells(before, row))],
        added: was === undefined ? card.members : card.members.filter((row) => !stays(row)),
        removed: was === undefined ? [] : was.members.filter((row) => counterpart(row, card.members) === undefined),
      },
    ];
  });
}

const leftOf = (card: FamilyCard | undefined) => ({ headName: card?.headName ?? '', removed: card?.members ?? [] });

/**
 * Lines above the tables, of a new card against the one from which its head comes; its number and head are shown by
 * themselves.
 */
function lines(before: readonly FamilyCard[], was: FamilyCard | undefined, card: FamilyCard): CellChange[] {
  const head = headOf(card);
  const from = was ?? (head === undefined ? undefined : cardOf({ cards: before }, head.nik));
  if (from === undefined) return [];
  return HEADER_LINES.filter(({ field }) => field !== 'kkNumber' && (was !== undefined || field !== 'headName'))
    .filter(({ field }) => plainName(from[field]) !== plainName(card[field]))
    .map(({ field, label }) => ({
      nik: '',
      name: '',
      label,
      from: plainName(from[field]),
      to: plainName(card[field]),
    }));
}

function cells(before: readonly FamilyCard[], row: FamilyMember): CellChange[] {
  const was = memberOf({ cards: before }, row.nik);
  // A newcomer has no old value: every cell that says something is typed.
  return COLUMNS.map(({ field, label }) => ({
    nik: row.nik,
    name: row.name,
    label,
    from: was === undefined ? '' : printedCell(was, field),
    to: field === 'nik' && isAwaited(row.nik) ? 'diberikan SIAK' : printedCell(row, field),
  })).filter(({ from, to }) => from !== to && !(was === undefined && to === EMPTY_CELL));
}
