import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { isSameJson } from '../same-json.ts';
import { awaitedKkNumber, awaitedNik } from './awaited.ts';
import { insertRow } from './row-order.ts';

/**
 * The family cards that an application touches, as SIAK has them or as they are planned. Immutable: every change gives
 * a new register. Persons are addressed by their NIK and found on whatever card they stand.
 */
export interface CardRegister {
  readonly cards: readonly FamilyCard[];
  /** How many place-holders were given out for numbers that SIAK will give. */
  readonly awaitedNiks: number;
  readonly awaitedKkNumbers: number;
}

export function registerOf(cards: readonly FamilyCard[]): CardRegister {
  return { cards, awaitedNiks: 0, awaitedKkNumbers: 0 };
}

/** Whether the same cards say the same: nothing is to be entered in SIAK. */
export const isSameRegister = (one: CardRegister, other: CardRegister): boolean => isSameJson(one.cards, other.cards);

export function cardOf({ cards }: Pick<CardRegister, 'cards'>, nik: string): FamilyCard | undefined {
  return cards.find((card) => card.members.some((member) => member.nik === nik));
}

export function cardNumbered({ cards }: Pick<CardRegister, 'cards'>, kkNumber: string): FamilyCard | undefined {
  return cards.find((card) => card.kkNumber === kkNumber);
}

export function memberOf({ cards }: Pick<CardRegister, 'cards'>, nik: string): FamilyMember | undefined {
  return cards.flatMap((card) => card.members).find((member) => member.nik === nik);
}

/** The head of a card; undefined after SIAK has taken a dead or moved head off before the family chose another. */
export function headOf(card: Pick<FamilyCard, 'members'>): FamilyMember | undefined {
  return card.members.find((member) => member.shdk === 'KEPALA KELUARGA');
}

/** The card with other rows; the head's name above and below the tables follows the head's row. */
export function withMembers(card: FamilyCard, members: readonly FamilyMember[]): FamilyCard {
  const [before, after] = [headOf(card), headOf({ members: [...members] })];
  const sameHead = after === undefined || (before?.nik === after.nik && before.name === after.name);
  return { ...card, headName: sameHead ? card.headName : after.name, members: [...members] };
}

export function replaceCard(register: CardRegister, kkNumber: string, card: FamilyCard | undefined): CardRegister {
  return {
    ...register,
    cards: register.cards.flatMap((other) =>
      other.kkNumber !== kkNumber ? [other] : card === undefined || card.members.length === 0 ? [] : [card],
    ),
  };
}

/** The same person with other cells, in the same row. A person who stands on no card changes nothing. */
export function changeMember(
  register: CardRegister,
  nik: string,
  change: (member: FamilyMember) => FamilyMember,
): CardRegister {
  const card = cardOf(register, nik);
  if (card === undefined) return register;
  const members = card.members.map((member) => (member.nik === nik ? change(member) : member));
  return replaceCard(register, card.kkNumber, withMembers(card, members));
}

/**
 * Further rows at their places on the card of somebody who stands there; the rows of that card keep their order. The
 * card is found by the person, not by its number: another step may have given it a new one.
 */
export function addMembers(register: CardRegister, withNik: string, rows: readonly FamilyMember[]): CardRegister {
  const card = cardOf(register, withNik);
  if (card === undefined) throw new Error('nobody may be added to the card of a person who stands on none');
  return replaceCard(register, card.kkNumber, withMembers(card, rows.reduce(insertRow, card.members)));
}

/** Column 12 of a person, and the row at the place that belongs to it. */
export function withRelation(register: CardRegister, nik: string, shdk: string): CardRegister {
  const card = cardOf(register, nik);
  const row = card?.members.find((member) => member.nik === nik);
  if (card === undefined || row === undefined || row.shdk === shdk) return register;
  const others = card.members.filter((member) => member !== row);
  return replaceCard(register, card.kkNumber, withMembers(card, insertRow(others, { ...row, shdk })));
}

/** A further card, its number still to be given by SIAK. */
export function addCard(
  register: CardRegister,
  card: Omit<FamilyCard, 'kkNumber'>,
): { readonly register: CardRegister; readonly kkNumber: string } {
  const kkNumber = awaitedKkNumber(register.awaitedKkNumbers + 1);
  return {
    kkNumber,
    register: {
      ...register,
      cards: [...register.cards, { ...card, kkNumber }],
      awaitedKkNumbers: register.awaitedKkNumbers + 1,
    },
  };
}

/** A place-holder for the NIK of a person who is registered for the first time. */
export function awaitNik(register: CardRegister): { readonly register: CardRegister; readonly nik: string } {
  const n = register.awaitedNiks + 1;
  return { nik: awaitedNik(n), register: { ...register, awaitedNiks: n } };
}
