import type { FamilyCard, FamilyMember, PlainDate } from '../family-card.ts';
import { isAdult } from './age.ts';
import { spousesOf } from './couples.ts';
import { kinshipOf } from './kinship.ts';
import { addCard, headOf, replaceCard, withMembers, type CardRegister } from './register.ts';
import { relationTo, type Marriage } from './relation.ts';
import { orderRows } from './row-order.ts';

/** What the family says about a card that changes its head. */
export interface Succession {
  /** NIK of the chosen heads, for whichever card needs one. */
  readonly newHeads?: readonly string[];
  /** SHDK that the family corrected, by NIK. */
  readonly relations?: Readonly<Record<string, string>>;
  /** The marriage of the new head with the old one, when it is not what column 10 says. */
  readonly divorced?: boolean;
  readonly today: PlainDate;
}

/**
 * The household formed anew around another head: a card with a new number (UU 23/2006 art. 61(3)), every row relative
 * to the new head, rows in their order. `from` is the card before the change: relations also run over rows that are
 * gone.
 */
export function formHousehold(
  register: CardRegister,
  from: FamilyCard,
  rows: readonly FamilyMember[],
  headNik: string,
  succession: Pick<Succession, 'relations' | 'divorced'>,
  address: Partial<FamilyCard> = {},
): { readonly register: CardRegister; readonly kkNumber: string } {
  const members = orderRows(membersFrom(headNik, from, rows, succession));
  const { kkNumber: _old, ...lines } = from;
  const headName = rows.find((row) => row.nik === headNik)?.name ?? from.headName;
  return addCard(register, { ...lines, ...address, headName, members });
}

/** The rows with SHDK relative to the head; what the family said of a row counts more than what the card says. */
function membersFrom(
  headNik: string,
  from: FamilyCard,
  rows: readonly FamilyMember[],
  { relations = {}, divorced = false }: Pick<Succession, 'relations' | 'divorced'>,
): FamilyMember[] {
  const kinship = kinshipOf(from.members);
  const head = from.members.find((row) => row.nik === headNik);
  if (head === undefined) return [...rows];
  const marriage: Marriage = { proved: head.maritalStatus !== 'KAWIN BELUM TERCATAT', divorced };
  return rows.map((row) => {
    if (row.nik === headNik) return { ...row, shdk: 'KEPALA KELUARGA' };
    return { ...row, shdk: relations[row.nik] ?? relationTo(head, row, kinship, marriage).shdk };
  });
}

/**
 * Takes persons off their cards. A card whose last member leaves ends; one that keeps its head keeps its number; one
 * that loses its head is formed anew around the head the family chose or, if it named nobody, the husband or wife who
 * stays (PM108 art. 10(4)). When neither is there the card is left without a head: rule R60 asks.
 */
export function leave(register: CardRegister, leavers: readonly string[], succession: Succession): CardRegister {
  const left = register.cards.filter((card) => card.members.some((row) => leavers.includes(row.nik)));
  return left.reduce((now, card) => {
    const staying = card.members.filter((row) => !leavers.includes(row.nik));
    return settle(now, card, staying, succession);
  }, register);
}

/** A card after some of its rows are gone: ended, kept, or formed anew around another head. */
export function settle(
  register: CardRegister,
  before: FamilyCard,
  staying: readonly FamilyMember[],
  succession: Succession,
): CardRegister {
  if (staying.length === 0) return replaceCard(register, before.kkNumber, undefined);
  const kept = replaceCard(register, before.kkNumber, withMembers(before, staying));
  if (headOf({ members: [...staying] }) !== undefined) return kept;
  const head = successor(before, staying, succession);
  if (head === undefined) return kept;
  const ended = replaceCard(register, before.kkNumber, undefined);
  return formHousehold(ended, before, staying, head, succession).register;
}

function successor(
  before: FamilyCard,
  staying: readonly FamilyMember[],
  { newHeads = [], today }: Succession,
): string | undefined {
  const chosen = newHeads.find((nik) => staying.some((row) => row.nik === nik));
  return chosen ?? candidatesFor(before, staying, today).find(({ isSpouse }) => isSpouse)?.person.nik;
}

export interface Candidate {
  readonly person: FamilyMember;
  /** Husband or wife of the head who goes: head if the family names nobody. */
  readonly isSpouse: boolean;
}

/**
 * Who may be head of those who stay, in the order in which they are offered: husband or wife (wives by wedding date),
 * then the other adults as they stand on the card. PM108 art. 10(4): 17 years, or married now or before.
 */
export function candidatesFor(
  before: FamilyCard,
  staying: readonly FamilyMember[],
  today: PlainDate,
): readonly Candidate[] {
  const head = headOf(before);
  const spouseNiks =
    head === undefined
      ? before.members.filter((row) => row.shdk === 'ISTRI' || row.shdk === 'SUAMI').map((row) => row.nik)
      : spousesOf(head.nik, before.members).map((row) => row.nik);
  const offered = staying
    .filter((row) => isAdult(row, today))
    .map((person): Candidate => ({ person, isSpouse: spouseNiks.includes(person.nik) }));
  const order = ({ person, isSpouse }: Candidate) => (isSpouse ? spouseNiks.indexOf(person.nik) : spouseNiks.length);
  return offered.toSorted((a, b) => order(a) - order(b));
}
