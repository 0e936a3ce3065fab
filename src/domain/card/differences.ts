import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { isAwaited } from './awaited.ts';
import { COLUMNS, HEADER_LINES, printedCell, type HeaderField, type PrintedField } from './columns.ts';
import { plainName, sameName } from './names.ts';

/** One place where two cards differ, as printed. */
export type Difference =
  | { readonly kind: 'header'; readonly field: HeaderField; readonly from: string; readonly to: string }
  | {
      readonly kind: 'cell';
      readonly nik: string;
      readonly name: string;
      readonly field: PrintedField;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'row-added' | 'row-removed'; readonly nik: string; readonly name: string };

/**
 * How the second card differs from the first. A number that SIAK was still to give differs from nothing; a person who
 * was still to get a NIK is recognised by name and birth date. The order of rows does not count as a difference: SIAK
 * decides it.
 */
export function differencesBetween(a: FamilyCard, b: FamilyCard): Difference[] {
  const pairs = a.members.map((row) => [row, counterpart(row, b.members)] as const);
  const found = new Set(pairs.map(([, other]) => other));
  return [
    ...headerDifferences(a, b),
    ...pairs.flatMap(([row, other]) =>
      other === undefined ? [{ kind: 'row-removed' as const, nik: row.nik, name: row.name }] : cells(row, other),
    ),
    ...b.members.filter((row) => !found.has(row)).map(({ nik, name }) => ({ kind: 'row-added' as const, nik, name })),
  ];
}

function headerDifferences(a: FamilyCard, b: FamilyCard): Difference[] {
  return HEADER_LINES.filter(({ field }) => !(field === 'kkNumber' && (isAwaited(a[field]) || isAwaited(b[field]))))
    .filter(({ field }) => plainName(a[field]) !== plainName(b[field]))
    .map(({ field }) => ({ kind: 'header' as const, field, from: plainName(a[field]), to: plainName(b[field]) }));
}

function cells(a: FamilyMember, b: FamilyMember): Difference[] {
  return COLUMNS.filter(({ field }) => !(field === 'nik' && (isAwaited(a.nik) || isAwaited(b.nik))))
    .map(({ field }) => ({ field, from: printedCell(a, field), to: printedCell(b, field) }))
    .filter(({ from, to }) => from !== to)
    .map((change) => ({ kind: 'cell' as const, nik: b.nik, name: a.name, ...change }));
}

/** The row of the same person on another card. */
export function counterpart(person: FamilyMember, rows: readonly FamilyMember[]): FamilyMember | undefined {
  const same = rows.find((row) => row.nik === person.nik);
  if (same !== undefined) return same;
  return rows.find(
    (row) =>
      (isAwaited(person.nik) || isAwaited(row.nik)) &&
      sameName(row.name, person.name) &&
      row.birthDate === person.birthDate,
  );
}
