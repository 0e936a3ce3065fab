import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { isAdult } from '../card/age.ts';
import { isAwaited } from '../card/awaited.ts';
import { isNamedParent } from '../card/couples.ts';
import { leave } from '../card/leave.ts';
import { addMembers, cardNumbered, cardOf, headOf, memberOf, type CardRegister } from '../card/register.ts';
import { shdkForWord } from '../card/relation-words.ts';
import type { FamilyCard } from '../family-card.ts';
import { isCaredFor, isOrphaned, statementOfGuardian } from './care.ts';
import { F_1_02, F_1_03, KK_LAMA, nameOf } from './common-evidence.ts';
import {
  defineEvent,
  isReportedDead,
  issuing,
  withFacts,
  withRegister,
  type EventContext,
  type EvidenceContext,
  type Plan,
} from './event.ts';
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

/** The receiver's card; of one who has died meanwhile that of the family. */
function receivingCard(register: CardRegister, before: CardRegister, { receiver }: Joining): FamilyCard | undefined {
  const family = cardOf(before, receiver)?.members ?? [];
  return cardOf(register, receiver) ?? family.flatMap(({ nik: person }) => cardOf(register, person) ?? [])[0];
}

function join(plan: Plan, data: Joining, c: EventContext): Plan {
  const card = receivingCard(plan.register, c.before, data);
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

/** Guests under 17 who come without father and mother: who comes with or to a parent is in that parent's care. */
function minors(c: EvidenceContext<Joining>): string[] {
  const { before, today, plan, data } = c;
  const rows = data.guests
    .filter((guest) => !isReportedDead(plan, guest.nik))
    .flatMap((guest) => memberOf(before, guest.nik) ?? []);
  return rows
    .filter((row) => !isAdult(row, today) && !rows.some((other) => isNamedParent(other, row)))
    .map((row) => row.nik)
    .filter((person) => !isCaredFor(c, plan, person));
}

/** Who may sign for the receiving family: its head, and whoever became head by this very application. */
function receivingHeads({ before, plan, data }: EvidenceContext<Joining>): string[] {
  const cards = [cardOf(before, data.receiver), receivingCard(plan.register, before, data)];
  return cards
    .flatMap((card) => (card === undefined ? [] : (headOf(card)?.nik ?? [])))
    .filter((head) => !isReportedDead(plan, head));
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
        const { signedBy } = paper;
        const heads = receivingHeads(c);
        return signedBy === undefined || heads.length === 0 || heads.some((head) => signedBy.includes(head));
      },
    },
    F_1_03,
    {
      anyOf: ['kuasa-pengasuhan'],
      mark: 'PA',
      law: 'SE 470/13287 (under 17)',
      when: (c) => minors(c).some((child) => !isOrphaned(c, child)),
      each: (c) => minors(c).filter((child) => !isOrphaned(c, child)),
      missing: (c, person) => fill(INDONESIAN.advice['surat-kuasa-pengasuhan-dari'], { name: nameOf(c, person) }),
    },
    statementOfGuardian<Joining>(({ guests }) => guests.map((guest) => guest.nik)),
  ],
  elsewhere: (c, data) => guestFromElsewhere(c, data.guests),
  effect: join,
  notices: (c, data, plan) => {
    // A card around another head has another number; its people are still there.
    const isGuest = (person: string) => data.guests.some((guest) => guest.nik === person);
    const isRenewed = (card: FamilyCard) =>
      card.members.some(
        ({ nik: person }) => !isGuest(person) && isAwaited(cardOf(plan.register, person)?.kkNumber ?? ''),
      );
    const ended = c.before.cards
      .filter((card) => cardNumbered(plan.register, card.kkNumber) === undefined && !isRenewed(card))
      .map((card) => fill(INDONESIAN.results['card-ended'], { number: card.kkNumber }));
    const others = otherFamilies(c, plan);
    return others.length === 0 ? ended : [...ended, changedToo(others, c.applicant)];
  },
});
