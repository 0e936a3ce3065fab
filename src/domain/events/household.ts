import { addressLines, linesOf, type AddressLines } from '../card/address.ts';
import { isNamedParent, spousesOf } from '../card/couples.ts';
import { kinshipOf } from '../card/kinship.ts';
import { formHousehold, leave, type Succession } from '../card/leave.ts';
import { isMarried, withMaritalStatus } from '../card/marital.ts';
import {
  addCard,
  addMembers,
  cardNumbered,
  cardOf,
  changeMember,
  headOf,
  memberOf,
  replaceCard,
  withRelation,
} from '../card/register.ts';
import type { CardRegister } from '../card/register.ts';
import { relationTo, spouseWord, throughSpouse } from '../card/relation.ts';
import { orderRows } from '../card/row-order.ts';
import { shdkForWord } from '../card/relation-words.ts';
import type { FamilyCard, FamilyMember, PlainDate } from '../family-card.ts';
import type { AddressChoice } from './fields.ts';
import type { EventContext } from './event.ts';

/** Somebody who comes along, and their relation to the new head if the family said so. */
export interface Companion {
  readonly nik: string;
  readonly relation?: string;
}

export interface Household {
  readonly head: string;
  readonly spouse?: string;
  readonly companions: readonly Companion[];
  /** Whether the wedding is proved by buku nikah or akta: then children of the other are ANAK (rule R67). */
  readonly registered: boolean;
  readonly address?: AddressChoice;
}

/**
 * The card that an application is about where its events name nobody: the one whose number or members the family
 * writes, else the applicant's own. `now`: as other events have left the cards.
 */
export function homeCard(c: EventContext, now: CardRegister = c.before): FamilyCard | undefined {
  const named = namedCard(c);
  if (named === undefined) return cardOf(now, c.applicant);
  return cardNumbered(now, named.kkNumber) ?? named.members.flatMap(({ nik }) => cardOf(now, nik) ?? [])[0];
}

/** Another card than the applicant's own: rule R18 then asks for the power of attorney. */
function namedCard({ before, applicant, kkNumber, listed = [] }: EventContext): FamilyCard | undefined {
  const numbered = kkNumber === undefined ? undefined : cardNumbered(before, kkNumber);
  const cards = numbered === undefined ? listed.flatMap((nik) => cardOf(before, nik) ?? []) : [numbered];
  const own = cardOf(before, applicant);
  return own !== undefined && cards.includes(own) ? undefined : cards[0];
}

/**
 * Column 10 and 11 of a person. Who has another living husband or wife on the card keeps status and date of that
 * wedding.
 */
export function marry(register: CardRegister, nik: string, status: string, date: PlainDate, to?: string): CardRegister {
  const card = cardOf(register, nik);
  const others = card === undefined ? [] : spousesOf(nik, card.members).filter((spouse) => spouse.nik !== to);
  const row = memberOf(register, nik);
  if (row !== undefined && isMarried(row.maritalStatus) && others.some((other) => isMarried(other.maritalStatus)))
    return register;
  return changeMember(register, nik, (member) => withMaritalStatus(member, status, date));
}

/** A new household: its people leave their cards, a card with a new number lists them from the new head. */
export function foundHousehold(
  register: CardRegister,
  { head, spouse, companions, registered, address }: Household,
  succession: Succession,
): CardRegister {
  const [headCard, headRow] = [cardOf(register, head), memberOf(register, head)];
  if (headCard === undefined || headRow === undefined) return register;
  const spouseRow = spouse === undefined ? undefined : memberOf(register, spouse);
  const rows = [
    { ...headRow, shdk: 'KEPALA KELUARGA' },
    ...(spouseRow === undefined ? [] : [{ ...spouseRow, shdk: spouseWord(spouseRow) }]),
    ...distinct(companions, [head, spouse ?? '']).flatMap((companion) => {
      const row = memberOf(register, companion.nik);
      const shdk = relationOfCompanion(companion, register, headRow, spouseRow, {
        registered,
        relations: succession.relations,
      });
      return row === undefined ? [] : [{ ...row, shdk }];
    }),
  ];
  const lines = addressOf(register, address, headCard);
  const left = leave(
    register,
    rows.map((row) => row.nik),
    succession,
  );
  return addCard(left, { ...lines, headName: headRow.name, members: orderRows(rows) }).register;
}

/** One partner moves onto the card of the other; its number stays. */
export function joinHousehold(
  register: CardRegister,
  {
    host,
    guest,
    companions,
    registered,
  }: { readonly host: string; readonly guest: string } & Pick<Household, 'companions' | 'registered'>,
  succession: Succession,
): CardRegister {
  const [card, hostRow, guestRow] = [cardOf(register, host), memberOf(register, host), memberOf(register, guest)];
  if (card === undefined || hostRow === undefined || guestRow === undefined) return register;
  if (card.members.includes(guestRow)) return asSpouseOnOneCard(register, card, hostRow, guestRow);
  const guests = [
    { ...guestRow, shdk: spouseOnCardOf(hostRow, guestRow) },
    ...distinct(companions, [host, guest]).flatMap((companion) => {
      const row = memberOf(register, companion.nik);
      if (row === undefined || card.members.includes(row)) return [];
      const asked = succession.relations?.[row.nik] ?? askedRelation(companion);
      const toHost = relationOfCompanion(companion, register, hostRow, guestRow, { registered, relations: {} });
      return [{ ...row, shdk: asked ?? throughMember(hostRow.shdk, toHost) }];
    }),
  ];
  const left = leave(
    register,
    guests.map((row) => row.nik),
    succession,
  );
  return addMembers(left, host, guests);
}

/** Both stand on one card already: nobody moves, the one who is not head becomes the spouse of the other. */
function asSpouseOnOneCard(
  register: CardRegister,
  card: FamilyCard,
  host: FamilyMember,
  guest: FamilyMember,
): CardRegister {
  const head = headOf(card);
  if (head?.nik === guest.nik) return withRelation(register, host.nik, spouseWord(host));
  return withRelation(register, guest.nik, spouseOnCardOf(host, guest));
}

/** The same people around another head: new number, every row derived anew (E09). */
export function changeHead(
  register: CardRegister,
  kkNumber: string,
  head: string,
  succession: Pick<Succession, 'relations' | 'divorced'>,
): CardRegister {
  const card = cardNumbered(register, kkNumber);
  if (card === undefined || headOf(card)?.nik === head || !card.members.some((row) => row.nik === head))
    return register;
  return formHousehold(replaceCard(register, kkNumber, undefined), card, card.members, head, succession).register;
}

/** The address lines of a choice; those of the card the head comes from when nothing is chosen. */
export function addressOf(register: CardRegister, choice: AddressChoice | undefined, from: FamilyCard): AddressLines {
  if (choice === undefined) return linesOf(from);
  if ('typed' in choice) return addressLines(choice.typed) ?? linesOf(from);
  return linesOf(cardOf(register, choice.like) ?? from);
}

/** Who was named among those who go, but stands on another card. */
export const leftInPlace = (named: readonly string[] = [], from: FamilyCard) =>
  [...new Set(named)]
    .filter((nik) => !from.members.some((row) => row.nik === nik))
    .map((nik) => ({ fact: 'left-in-place' as const, nik }));

/** Each companion once, and nobody who is one of the couple. */
const distinct = (companions: readonly Companion[], without: readonly string[]) =>
  companions.filter(({ nik }, i) => !without.includes(nik) && companions.findIndex((other) => other.nik === nik) === i);

const askedRelation = ({ relation }: Companion) => (relation === undefined ? undefined : shdkForWord(relation));

function relationOfCompanion(
  companion: Companion,
  register: CardRegister,
  head: FamilyMember,
  spouse: FamilyMember | undefined,
  { registered, relations = {} }: { readonly registered: boolean; readonly relations: Succession['relations'] },
): string {
  const asked = relations[companion.nik] ?? askedRelation(companion);
  const [card, row] = [cardOf(register, companion.nik), memberOf(register, companion.nik)];
  if (asked !== undefined || card === undefined || row === undefined) return asked ?? 'FAMILI LAIN';
  if (isNamedParent(head, row)) return 'ANAK';
  if (spouse !== undefined && isNamedParent(spouse, row)) return throughSpouse('ANAK', registered);
  const on = (person: FamilyMember) => card.members.some((member) => member.nik === person.nik);
  if (on(head)) return relationTo(head, row, kinshipOf(card.members)).shdk;
  if (spouse !== undefined && on(spouse))
    return throughSpouse(relationTo(spouse, row, kinshipOf(card.members)).shdk, registered);
  return 'FAMILI LAIN';
}

function spouseOnCardOf(host: FamilyMember, guest: FamilyMember): string {
  if (host.shdk === 'KEPALA KELUARGA') return spouseWord(guest);
  if (host.shdk === 'ANAK') return 'MENANTU';
  return host.shdk === 'LAINNYA' || host.shdk === 'PEMBANTU' ? 'LAINNYA' : 'FAMILI LAIN';
}

/**
 * Somebody's relation to the head of a card, derived from their relation to a member of it: the child of a child is
 * CUCU, the child of the wife ANAK, everybody else's child FAMILI LAIN.
 */
export function throughMember(member: string, toMember: string): string {
  if (member === 'KEPALA KELUARGA') return toMember;
  if (toMember === 'LAINNYA' || toMember === 'PEMBANTU') return toMember;
  if (member === 'LAINNYA' || member === 'PEMBANTU') return 'LAINNYA';
  if (toMember !== 'ANAK') return 'FAMILI LAIN';
  if (member === 'SUAMI' || member === 'ISTRI') return 'ANAK';
  return member === 'ANAK' || member === 'MENANTU' ? 'CUCU' : 'FAMILI LAIN';
}

/** The same of the husband or wife of a member: of a child MENANTU, of a menantu ANAK, of a parent a parent. */
function throughSpouseOf(member: string): string {
  if (member === 'ANAK') return 'MENANTU';
  if (member === 'MENANTU') return 'ANAK';
  if (member === 'ORANG TUA' || member === 'MERTUA') return member;
  return member === 'LAINNYA' || member === 'PEMBANTU' ? 'LAINNYA' : 'FAMILI LAIN';
}

/** Guests who come with one of them: that one by the family's word, the others by what they are to that one. */
export function guestsThrough(
  lead: FamilyMember,
  shdk: string,
  rows: readonly FamilyMember[],
  from: FamilyCard,
  relations: Succession['relations'] = {},
): FamilyMember[] {
  const kinship = kinshipOf(from.members);
  return rows.map((row) => {
    const toLead = relationTo(lead, row, kinship).shdk;
    const isSpouse = toLead === 'SUAMI' || toLead === 'ISTRI';
    const told = row.nik === lead.nik ? shdk : isSpouse ? throughSpouseOf(shdk) : throughMember(shdk, toLead);
    return { ...row, shdk: relations[row.nik] ?? told };
  });
}
