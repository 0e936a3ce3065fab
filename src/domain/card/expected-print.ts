import type { Application } from '../application.ts';
import { elementOf, type ElementCode } from '../elements.ts';
import type { FamilyCard } from '../family-card.ts';
import { isAwaited } from './awaited.ts';
import type { CellChange } from './changes.ts';
import { EMPTY_CELL } from './columns.ts';

/** What the card of a case must show, whoever draws it. Holds names and numbers. */
export interface ExpectedPrint {
  /** Null where SIAK gives a new one, or nobody declared it. */
  readonly kkNumber: string | null;
  readonly people: readonly {
    /** Null: SIAK gives it. */
    readonly nik: string | null;
    readonly name: string;
  }[];
  readonly changes: readonly ExpectedChange[];
}
export interface ExpectedChange {
  /** Place in `people`; null: a line above the tables. */
  readonly member: number | null;
  /** Null: a cell of an event-based case; then the label names it. */
  readonly element: ElementCode | null;
  readonly label: string;
  readonly to: string;
}

/** Of an element-based case. */
export function printOfElements({ members, changes }: Application, kkNumber: string | null): ExpectedPrint {
  const newName = (member: number) =>
    changes.findLast((change) => change.member === member && change.element === 'nama')?.to;
  return {
    kkNumber,
    people: members.map(({ nik, name }, member) => ({ nik, name: newName(member) ?? name })),
    changes: changes
      .filter(({ element }) => element !== 'nama')
      .map(({ member, element, to }) => ({ member, element, label: elementOf(element).label, to })),
  };
}

/** Of an event-based case: the card as it is to stand, and its cells that change. */
export function printOfCard(card: FamilyCard, cells: readonly CellChange[], kkNumber: string | null): ExpectedPrint {
  const placeOf = (nik: string) => card.members.findIndex((member) => member.nik === nik);
  return {
    kkNumber,
    people: card.members.map(({ nik, name }) => ({ nik: isAwaited(nik) ? null : nik, name })),
    changes: cells
      // Names and numbers are asked for of everybody; for an empty cell the text of a card has nothing to find.
      .filter(({ label, to }) => to !== EMPTY_CELL && label !== 'NIK' && label !== 'Nama lengkap')
      .map(({ nik, label, to }) => ({ member: nik === '' ? null : placeOf(nik), element: null, label, to })),
  };
}
