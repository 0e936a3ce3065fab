import { INDONESIAN } from '../language/indonesian.ts';
import { Type, type Static } from '@sinclair/typebox';
import { cardOf, headOf, memberOf } from '../card/register.ts';
import { spousesOf } from '../card/couples.ts';
import { earlierMarriages } from '../card/marriages.ts';
import {
  alreadyThere,
  issuing,
  withFacts,
  withRegister,
  type EventContext,
  type EvidenceContext,
  type EvidenceRow,
  type Plan,
} from './event.ts';
import { consentOfParents, statementOfGuardian } from './care.ts';
import { AddressChoice, House, Partner, choice, date, form, nik, succession, text } from './fields.ts';
import type { F102Box } from './f102.ts';
import { changeHead, foundHousehold, joinHousehold, marry } from './household.ts';

/** What a wedding asks, registered or not (E01, E02). */
export const Wedding = form({
  weddingDate: date(INDONESIAN.fields['tanggal-perkawinan']),
  partners: Type.Tuple([Partner, Partner], {
    title: INDONESIAN.fields['suami-dan-istri'],
    remedy: INDONESIAN.faults['isi-nik-suami-dan'],
  }),
  head: nik(INDONESIAN.fields['nik-kepala-keluarga']),
  /** A card of their own, or one moves onto the card of the other. Told from who is head when it is not asked. */
  household: Type.Optional(choice(INDONESIAN.fields['kk'], ['kk-baru', 'gabung'])),
  /**
   * With "gabung": on whose card, one of the couple or somebody who stands with one of them; the head when not said.
   */
  host: Type.Optional(nik(INDONESIAN.fields['nik-pemilik-kk-yang'])),
  address: Type.Optional(AddressChoice),
  house: Type.Optional(House),
  companions: Type.Optional(
    Type.Array(
      form({
        nik: nik(INDONESIAN.fields['nik-yang-ikut']),
        relation: Type.Optional(text(INDONESIAN.fields['hubungan'], 30)),
      }),
      {
        maxItems: 20,
        title: INDONESIAN.fields['anak-atau-anggota-lain'],
        remedy: INDONESIAN.faults['pilih-siapa-yang-ikut'],
      },
    ),
  ),
  ...succession,
});
export type Wedding = Static<typeof Wedding>;

/** Where the couple is listed: both stand on one card already, one joins the other's card, or a new card. */
export function weddingForm({ before }: Pick<EventContext, 'before'>, data: Wedding): 'in-place' | 'join' | 'new' {
  const [a, b] = data.partners;
  const card = cardOf(before, a.nik);
  const onOneCard = card !== undefined && card === cardOf(before, b.nik);
  if (onOneCard && data.household !== 'kk-baru' && isCoupleOn(card.members, a.nik, b.nik)) return 'in-place';
  if (data.household !== undefined) return data.household === 'gabung' ? 'join' : 'new';
  const headCard = cardOf(before, data.head);
  return headCard !== undefined && headOf(headCard)?.nik === data.head ? 'join' : 'new';
}

/** Husband and wife by their rows; child and menantu of an old card count before their status does. */
function isCoupleOn(rows: Parameters<typeof spousesOf>[1], a: string, b: string): boolean {
  const asMarried = rows.map((row) => (row.nik === a || row.nik === b ? { ...row, maritalStatus: 'KAWIN' } : row));
  const relations = [a, b].map((nik) => rows.find((row) => row.nik === nik)?.shdk);
  const couple = relations.includes('KEPALA KELUARGA') || relations.includes('MENANTU');
  return couple && spousesOf(a, asMarried).some((spouse) => spouse.nik === b);
}

export function weddingBoxes(c: EventContext, data: Wedding): readonly [F102Box, ...F102Box[]] {
  const boxes = { 'in-place': ['I.B.3'], join: ['I.B.1', 'I.B.2'], new: ['I.A.1'] } as const;
  const form = weddingForm(c, data);
  const [a, b] = data.partners.map((partner) => cardOf(c.before, partner.nik));
  const host = cardOf(c.before, hostOf(c, data) ?? '');
  const headBefore = host === undefined ? undefined : headOf(host)?.nik;
  const partners = data.partners.map((partner) => partner.nik);
  if (form === 'join' && headBefore !== data.head && partners.includes(headBefore ?? '')) return ['I.A.2', 'I.B.2'];
  return form === 'join' && a !== undefined && a === b ? ['I.B.3'] : boxes[form];
}

export function weddingEffect(plan: Plan, data: Wedding, c: EventContext, registered: boolean): Plan {
  const status = registered ? 'KAWIN TERCATAT' : 'KAWIN BELUM TERCATAT';
  const [a, b] = data.partners.map((partner) => partner.nik) as [string, string];
  if (a === b) return plan; // rule R05 speaks
  const married = marry(marry(plan.register, a, status, data.weddingDate, b), b, status, data.weddingDate, a);
  const spouse = data.head === a ? b : a;
  const host = hostOf(c, data);
  const settle = { ...data, today: c.today };
  const companions = data.companions ?? [];
  const forms = {
    'in-place': () => married,
    new: () =>
      [a, b].includes(data.head)
        ? foundHousehold(married, { head: data.head, spouse, companions, registered, ...address(data) }, settle)
        : married, // rule R19 speaks
    join: () => {
      if (host === undefined) return married; // rule R19 speaks
      const guest = host === a ? b : a;
      const joined = joinHousehold(married, { host, guest, companions, registered }, settle);
      const card = cardOf(joined, host);
      // The chosen head comes onto the card of the one who was head, or both were on it already.
      const current = card === undefined ? undefined : headOf(card)?.nik;
      const headMovesIn = card !== undefined && current !== data.head && [a, b].includes(current ?? '');
      return headMovesIn ? changeHead(joined, card.kkNumber, data.head, data) : joined;
    },
  };
  const register = forms[weddingForm(c, data)]();
  // A partner whom no card shows changes none either.
  const onOneCard = cardOf(register, a) !== undefined && cardOf(register, a) === cardOf(register, b);
  return withFacts(
    issuing(withRegister(plan, register), data.head),
    {
      ...{ fact: 'wedding', partners: [a, b], date: data.weddingDate, registered },
      earlier: earlierMarriages(plan.register, [a, b]),
    },
    ...companions.map(({ nik: companion }) => ({ fact: 'stepchild' as const, nik: companion })),
    ...(onOneCard ? alreadyThere(plan, register, 'perkawinan') : []),
  );
}

const address = (data: Wedding) => (data.address === undefined ? {} : { address: data.address });

/**
 * The partner whose card takes in the other: the one who was named, or who stands on the card of whoever was named (the
 * father stays head, his son brings the bride). Undefined: neither stands there.
 */
function hostOf({ before }: Pick<EventContext, 'before'>, data: Wedding): string | undefined {
  const named = data.host ?? data.head;
  const partners = data.partners.map((partner) => partner.nik);
  if (partners.includes(named)) return named;
  const there = cardOf(before, named)?.members.filter((row) => partners.includes(row.nik)) ?? [];
  return (there.find(({ shdk }) => shdk === 'ANAK') ?? there[0])?.nik;
}

/**
 * Why the one who was named cannot be head of the card that lists the couple, as the sentence of rule R19: neither a
 * partner nor the head of a card on which one of them stands, or a partner on a card that has its own head. Nobody whom
 * no card shows is judged.
 */
export function faultOfHead(
  { before, plan }: Pick<EvidenceContext<Wedding>, 'before' | 'plan'>,
  data: Wedding,
): 'R19.perkawinan' | 'R19.gabung' | undefined {
  const form = weddingForm({ before }, data);
  const host = hostOf({ before }, data);
  const isPartner = (person: string | undefined) => data.partners.some((partner) => partner.nik === person);
  const stands = (person: string) => cardOf(before, person) !== undefined;
  if (form === 'join' && host === undefined) return stands(data.host ?? data.head) ? 'R19.perkawinan' : undefined;
  if (form !== 'join' && isPartner(data.head)) return undefined;
  if (form === 'new') return data.household === 'kk-baru' || stands(data.head) ? 'R19.perkawinan' : undefined;
  const cards = [before, plan.register].flatMap((register) => cardOf(register, host ?? '') ?? []);
  const heads = cards.flatMap((card) => headOf(card)?.nik ?? []);
  if (heads.includes(data.head)) return undefined;
  if (!isPartner(data.head)) return form === 'join' && cards.length > 0 ? 'R19.perkawinan' : undefined;
  // On a card of which one of the couple is head the other may become it.
  return heads.length > 0 && !isPartner(heads[0]) ? 'R19.gabung' : undefined;
}

/** Of whom the couple takes along, who comes without father and mother. */
export const CONSENT_FOR_COMPANIONS = [
  consentOfParents<Wedding>(({ companions = [] }) => companions.map((companion) => companion.nik)),
  statementOfGuardian<Wedding>(({ companions = [] }) => companions.map((companion) => companion.nik)),
];

/** The couple stays with parents or others: the head of that card agrees, as to a guest (E11). */
export const STATEMENT_OF_HOST: EvidenceRow<Wedding> = {
  anyOf: ['pernyataan-menerima'],
  mark: 'PA',
  law: 'SE 470/13287 (menumpang)',
  when: (c) => {
    const host = hostOf(c, c.data);
    const card = host === undefined ? undefined : cardOf(c.before, host);
    const receives = weddingForm(c, c.data) === 'join' && card !== undefined && headOf(card)?.nik !== host;
    // Who died meanwhile, or gave the card to one of the couple, receives nobody.
    const now = host === undefined ? undefined : cardOf(c.plan.register, host);
    return receives && !c.data.partners.some(({ nik: person }) => person === (now && headOf(now)?.nik));
  },
};

/** Whether one of the couple has a wife already whom the card shows: the law then asks for a permission. */
export const hasAnotherWife = ({ plan, data }: EvidenceContext<Wedding>): boolean =>
  marriesAnotherWife(plan, ...data.partners.map((partner) => partner.nik));

/** The same of the wedding of these people. */
export const marriesAnotherWife = ({ facts, register }: Plan, ...partners: readonly string[]): boolean =>
  facts.some(
    (fact) =>
      fact.fact === 'wedding' &&
      partners.every((partner) => fact.partners.includes(partner)) &&
      fact.earlier.some(({ nik, to }) => to !== undefined && memberOf(register, nik)?.sex === 'LAKI-LAKI'),
  );
