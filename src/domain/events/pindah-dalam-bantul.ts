import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { TypedAddress, addressLines, linesOf } from '../card/address.ts';
import { formHousehold, leave } from '../card/leave.ts';
import { addCard, addMembers, cardOf, headOf, replaceCard, type CardRegister } from '../card/register.ts';
import { shdkForWord } from '../card/relation-words.ts';
import type { FamilyCard } from '../family-card.ts';
import { consentOfParents, statementOfGuardian } from './care.ts';
import { F_1_02, F_1_03, KK_LAMA, ownerStatement } from './common-evidence.ts';
import { alreadyThere, defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { House, date, form, nik, succession, text } from './fields.ts';
import { guestsThrough, homeCard, leftInPlace } from './household.ts';
import { changedToo, otherFamilies } from './other-families.ts';
import { isOutsideBantul, movesOut } from './outside-bantul.ts';

const Move = form({
  /** Absent: everybody on the card. */
  movers: Type.Optional(
    Type.Array(nik(INDONESIAN.fields['nik-yang-pindah']), {
      minItems: 1,
      maxItems: 30,
      title: INDONESIAN.fields['siapa-yang-pindah'],
      remedy: INDONESIAN.faults['pilih-siapa-yang-pindah'],
    }),
  ),
  date: date(INDONESIAN.fields['tanggal-pindah']),
  address: TypedAddress,
  house: Type.Optional(House),
  /** Head of those who move without their head. */
  head: Type.Optional(nik(INDONESIAN.fields['nik-kepala-keluarga-yang'])),
  /** They join the card of somebody at the new address instead of a card of their own. */
  joins: Type.Optional(
    form({
      cardOf: nik(INDONESIAN.fields['nik-anggota-kk-yang-dituju']),
      relation: text(INDONESIAN.fields['hubungan-dengan-kepala-keluarga'], 30),
    }),
  ),
  ...succession,
});
type Move = Static<typeof Move>;

interface Moving {
  readonly card: FamilyCard;
  readonly movers: readonly string[];
  readonly all: boolean;
  readonly withHead: boolean;
}

function movingOf(c: EventContext, data: Move, now: CardRegister = c.before): Moving | undefined {
  const first = data.movers?.[0];
  const card = first === undefined ? homeCard(c, now) : cardOf(now, first);
  if (card === undefined) return undefined;
  const movers = card.members.map((row) => row.nik).filter((person) => data.movers?.includes(person) ?? true);
  const head = headOf(card)?.nik;
  return { card, movers, all: movers.length === card.members.length, withHead: movers.includes(head ?? '') };
}

function move(plan: Plan, data: Move, c: EventContext): Plan {
  const moving = movingOf(c, data, plan.register);
  const lines = addressLines(data.address);
  if (moving === undefined || lines === undefined) return plan;
  const { card, movers, withHead } = moving;
  const rows = card.members.filter((row) => movers.includes(row.nik));
  const facts = [
    ...movers.map((person) => ({ fact: 'moved-inside' as const, nik: person, date: data.date })),
    ...leftInPlace(data.movers, card),
  ];
  const options = { ...data, today: c.today };
  const done = (register: Plan['register'], person: string) =>
    withFacts(
      issuing(withRegister(plan, register), person),
      { fact: 'address-changed', kkNumber: card.kkNumber },
      ...facts,
      ...alreadyThere(plan, register, 'pindah alamat'),
    );

  if (data.joins !== undefined) {
    const target = cardOf(plan.register, data.joins.cardOf);
    if (target === undefined || target === card) return plan;
    const relation = shdkForWord(data.joins.relation) ?? 'LAINNYA';
    const lead = rows.find((row) => row.nik === data.head) ?? (withHead ? headOf(card)! : rows[0]!);
    const guests = guestsThrough(lead, relation, rows, card, data.relations);
    const left = leave(plan.register, movers, options);
    return done(addMembers(left, data.joins.cardOf, guests), headOf(target)?.nik ?? data.joins.cardOf);
  }
  const staying = card.members.filter((row) => !movers.includes(row.nik));
  if (withHead) {
    // The head takes the number along; those who stay behind get a card of their own at the old address.
    const left = leave(
      plan.register,
      staying.map((row) => row.nik),
      options,
    );
    const moved = replaceCard(left, card.kkNumber, { ...cardOf(left, movers[0]!)!, ...lines });
    const stayHead = data.newHeads?.find((person) => staying.some((row) => row.nik === person)) ?? spouseAmong(staying);
    const register =
      staying.length === 0
        ? moved
        : stayHead === undefined
          ? // Nobody is chosen yet: the rows stay together without a head, rule R60 asks.
            addCard(moved, { ...linesOf(card), headName: card.headName, members: staying }).register
          : formHousehold(moved, card, staying, stayHead, data).register;
    return done(register, headOf(card)!.nik);
  }
  const head = data.head ?? movers[0]!;
  const left = leave(plan.register, movers, options);
  return done(formHousehold(left, card, rows, head, data, lines).register, head);
}

const spouseAmong = (rows: FamilyCard['members']) =>
  rows.find((row) => row.shdk === 'ISTRI' || row.shdk === 'SUAMI')?.nik;

/** E12: no SKPWNI inside one kabupaten. The number stays when head and all members move (A2). */
export const pindahDalamBantul = defineEvent({
  code: 'E12',
  name: 'pindah-dalam-bantul',
  tile: INDONESIAN.events['tile.pindah-alamat'],
  ...eventTexts('pindah-dalam-bantul'),
  law: 'Perpres 96/2018 art. 25(3); Permendagri 108/2019 art. 15(2), 29',
  assumed:
    'A2: nomor KK tetap bila kepala dan semua anggota pindah; nomor yang diberikan SIAK diterima. Bila kepala pindah ' +
    'dengan sebagian anggota, nomor ikut kepala dan yang tinggal memperoleh KK baru.',
  changesMembers: true,
  entry: true,
  data: Move,
  boxes: (c, data) => {
    const moving = movingOf(c, data);
    if (data.joins !== undefined) return ['I.B.1', 'I.B.2'];
    if (moving === undefined || moving.all) return ['I.B.2'];
    return moving.withHead ? ['I.B.2', 'I.A.2'] : ['I.A.3', 'I.B.2'];
  },
  evidence: [
    F_1_02,
    F_1_03,
    KK_LAMA,
    ownerStatement<Move>(),
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287 (menumpang)',
      when: ({ data }) => data.joins !== undefined,
    },
    consentOfParents<Move>(({ movers = [] }) => movers),
    statementOfGuardian<Move>(({ movers = [] }) => movers),
  ],
  elsewhere: (_c, data) => (isOutsideBantul(data.address.kalurahan) ? movesOut() : undefined),
  effect: move,
  notices: (c, _data, plan) => {
    const others = otherFamilies(c, plan);
    return others.length === 0 ? [] : [changedToo(others, c.applicant)];
  },
  effectiveOn: (data) => data.date,
});
