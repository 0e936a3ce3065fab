import { spousesOf } from './couples.ts';
import { isMarried, withMaritalStatus } from './marital.ts';
import { cardOf, memberOf, type CardRegister } from './register.ts';
import type { FamilyMember } from '../family-card.ts';

/** A marriage in which somebody still stands who marries another: with whom, when the card shows it. */
export interface EarlierMarriage {
  readonly nik: string;
  readonly to?: string;
}

/** Husband, wives or wife on the same card who are recorded as married. */
const marriedTo = (register: CardRegister, nik: string): FamilyMember[] =>
  spousesOf(nik, cardOf(register, nik)?.members ?? []).filter((spouse) => isMarried(spouse.maritalStatus));

/**
 * Somebody whose marriage has ended while another, on the same card, goes on (UU 23/2006 art. 62): where columns 10 and
 * 11 were those of the ended one, they become those of the earliest that is left. Undefined: there is no other.
 */
export function inOtherMarriage(register: CardRegister, nik: string, ended: string): FamilyMember | undefined {
  const [row, former] = [memberOf(register, nik), memberOf(register, ended)];
  const [other] = marriedTo(register, nik).filter((spouse) => spouse.nik !== ended);
  if (row === undefined || other === undefined) return undefined;
  const wasOfEnded = row.maritalDate !== undefined && row.maritalDate === former?.maritalDate;
  return wasOfEnded && other.maritalDate !== undefined
    ? withMaritalStatus(row, other.maritalStatus, other.maritalDate)
    : row;
}

/**
 * Whether the cards may show two people as husband and wife: on one card by their rows, on two by their statuses, when
 * neither has another there and their wedding dates do not differ.
 */
export function mayBeSpouses(register: CardRegister, a: string, b: string): boolean {
  const [rowA, rowB] = [memberOf(register, a), memberOf(register, b)];
  if (rowA === undefined || rowB === undefined) return false;
  const [ofA, ofB] = [marriedTo(register, a), marriedTo(register, b)];
  if (ofA.includes(rowB)) return true;
  const dates = [rowA, rowB].flatMap(({ maritalDate }) => maritalDate ?? []);
  const bothMarried = isMarried(rowA.maritalStatus) && isMarried(rowB.maritalStatus);
  return bothMarried && ofA.length + ofB.length === 0 && new Set(dates).size <= 1;
}

/** The marriages, other than with each other, in which two people still stand who marry. */
export function earlierMarriages(
  register: CardRegister,
  [a, b]: readonly [string, string],
  of: readonly string[] = [a, b],
): EarlierMarriage[] {
  return of.flatMap((nik): EarlierMarriage[] => {
    const others = marriedTo(register, nik).filter((spouse) => spouse.nik !== a && spouse.nik !== b);
    if (others.length > 0) return others.map((spouse) => ({ nik, to: spouse.nik }));
    const row = memberOf(register, nik);
    return row !== undefined && isMarried(row.maritalStatus) && !mayBeSpouses(register, a, b) ? [{ nik }] : [];
  });
}
