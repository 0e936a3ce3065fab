import { INDONESIAN } from '../language/indonesian.ts';
import { Type, type Static } from '@sinclair/typebox';
import { cardOf, headOf } from '../card/register.ts';
import { spousesOf } from '../card/couples.ts';
import { issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
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
  /** With "gabung": on whose card; the head when not said. */
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
export function weddingForm({ before }: EventContext, data: Wedding): 'in-place' | 'join' | 'new' {
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
  const host = cardOf(c.before, hostOf(data));
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
  const host = hostOf(data);
  const settle = { ...data, today: c.today };
  const companions = data.companions ?? [];
  const forms = {
    'in-place': () => married,
    new: () => foundHousehold(married, { head: data.head, spouse, companions, registered, ...address(data) }, settle),
    join: () => {
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
  return withFacts(
    issuing(withRegister(plan, register), data.head),
    { fact: 'wedding', partners: [a, b], date: data.weddingDate, registered },
    ...companions.map(({ nik: companion }) => ({ fact: 'stepchild' as const, nik: companion })),
  );
}

const address = (data: Wedding) => (data.address === undefined ? {} : { address: data.address });

export const hostOf = (data: Wedding) => data.host ?? data.head;
