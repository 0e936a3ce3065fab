import { INDONESIAN } from '../language/indonesian.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isAdult } from '../card/age.ts';
import { isNamedParent, isSpouseRow, spousesOf } from '../card/couples.ts';
import { settle, type Succession } from '../card/leave.ts';
import { isMarried, withMaritalStatus } from '../card/marital.ts';
import { inOtherMarriage } from '../card/marriages.ts';
import { cardNumbered, cardOf, changeMember, headOf, memberOf, type CardRegister } from '../card/register.ts';
import type { FamilyCard, FamilyMember } from '../family-card.ts';
import { issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { date, form, nik, succession, text, yes } from './fields.ts';
import { entrust, Guardian } from './guardian.ts';
import { homeCard } from './household.ts';

/** What a death asks: of a member (E07) or of the head (E08). SIAK says which; the resident is not asked. */
export const Death = form({
  person: nik(INDONESIAN.fields['nik-almarhum']),
  name: Type.Optional(text(INDONESIAN.fields['nama-almarhum'])),
  /** The exact day comes from the akta; a year alone is not enough. */
  date: Type.Optional(date(INDONESIAN.fields['tanggal-meninggal'])),
  aktaNumber: Type.Optional(text(INDONESIAN.fields['nomor-akta-kematian'], 60)),
  /** Husband or wife when on another card, or when SIAK has taken the dead person off already. */
  spouse: Type.Optional(nik(INDONESIAN.fields['nik-suami-atau-istri'])),
  /** The widow(er) has another living husband or wife on another card. */
  spouseStillMarried: Type.Optional(yes(INDONESIAN.fields['pasangan-masih-mempunyai-suami'])),
  /** All who remain are under 17: a relative becomes head here, or takes the children onto their own card. */
  guardian: Type.Optional(form({ ...Guardian.properties, way: Type.Optional(Guardian.properties.way) })),
  ...succession,
});
export type Death = Static<typeof Death>;

/** The rows of the dead person's card that remain, without all who die or leave in this application. */
export function survivors(c: EventContext, data: Death, { register }: Plan): FamilyMember[] {
  const card = cardOf(c.before, data.person) ?? homeCard(c);
  return (card?.members ?? []).filter((row) => memberOf(register, row.nik) !== undefined);
}

/** PM108 art. 10(4): nobody who remains may be head. */
export function onlyMinorsRemain(c: EventContext, data: Death, plan: Plan): boolean {
  const rows = survivors(c, data, plan);
  return rows.length > 0 && rows.every((row) => !isAdult(row, c.today));
}

/** All who remain go onto cards of other families, which were there before: nobody needs a card with another head. */
export function areTakenIn(c: EventContext, data: Death, plan: Plan): boolean {
  const own = cardOf(c.before, data.person)?.kkNumber;
  const cards = survivors(c, data, plan).map((row) => cardOf(plan.register, row.nik)?.kkNumber ?? '');
  const isOthers = (kkNumber: string) => kkNumber !== own && cardNumbered(c.before, kkNumber) !== undefined;
  return own !== undefined && cards.length > 0 && cards.every(isOthers);
}

/** The children are with their other parent now, from whom the dead one was divorced: no guardian is needed. */
export function areWithParent(c: EventContext, data: Death, plan: Plan): boolean {
  return survivors(c, data, plan).every((child) =>
    cardOf(plan.register, child.nik)?.members.some((row) => isNamedParent(row, child)),
  );
}

/** With whom the children of the dead head are in the end; undefined: nobody grown up is head of their card. */
export function entrustedAs(
  c: EventContext,
  data: Death,
  plan: Plan,
): 'pindah-menjadi-kepala' | 'masuk-kk-saudara' | undefined {
  const card = cardOf(plan.register, survivors(c, data, plan)[0]?.nik ?? '');
  const head = card === undefined ? undefined : headOf(card);
  if (card === undefined || head === undefined || !isAdult(head, c.today)) return data.guardian?.way;
  return cardNumbered(c.before, card.kkNumber) === undefined ? 'pindah-menjadi-kepala' : 'masuk-kk-saudara';
}

export function die(plan: Plan, data: Death, c: EventContext): Plan {
  const card = cardOf(plan.register, data.person);
  const home = card ?? homeCard(c, plan.register);
  const row = memberOf(plan.register, data.person);
  const death = {
    fact: 'death' as const,
    nik: data.person,
    name: row?.name ?? data.name ?? '',
    akta: data.aktaNumber !== undefined,
    ...(data.date === undefined ? {} : { date: data.date }),
  };
  if (home === undefined) return withFacts(plan, death);
  const staying = home.members.filter((member) => member.nik !== data.person);
  const remaining = settleFamily(plan.register, home, staying, data, c);
  const register = widowedBy(plan.register, data, home).reduce(
    (now, widow) => changeMember(now, widow, (member) => withMaritalStatus(member, 'CERAI MATI')),
    remaining,
  );
  const already =
    card === undefined && register === plan.register ? [{ fact: 'already' as const, what: 'kematian' }] : [];
  const issued = data.guardian?.way === undefined ? staying.map((member) => member.nik) : [data.guardian.nik];
  return withFacts(issuing(withRegister(plan, register), ...issued), death, ...already);
}

/**
 * Who becomes CERAI MATI: every husband or wife of the dead person, but for who is married to another on the same card.
 * Also when SIAK has taken the dead head off already: then the rows ISTRI or SUAMI of a card without a head.
 */
function widowedBy(register: CardRegister, data: Death, home: FamilyCard): string[] {
  const onCard = home.members.some((row) => row.nik === data.person)
    ? spousesOf(data.person, home.members)
    : headOf(home) === undefined
      ? home.members.filter(isSpouseRow)
      : [];
  const elsewhere = data.spouse === undefined ? undefined : memberOf(register, data.spouse);
  const spouses = [...onCard, ...(elsewhere === undefined ? [] : [elsewhere])];
  return spouses
    .filter((spouse) => isMarried(spouse.maritalStatus) && data.spouseStillMarried !== true)
    .filter(({ nik }) => inOtherMarriage(register, nik, data.person) === undefined)
    .map(({ nik }) => nik);
}

function settleFamily(
  register: CardRegister,
  home: FamilyCard,
  staying: readonly FamilyMember[],
  data: Death,
  c: EventContext,
): CardRegister {
  const options: Succession = { ...data, today: c.today };
  const entrusted = entrust(register, home, staying, data, options);
  if (entrusted !== undefined) return entrusted;
  const unchanged = staying.length === home.members.length && headOf(home) !== undefined;
  return unchanged ? register : settle(register, home, staying, options);
}

/** KTP-el (or KIA) of the dead person is handed in. */
export function handInNotice(c: EventContext, data: Death): string[] {
  const row = memberOf(c.before, data.person);
  if (row === undefined) return [];
  const paper = isAdult(row, c.today) ? 'ktp' : 'kia';
  return [INDONESIAN.results[`late-${paper}.${row.sex === 'PEREMPUAN' ? 'woman' : 'man'}`]];
}
