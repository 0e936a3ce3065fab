import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { Type, type Static } from '@sinclair/typebox';
import { spousesOf } from '../card/couples.ts';
import { dateThatStays, isMarried, withMaritalStatus } from '../card/marital.ts';
import { cardOf, changeMember, headOf, memberOf } from '../card/register.ts';
import { F_1_02, F_1_06, KK_LAMA, signedByAll } from './common-evidence.ts';
import { defineEvent, issuing, withFacts, withRegister, type EventContext, type Plan } from './event.ts';
import { choice, date, form, nik, text, yes } from './fields.ts';
import { homeCard } from './household.ts';

const OldWording = form({
  /** Both husband and wife, when both stand on the card. Empty when only the paper is old. */
  persons: Type.Array(nik(INDONESIAN.fields['nik']), {
    maxItems: 4,
    title: INDONESIAN.fields['status-siapa'],
    remedy: INDONESIAN.faults['pilih-suami-dan-istri'],
  }),
  from: Type.Optional(text(INDONESIAN.fields['semula'], 30)),
  to: Type.Optional(
    choice(INDONESIAN.fields['menjadi'], [
      'KAWIN TERCATAT',
      'KAWIN BELUM TERCATAT',
      'CERAI HIDUP TERCATAT',
      'CERAI HIDUP BELUM TERCATAT',
    ]),
  ),
  date: Type.Optional(date(INDONESIAN.fields['tanggal-perkawinan-atau-perceraian'])),
  /** Only the paper is old (no QR): a reprint without entry, as for a damaged card (A4). */
  paperOnly: Type.Optional(yes(INDONESIAN.fields['hanya-kertasnya-yang-lama'])),
});
type OldWording = Static<typeof OldWording>;

/** Nothing but the paper changes: the applicant says so, or names no new status. */
export const isReprint = (data: OldWording) => data.paperOnly === true || data.to === undefined;

function reword(plan: Plan, data: OldWording, c: EventContext): Plan {
  const { to, date: on } = data;
  if (isReprint(data) || to === undefined) {
    const card = homeCard({ ...c, before: plan.register });
    return card === undefined ? plan : issuing(plan, (headOf(card) ?? card.members[0]!).nik);
  }
  const persons = withSpouses(plan, data.persons, to);
  const held = persons.every((person) => {
    const row = memberOf(plan.register, person);
    return row?.maritalStatus === to && (on === undefined || row.maritalDate === on);
  });
  const register = persons.reduce(
    (now, person) => changeMember(now, person, (row) => withMaritalStatus(row, to, on ?? dateThatStays(row, to))),
    plan.register,
  );
  const changes = persons.map((person) => ({
    fact: 'change' as const,
    change: {
      nik: person,
      element: 'status-perkawinan' as const,
      to,
      ...(data.from === undefined ? {} : { from: data.from }),
    },
  }));
  return withFacts(
    issuing(withRegister(plan, register), ...data.persons),
    ...changes,
    ...(held ? [{ fact: 'already' as const, what: 'status perkawinan' }] : []),
  );
}

/**
 * A wedding has two sides: the husband or wife on the same card changes with the one who was named. Of several wives
 * none changes unless she is named.
 */
function withSpouses({ register }: Plan, persons: readonly string[], to: string): string[] {
  const spouses = persons.flatMap((person) => {
    const married = isMarried(to) ? spousesOf(person, cardOf(register, person)?.members ?? []) : [];
    return married.length === 1 && isMarried(married[0]!.maritalStatus) ? married.map((spouse) => spouse.nik) : [];
  });
  return [...new Set([...persons, ...spouses])];
}

/** E25: the six statuses of Permendagri 118/2017 and 109/2019 on a card that still has the old words. */
export const penulisanLama = defineEvent({
  code: 'E25',
  name: 'penulisan-lama',
  tile: INDONESIAN.events['tile.kk-model'],
  ...eventTexts('penulisan-lama'),
  law: 'Permendagri 109/2019 (six statuses; since Permendagri 118/2017)',
  assumed: 'A4: kertas lama tanpa perubahan kata dicetak ulang seperti KK rusak, tanpa entri.',
  changesMembers: false,
  entry: true,
  data: OldWording,
  boxes: (_c, data) => (isReprint(data) ? ['I.C.2'] : ['I.B.3']),
  evidence: [
    F_1_02,
    { ...F_1_06, when: ({ data }) => !isReprint(data) },
    { ...KK_LAMA, anyOf: ['kk-lama', 'kk-rusak'] },
    {
      anyOf: ['ktp-el'],
      mark: 'F',
      law: 'Perpres 96/2018 art. 13',
      when: ({ data }) => isReprint(data),
    },
    {
      anyOf: ['buku-nikah', 'akta-perkawinan'],
      mark: 'F',
      law: 'Permendagri 109/2019',
      when: ({ data }) => !isReprint(data) && data.to === 'KAWIN TERCATAT',
    },
    {
      anyOf: ['f-1-05-perkawinan'],
      mark: 'PA',
      law: 'Permendagri 108/2019 art. 10(2)',
      when: ({ data }) => !isReprint(data) && data.to === 'KAWIN BELUM TERCATAT',
      fits: (paper, { data }) => signedByAll(paper, data.persons),
    },
    {
      anyOf: ['akta-cerai', 'akta-perceraian'],
      mark: 'F',
      law: 'Permendagri 109/2019',
      when: ({ data }) => !isReprint(data) && data.to === 'CERAI HIDUP TERCATAT',
    },
    {
      anyOf: ['f-1-05-perceraian'],
      mark: 'PA',
      law: 'Permendagri 108/2019 art. 10(2)',
      when: ({ data }) => !isReprint(data) && data.to === 'CERAI HIDUP BELUM TERCATAT',
      fits: (paper, { data }) => signedByAll(paper, data.persons),
    },
  ],
  effect: reword,
  effectiveOn: (data) => data.date,
});
