import type { FamilyMember } from '../family-card.ts';
import type { Renamed } from './former-names.ts';
import { isMarried } from './marital.ts';
import { isEmptyCell, sameLetters } from './names.ts';

type Couple = readonly [FamilyMember, FamilyMember];

/**
 * SHDK of two rows, besides head and spouse, that may be husband and wife; the card itself does not say who belongs to
 * whom.
 */
const MAY_BE_COUPLE: readonly (readonly [string, string])[] = [
  ['ANAK', 'MENANTU'],
  ['ORANG TUA', 'ORANG TUA'],
  ['MERTUA', 'MERTUA'],
  ['CUCU', 'FAMILI LAIN'],
  ['CUCU', 'LAINNYA'],
  ['ANAK', 'LAINNYA'],
  ['FAMILI LAIN', 'FAMILI LAIN'],
  ['FAMILI LAIN', 'LAINNYA'],
  ['LAINNYA', 'LAINNYA'],
  ['PEMBANTU', 'PEMBANTU'],
];

/**
 * The married couples on a card. Head and SUAMI/ISTRI by their SHDK (a man may have several wives, UU 23/2006 art. 62);
 * the others by status, sex, wedding date and common children, the surest pair first.
 */
export function couplesOn(rows: readonly FamilyMember[]): Couple[] {
  const head = rows.find((row) => row.shdk === 'KEPALA KELUARGA');
  const own: Couple[] =
    head === undefined ? [] : rows.filter((row) => isSpouseRow(row)).map((spouse): Couple => [head, spouse]);
  const others = rows.filter((row) => row !== head && !isSpouseRow(row) && isMarried(row.maritalStatus));
  const possible = others
    .flatMap((a, i) => others.slice(i + 1).map((b): Couple => [a, b]))
    .filter(([a, b]) => mayBeCouple(a, b))
    .map((couple) => ({ couple, sureness: sureness(couple, rows) }))
    .sort((a, b) => b.sureness - a.sureness);
  const taken = new Set<FamilyMember>();
  for (const { couple } of possible) {
    if (couple.some((person) => taken.has(person))) continue;
    couple.forEach((person) => taken.add(person));
    own.push(couple);
  }
  return [...own, ...furtherWives(others, taken, rows)];
}

/**
 * A further wife has a wedding date of her own and her husband that of the first (E28): a common child says whose she
 * is.
 */
function furtherWives(
  others: readonly FamilyMember[],
  taken: ReadonlySet<FamilyMember>,
  rows: readonly FamilyMember[],
): Couple[] {
  return others
    .filter((row) => row.sex === 'PEREMPUAN' && !taken.has(row))
    .flatMap((wife): Couple[] => {
      const husband = others.find((row) => areUnrelated(row, wife) && haveCommonChild(row, wife, rows));
      return husband === undefined ? [] : [[husband, wife]];
    });
}

/** Husband, wife or wives of a person on the same card, in the order of the wedding dates. */
export function spousesOf(nik: string, rows: readonly FamilyMember[]): FamilyMember[] {
  return couplesOn(rows)
    .flatMap(([a, b]) => (a.nik === nik ? [b] : b.nik === nik ? [a] : []))
    .sort((a, b) => (a.maritalDate ?? '').localeCompare(b.maritalDate ?? ''));
}

export const isSpouseRow = (row: Pick<FamilyMember, 'shdk'>): boolean => row.shdk === 'SUAMI' || row.shdk === 'ISTRI';

function mayBeCouple(a: FamilyMember, b: FamilyMember): boolean {
  const dates = a.maritalDate === undefined || b.maritalDate === undefined || a.maritalDate === b.maritalDate;
  return dates && areUnrelated(a, b);
}

/** Man and woman whose rows may be those of husband and wife, and who are no near kin. */
function areUnrelated(a: FamilyMember, b: FamilyMember): boolean {
  const relations = MAY_BE_COUPLE.some(([x, y]) => (a.shdk === x && b.shdk === y) || (a.shdk === y && b.shdk === x));
  return relations && a.sex !== b.sex && !areSiblings(a, b) && !isNamedParent(a, b) && !isNamedParent(b, a);
}

const haveCommonChild = (a: FamilyMember, b: FamilyMember, rows: readonly FamilyMember[]): boolean =>
  rows.some((row) => isNamedParent(a, row) && isNamedParent(b, row));

function sureness([a, b]: Couple, rows: readonly FamilyMember[]): number {
  const sameDate = a.maritalDate !== undefined && a.maritalDate === b.maritalDate;
  return (sameDate ? 2 : 0) + (haveCommonChild(a, b, rows) ? 1 : 0);
}

/** Whether columns 16/17 of both name the same mother and the same father. */
export function areSiblings(a: FamilyMember, b: FamilyMember): boolean {
  return !isEmptyCell(a.mother) && sameLetters(a.mother, b.mother) && sameLetters(a.father, b.father);
}

/** Whether columns 16/17 of the child name this person, who must be older. */
export function isNamedParent(parent: FamilyMember & Renamed, child: FamilyMember): boolean {
  const named = parent.sex === 'PEREMPUAN' ? child.mother : child.father;
  const { name, formerName = name } = parent;
  const isNamed = !isEmptyCell(named) && (sameLetters(named, name) || sameLetters(named, formerName));
  return isNamed && parent.birthDate < child.birthDate;
}
