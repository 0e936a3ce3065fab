import type { FamilyMember } from '../family-card.ts';

/**
 * Order of the rows of a card: head; husband or wives by wedding date; children by birth date, twins by "anak ke"; then
 * menantu, cucu, orang tua, mertua, famili lain, pembantu, lainnya. Practice, not law: SIAK decides, rule R70 informs.
 */
const ORDER = [
  ['KEPALA KELUARGA'],
  ['SUAMI', 'ISTRI'],
  ['ANAK'],
  ['MENANTU'],
  ['CUCU'],
  ['ORANG TUA'],
  ['MERTUA'],
  ['FAMILI LAIN'],
  ['PEMBANTU'],
  ['LAINNYA'],
];

const rankOf = (shdk: string) => {
  const rank = ORDER.findIndex((words) => words.includes(shdk));
  return rank === -1 ? ORDER.length : rank;
};

/** Negative when the first row stands above the second; 0 when either order is lawful. */
function compareRows(a: FamilyMember, b: FamilyMember): number {
  const byRank = rankOf(a.shdk) - rankOf(b.shdk);
  if (byRank !== 0) return byRank;
  if (a.shdk === 'ISTRI' || a.shdk === 'SUAMI') return compareDates(a.maritalDate, b.maritalDate);
  if (a.shdk !== 'ANAK') return 0;
  return compareDates(a.birthDate, b.birthDate) || (a.childNumber ?? 0) - (b.childNumber ?? 0);
}

/** An unknown date says nothing about the order. */
function compareDates(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}

/** All rows in their order; rows that may stand either way keep theirs. */
export function orderRows(rows: readonly FamilyMember[]): FamilyMember[] {
  return rows.reduce<FamilyMember[]>((ordered, row) => insertRow(ordered, row), []);
}

/** A new row at its place, above the first row that belongs below it. The other rows stay as SIAK has them. */
export function insertRow(rows: readonly FamilyMember[], row: FamilyMember): FamilyMember[] {
  const below = rows.findIndex((other) => compareRows(other, row) > 0);
  return rows.toSpliced(below === -1 ? rows.length : below, 0, row);
}

/** Whether no row stands above one that belongs above it. */
export function isOrdered(rows: readonly FamilyMember[]): boolean {
  return rows.every((row, i) => rows.slice(i + 1).every((below) => compareRows(row, below) <= 0));
}
