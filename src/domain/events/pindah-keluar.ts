import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isAdult } from '../card/age.ts';
import { leave, settle } from '../card/leave.ts';
import { cardOf, headOf, memberOf, type CardRegister } from '../card/register.ts';
import { F_1_02, KK_LAMA } from './common-evidence.ts';
import { defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { choice, form, nik, succession, text } from './fields.ts';
import { entrust, Guardian } from './guardian.ts';
import { homeCard } from './household.ts';
import { kabupatenName } from './outside-bantul.ts';

const Departure = form({
  movers: Type.Array(
    form({ nik: nik(INDONESIAN.fields['nik-yang-pindah']), name: Type.Optional(text(INDONESIAN.fields['nama'])) }),
    {
      minItems: 1,
      maxItems: 20,
      title: INDONESIAN.fields['siapa-yang-pindah'],
      remedy: INDONESIAN.faults['tuliskan-siapa-yang-pindah-keluar'],
    },
  ),
  destination: text(INDONESIAN.fields['kabupaten-kota-tujuan'], 60),
  skpwni: choice(INDONESIAN.fields['skpwni'], ['belum', 'terbit']),
  guardian: Type.Optional(Guardian),
  ...succession,
});
type Departure = Static<typeof Departure>;

function depart(plan: Plan, data: Departure, c: EventContext): Plan {
  const niks = data.movers.map((mover) => mover.nik);
  const gone = niks.every((person) => memberOf(plan.register, person) === undefined);
  const facts = data.movers.map(({ nik: person, name }) => ({
    fact: 'moved-out' as const,
    nik: person,
    ...(name === undefined ? {} : { name }),
  }));
  if (gone) {
    const home = homeCard(c, plan.register);
    if (home === undefined) return withFacts(plan, ...facts);
    const register = headless(plan.register, home.kkNumber, data, c);
    const already = register === plan.register ? [{ fact: 'already' as const, what: 'pindah' }] : [];
    return withFacts(
      issuing(withRegister(plan, register), ...home.members.map((row) => row.nik)),
      ...facts,
      ...already,
    );
  }
  const cards = plan.register.cards.filter((card) => card.members.some((row) => niks.includes(row.nik)));
  const staying = cards.flatMap((card) => card.members).filter((row) => !niks.includes(row.nik));
  const options = { ...data, today: c.today };
  const register =
    (cards.length === 1 ? entrust(plan.register, cards[0]!, staying, data, options) : undefined) ??
    leave(plan.register, niks, options);
  return withFacts(issuing(withRegister(plan, register), ...staying.map((row) => row.nik)), ...facts);
}

/** SIAK took the head off with the SKPWNI: those who stay choose another (E09). */
function headless(register: CardRegister, kkNumber: string, data: Departure, c: EventContext): CardRegister {
  const card = register.cards.find((other) => other.kkNumber === kkNumber)!;
  if (headOf(card) !== undefined) return register;
  const options = { ...data, today: c.today };
  return entrust(register, card, card.members, data, options) ?? settle(register, card, card.members, options);
}

function headMoves({ before }: EventContext, data: Departure): boolean {
  return data.movers.some(({ nik: person }) => {
    const card = cardOf(before, person);
    return card !== undefined && headOf(card)?.nik === person && card.members.length > data.movers.length;
  });
}

/** E14: moved already (SKPWNI): the card for those who stay; not yet: the service for moves. */
export const pindahKeluar = defineEvent({
  code: 'E14',
  name: 'pindah-keluar',
  tile: INDONESIAN.events['tile.pindah-alamat'],
  ...eventTexts('pindah-keluar'),
  law: 'Perpres 96/2018 art. 25; SOP keterkaitan 3',
  changesMembers: true,
  entry: true,
  data: Departure,
  boxes: (c, data) => {
    const home = homeCard(c);
    const noHead = home !== undefined && headOf(home) === undefined;
    return headMoves(c, data) || noHead ? ['I.A.2', 'I.B.2'] : ['I.B.2'];
  },
  evidence: [
    F_1_02,
    KK_LAMA,
    { anyOf: ['skpwni'], mark: 'F', law: 'Perpres 96/2018 art. 25' },
    {
      anyOf: ['pernyataan-wali'],
      mark: 'PA',
      law: 'SE 470/13287 (all remaining under 17)',
      when: (c) => onlyMinorsStay(c, c.data, c.plan),
    },
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (under 17 who joins a card)',
      when: (c) => onlyMinorsStay(c, c.data, c.plan) && c.data.guardian?.way === 'masuk-kk-saudara',
    },
  ],
  elsewhere: (_c, data) =>
    data.skpwni === 'terbit'
      ? undefined
      : {
          service: 'pindah-keluar',
          blocks: true,
          rule: 'R55',
          text: fill(INDONESIAN.advice['untuk-pindah-ke-ajukan'], { kabupaten: kabupatenName(data.destination) }),
          missing: [INDONESIAN.advice['skpwni-surat-keterangan-pindah']],
        },
  effect: depart,
});

function onlyMinorsStay(c: EventContext, data: Departure, { register }: Plan): boolean {
  const niks = data.movers.map((mover) => mover.nik);
  const card = niks.map((person) => cardOf(c.before, person)).find((found) => found !== undefined) ?? homeCard(c);
  const staying = (card?.members ?? []).filter((row) => memberOf(register, row.nik) !== undefined);
  return staying.length > 0 && staying.every((row) => !isAdult(row, c.today));
}
