import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isAdult } from '../card/age.ts';
import { isNamedParent } from '../card/couples.ts';
import { leave } from '../card/leave.ts';
import { addMembers, cardNumbered, cardOf, headOf, memberOf } from '../card/register.ts';
import { shdkForWord } from '../card/relation-words.ts';
import { F_1_02, F_1_03, KK_LAMA, nameOf } from './common-evidence.ts';
import { defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { Partner, form, nik, succession, text } from './fields.ts';
import { changedToo, otherFamilies } from './other-families.ts';
import { guestFromElsewhere } from './outside-bantul.ts';

const Guest = form({
  ...Partner.properties,
  relation: text(INDONESIAN.fields['hubungan-dengan-kepala-keluarga-penerima'], 30),
});

const Joining = form({
  /** The receiving card: NIK of its head or of any of its members. */
  receiver: nik(INDONESIAN.fields['nik-kepala-keluarga-penerima']),
  guests: Type.Array(Guest, {
    minItems: 1,
    maxItems: 20,
    title: INDONESIAN.fields['yang-menumpang'],
    remedy: INDONESIAN.faults['tuliskan-siapa-yang-menumpang'],
  }),
  ...succession,
});
type Joining = Static<typeof Joining>;

function join(plan: Plan, data: Joining, c: EventContext): Plan {
  const card = cardOf(plan.register, data.receiver);
  const head = card === undefined ? undefined : headOf(card);
  if (card === undefined || head === undefined) return plan;
  const onCard = (person: string) => card.members.some((row) => row.nik === person);
  const guests = data.guests.filter(
    (guest, i) => !onCard(guest.nik) && data.guests.findIndex((other) => other.nik === guest.nik) === i,
  );
  const rows = guests.flatMap(({ nik: person, relation }) => {
    const row = memberOf(plan.register, person);
    const shdk = data.relations?.[person] ?? shdkForWord(relation) ?? 'LAINNYA';
    return row === undefined ? [] : [{ ...row, shdk }];
  });
  const left = leave(
    plan.register,
    rows.map((row) => row.nik),
    { ...data, today: c.today },
  );
  const register = addMembers(left, head.nik, rows);
  return withFacts(
    issuing(withRegister(plan, register), head.nik),
    ...rows.map((row) => ({ fact: 'joined' as const, nik: row.nik })),
    ...(guests.length === 0 ? [{ fact: 'already' as const, what: 'numpang KK' }] : []),
  );
}

/** Guests under 17 who come without father and mother: who comes with a parent is in that parent's care. */
function minors(c: EventContext, data: Joining): string[] {
  const rows = data.guests.flatMap((guest) => memberOf(c.before, guest.nik) ?? []);
  return rows
    .filter((row) => !isAdult(row, c.today) && !rows.some((other) => isNamedParent(other, row)))
    .map((row) => row.nik);
}

/** E11: the receiving number is kept; a guest's card may end. */
export const numpangKk = defineEvent({
  code: 'E11',
  name: 'numpang-kk',
  tile: INDONESIAN.events['tile.numpang-kk'],
  ...eventTexts('numpang-kk'),
  law: 'Perpres 96/2018 art. 12; Permendagri 108/2019 art. 12 (article unconfirmed); SE 470/13287',
  changesMembers: true,
  entry: true,
  data: Joining,
  boxes: () => ['I.B.1'],
  evidence: [
    F_1_02,
    KK_LAMA,
    {
      anyOf: ['pernyataan-menerima'],
      mark: 'PA',
      law: 'SE 470/13287',
      fits: (paper, c) => {
        const card = cardOf(c.before, c.data.receiver);
        const head = card === undefined ? undefined : headOf(card)?.nik;
        return paper.signedBy === undefined || head === undefined || paper.signedBy.includes(head);
      },
    },
    F_1_03,
    {
      anyOf: ['kuasa-pengasuhan'],
      mark: 'PA',
      law: 'SE 470/13287 (under 17)',
      when: (c) => minors(c, c.data).length > 0,
      each: (c) => minors(c, c.data),
      missing: (c, person) => fill(INDONESIAN.advice['surat-kuasa-pengasuhan-dari'], { name: nameOf(c, person) }),
    },
  ],
  elsewhere: (c, data) => guestFromElsewhere(c, data.guests),
  effect: join,
  notices: (c, _data, plan) => {
    const ended = c.before.cards
      .filter((card) => cardNumbered(plan.register, card.kkNumber) === undefined)
      .map((card) => fill(INDONESIAN.results['card-ended'], { number: card.kkNumber }));
    const others = otherFamilies(c, plan);
    return others.length === 0 ? ended : [...ended, changedToo(others, c.applicant)];
  },
});
