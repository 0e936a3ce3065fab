import type { DeclaredEvent, EventApplication } from '../../../../src/domain/events/application.ts';
import type { FamilyMember } from '../../../../src/domain/family-card.ts';
import type { RuleContext } from '../../../../src/domain/rules/rule.ts';
import {
  cardAsDraft,
  cardOfFamily,
  contextFor,
  drafted,
  fourPeople,
  person,
  sexes,
  type Given,
} from '../../families.ts';
import type { RuleExamples } from './rule-examples.ts';

const { woman } = sexes;
const family = fourPeople();
const { father, mother, son, daughter, card } = family;
/** Whose element `changing` changes. */
export const CHANGED = father;

type ElementEvent = 'pendidikan' | 'pekerjaan' | 'golongan-darah' | 'agama-kepercayaan';
/** One element of the father changes. */
export const changing = (
  event: ElementEvent,
  from: string,
  to: string,
  siak: Partial<FamilyMember> = {},
  given: Partial<Given> = {},
) => {
  const row = { ...father, ...siak };
  const known = { ...card, members: [row, mother, son, daughter] };
  return contextFor({
    cards: [known],
    events: [{ event, data: { changes: [{ person: row.nik, from, to }] } }],
    ...given,
  });
};
const education: DeclaredEvent = {
  event: 'pendidikan',
  data: { changes: [{ person: father.nik, from: 'SLTA', to: 'S1' }] },
};
const died = (nik: string): DeclaredEvent => ({
  event: 'anggota-meninggal',
  data: { person: nik, date: '2026-10-02' },
});
const listing = (rows: readonly FamilyMember[], given: Partial<Given> = {}) =>
  contextFor({
    cards: [card],
    events: [education],
    rest: { listed: rows.map(({ name, nik }) => ({ name, nik })) },
    ...given,
  });
/** The daughter of a widower marries and moves to her husband; she has a child of 8. */
const mothersWedding = (takesAlong: boolean, relatives: readonly FamilyMember[] = []) => {
  const mother = person('LINA', 'ANAK', '1995-01-01', { ...woman, father: 'KAKEK' });
  const child = person('TOMI', 'CUCU', '2018-01-01', { father: 'EKO', mother: 'LINA' });
  const groom = person('HADI', 'KEPALA KELUARGA', '1988-01-01');
  const old = cardOfFamily([person('KAKEK', 'KEPALA KELUARGA', '1955-01-01'), mother, child, ...relatives]);
  const companions = takesAlong ? [{ nik: child.nik }] : [];
  return contextFor({
    cards: [cardOfFamily([groom]), old],
    events: [
      {
        event: 'menikah',
        data: {
          weddingDate: '2026-10-12',
          partners: [{ nik: groom.nik }, { nik: mother.nik }],
          head: groom.nik,
          companions,
        },
      },
    ],
  });
};
const typedAddress = (
  address: NonNullable<EventApplication['address']>,
  events: readonly DeclaredEvent[] = [education],
) => contextFor({ cards: [card], events, rest: { address } });
const status = (from: string, to: 'KAWIN TERCATAT' | 'CERAI HIDUP TERCATAT') =>
  contextFor({
    cards: [{ ...card, members: [{ ...father, maritalStatus: from }, mother, son, daughter] }],
    events: [{ event: 'penulisan-lama', data: { persons: [father.nik], from, to, date: '2004-06-20' } }],
  });

/** What has happened to the four people already. */
const done = (): DeclaredEvent[] => [
  {
    event: 'menikah',
    data: { weddingDate: '2004-06-20', partners: [{ nik: father.nik }, { nik: mother.nik }], head: father.nik },
  },
  {
    event: 'poligami',
    data: {
      ...{ husband: { nik: father.nik }, wife: { nik: mother.nik } },
      ...{ weddingDate: '2004-06-20', registered: true, together: true },
    },
  },
  { event: 'anak-angkat', data: { child: daughter.nik, parent: father.nik, decidedOn: '2020-01-01' } },
  { event: 'pengakuan-pengesahan', data: { child: daughter.nik, kind: 'pengakuan', father: father.nik } },
  {
    event: 'pisah-kk',
    data: { leavers: [father, mother, son, daughter].map(({ nik }) => nik), head: father.nik },
  },
  {
    event: 'pindah-dalam-bantul',
    data: { date: '2026-11-01', address: { street: 'Cepit', rt: '4', kalurahan: '34.02.15.2004' } },
  },
];

/** The education change as SIAK's draft shows it. */
const draft = (
  change: (rows: FamilyMember[]) => FamilyMember[],
  header = {},
  given: Given = { cards: [card], events: [education] },
) => {
  const planned = contextFor(given).draft[0]!;
  return drafted(given, [{ ...planned, ...header, members: change([...planned.members]) }]);
};

const baby: DeclaredEvent = {
  event: 'bayi-lahir',
  data: {
    children: [
      {
        ...{ name: 'ARJUNA PAMUNGKAS', withoutNik: 'bayi-baru-lahir', sex: 'LAKI-LAKI', birthPlace: 'BANTUL' },
        ...{ birthDate: '2026-11-15', religion: 'ISLAM', bloodType: 'TIDAK TAHU', citizenship: 'WNI' },
        ...{ mother: mother.nik, father: father.nik },
      },
    ],
  },
};
const birth: Given = { cards: [card], events: [baby] };

export const SEMULA_AND_DRAFTS: Readonly<Record<string, RuleExamples>> = {
  R44: {
    triggers: [
      [
        'WIRASWASTA written, SIAK has PEDAGANG',
        () => changing('pekerjaan', 'WIRASWASTA', 'GURU', { occupation: 'PEDAGANG' }),
      ],
      ['"-" written, SIAK has A', () => changing('golongan-darah', '-', 'O', { bloodType: 'A' })],
      [
        'another birth date than SIAK has',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'pembetulan',
                data: {
                  changes: [{ person: son.nik, element: 'tanggal-lahir', from: '02-01-2006', to: '03-02-2006' }],
                },
              },
            ],
          }),
      ],
    ],
    spares: [
      ['"Kawin" written, SIAK has KAWIN', () => status('Kawin', 'KAWIN TERCATAT')],
      [
        '"Katolik" written, SIAK has KATHOLIK',
        () => changing('agama-kepercayaan', 'Katolik', 'ISLAM', { religion: 'KATHOLIK' }),
      ],
      [
        'other spaces than the list has',
        () => changing('pendidikan', 'Slta / Sederajat', 'S1', { education: 'SLTA/SEDERAJAT' }),
      ],
      [
        'the date as the card prints it',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'pembetulan',
                data: {
                  changes: [{ person: son.nik, element: 'tanggal-lahir', from: '01-02-2006', to: '02-02-2006' }],
                },
              },
            ],
          }),
      ],
      ['SMA written, SIAK has SLTA/SEDERAJAT', () => changing('pendidikan', 'SMA', 'S1')],
      ['"-" written, SIAK has "-"', () => changing('golongan-darah', '-', 'O', { bloodType: '-' })],
    ],
  },
  R45: {
    triggers: [
      [
        'a new-born declared, draft without him',
        () => draft((rows) => rows.filter(({ name }) => name !== 'ARJUNA PAMUNGKAS'), {}, birth),
      ],
      [
        'the education is still the old one',
        () => draft((rows) => rows.map((row) => ({ ...row, education: 'SLTA/SEDERAJAT' }))),
      ],
      ['the new-born on the draft without a NIK', () => draft((rows) => rows, {}, birth)],
      [
        'who moved out is still on the draft',
        () => {
          const given: Given = {
            cards: [card],
            events: [
              {
                event: 'pindah-keluar',
                data: { movers: [{ nik: son.nik }], destination: 'Surabaya', skpwni: 'terbit' },
              },
            ],
          };
          return drafted(given, [card]);
        },
      ],
    ],
    spares: [
      [
        'a new-born on the draft with the NIK that SIAK gave',
        () =>
          draft(
            (rows) => rows.map((row) => (row.nik.startsWith('{') ? { ...row, nik: '3402151511269001' } : row)),
            {},
            birth,
          ),
      ],
      ['the education as declared', () => draft((rows) => rows)],
    ],
  },
  R46: {
    triggers: [
      ['education changes, and the address too', () => draft((rows) => rows, { address: 'JALAN LAIN' })],
      [
        'a person nobody named is on the draft',
        () => draft((rows) => [...rows, person('SIAPA', 'FAMILI LAIN', '1990-01-01')]),
      ],
      [
        'another cell changes',
        () => draft((rows) => rows.map((row) => (row.nik === mother.nik ? { ...row, bloodType: 'AB' } : row))),
      ],
    ],
    spares: [
      [
        'wife dies, husband becomes CERAI MATI',
        () => draft((rows) => rows, {}, { cards: [card], events: [died(mother.nik)] }),
      ],
      ['SIAK prints the rows in another order', () => draft((rows) => rows.toReversed())],
    ],
  },
  R47: {
    triggers: [
      [
        'a son who moved with SKPWNI and is no longer on the SIAK card',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'pindah-keluar',
                data: {
                  movers: [{ nik: '3402152006019999', name: 'DIMAS' }],
                  destination: 'Surabaya',
                  skpwni: 'terbit',
                },
              },
            ],
          }),
      ],
      ['an education that SIAK has already', () => changing('pendidikan', 'SLTP', 'SLTA')],
      ...done().map((declared): [string, () => RuleContext] => [
        `${declared.event}, and the cards of SIAK show it`,
        () => contextFor({ cards: [card], events: [declared] }),
      ]),
    ],
    spares: [
      [
        'a wedding with somebody whom no card shows',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'menikah',
                data: {
                  weddingDate: '2004-06-20',
                  partners: [{ nik: father.nik }, { nik: '3402154503829999' }],
                  head: father.nik,
                },
              },
            ],
          }),
      ],
      [
        'one person reported dead twice',
        () => contextFor({ cards: [card], events: [died(mother.nik), died(mother.nik)] }),
      ],
      [
        'two changes, one of which SIAK has already',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'pendidikan',
                data: {
                  changes: [
                    { person: father.nik, from: 'SLTP', to: father.education },
                    { person: mother.nik, from: mother.education, to: 'STRATA II' },
                  ],
                },
              },
            ],
          }),
      ],
      [
        'a son who is still on the SIAK card',
        () =>
          contextFor({
            cards: [card],
            events: [
              {
                event: 'pindah-keluar',
                data: { movers: [{ nik: son.nik }], destination: 'Surabaya', skpwni: 'terbit' },
              },
            ],
          }),
      ],
    ],
  },
  R48: {
    triggers: [
      ['education changes, other RT typed', () => typedAddress({ rt: '5' })],
      ['another street', () => typedAddress({ street: 'JALAN LAIN' })],
      ['another kalurahan', () => typedAddress({ kalurahan: '34.02.15.2001' })],
    ],
    spares: [
      ['RT "4" typed, SIAK "004"', () => typedAddress({ rt: '4', rw: '-', street: 'Cepit' })],
      ['nothing typed', () => typedAddress({ street: ' ', rt: '', rw: '', kalurahan: ' ' })],
      [
        'a move',
        () =>
          typedAddress({ street: 'JALAN BARU' }, [
            {
              event: 'pindah-dalam-bantul',
              data: { date: '2026-11-01', address: { street: 'Jalan Baru', rt: '1', kalurahan: '34.02.15.2003' } },
            },
          ]),
      ],
    ],
  },
  R49: {
    triggers: [
      ['a member left off the list', () => listing([father, mother, son])],
      [
        'a member left off the list, said to be dead, without akta',
        () => listing([father, mother, son], { events: [died(daughter.nik)] }),
      ],
      ['a child of whom nobody says whether it goes with its mother', () => mothersWedding(false)],
    ],
    spares: [
      ['a child who goes with its mother', () => mothersWedding(true)],
      ['a child who stays with its father', () => mothersWedding(false, [person('EKO', 'MENANTU', '1990-01-01')])],
      [
        'a child whose mother has died',
        () =>
          listing([father, mother, son, daughter], {
            events: [died(mother.nik)],
            papers: [{ document: 'akta-kematian' }],
          }),
      ],
      [
        'the dead grandmother named under "anggota meninggal", with akta',
        () => listing([father, mother, son], { events: [died(daughter.nik)], papers: [{ document: 'akta-kematian' }] }),
      ],
      ['all are listed', () => listing([father, mother, son, daughter])],
      [
        'who splits is not listed',
        () =>
          listing([father, mother, daughter], {
            events: [{ event: 'pisah-kk', data: { leavers: [son.nik], head: son.nik } }],
          }),
      ],
      [
        'the head died and the others are listed',
        () =>
          listing([mother, son, daughter], {
            events: [died(father.nik)],
            papers: [{ document: 'akta-kematian' }],
            applicant: { nik: mother.nik },
          }),
      ],
    ],
  },
  R50: {
    triggers: [
      [
        'a cousin added to the list of an education change',
        () => listing([father, mother, son, daughter, person('SEPUPU', 'FAMILI LAIN', '1999-01-01')]),
      ],
    ],
    spares: [
      [
        'the bride named under "menikah"',
        () => {
          const bride = person('NURUL', 'KEPALA KELUARGA', '2001-01-01', woman);
          return listing([son, bride], {
            cards: [card, cardOfFamily([bride])],
            events: [
              {
                event: 'menikah',
                data: { weddingDate: '2026-10-12', partners: [{ nik: son.nik }, { nik: bride.nik }], head: son.nik },
              },
            ],
          });
        },
      ],
    ],
  },
  R56: {
    triggers: [
      ['education "KULIAH"', () => changing('pendidikan', 'SLTA', 'KULIAH')],
      [
        'the old word as new one',
        () =>
          contextFor({
            cards: [card],
            events: [{ event: 'golongan-darah', data: { changes: [{ person: father.nik, from: 'O', to: '-' }] } }],
          }),
      ],
      ['occupation "SWASTA"', () => changing('pekerjaan', 'WIRASWASTA', 'SWASTA')],
      [
        'a relation that is not in the list',
        () =>
          contextFor({
            cards: [card],
            events: [education],
            rest: { listed: [{ name: father.name, nik: father.nik, shdk: 'FAMILI' }] },
          }),
      ],
      [
        'a guest whose relation nobody knows',
        () =>
          contextFor({
            cards: [card, cardOfFamily([person('ANDI', 'KEPALA KELUARGA', '2002-01-01')])],
            events: [
              {
                event: 'numpang-kk',
                data: { receiver: father.nik, guests: [{ nik: '3402150101020001', relation: 'blabla' }] },
              },
            ],
          }),
      ],
    ],
    spares: [
      ['"Katolik", stored as KATHOLIK', () => changing('agama-kepercayaan', 'ISLAM', 'Katolik')],
      ['"semula" KAWIN of an old card', () => status('KAWIN', 'KAWIN TERCATAT')],
      ['"semula" CERAI HIDUP of an old card', () => status('CERAI HIDUP', 'CERAI HIDUP TERCATAT')],
      ['"semula" "-" of an old card', () => changing('golongan-darah', '-', 'O', { bloodType: '-' })],
      ['small letters', () => changing('pendidikan', 'SLTA/SEDERAJAT', 'Diploma IV/Strata I')],
      [
        'the relation ISTERI',
        () =>
          contextFor({
            cards: [card],
            events: [education],
            rest: { listed: [{ name: mother.name, nik: mother.nik, shdk: 'Isteri' }] },
          }),
      ],
    ],
  },
  R57: {
    triggers: [
      ['WIRASWASTA -> wiraswasta', () => changing('pekerjaan', 'WIRASWASTA', 'wiraswasta')],
      ['SMA -> SLTA, the same entry of the list', () => changing('pendidikan', 'SMA', 'SLTA')],
    ],
    spares: [
      ['KAWIN -> KAWIN TERCATAT', () => status('KAWIN', 'KAWIN TERCATAT')],
      ['A -> A+', () => changing('golongan-darah', 'A', 'A+', { bloodType: 'A' })],
    ],
  },
  R59: {
    triggers: [
      ['A -> O', () => changing('golongan-darah', 'A', 'O', { bloodType: 'A' })],
      ['AB+ -> B-', () => changing('golongan-darah', 'AB+', 'B-', { bloodType: 'AB+' })],
    ],
    spares: [
      ['- -> O', () => changing('golongan-darah', '-', 'O', { bloodType: '-' })],
      ['A -> A+', () => changing('golongan-darah', 'A', 'A+', { bloodType: 'A' })],
      ['TIDAK TAHU -> B', () => changing('golongan-darah', 'TIDAK TAHU', 'B', { bloodType: 'TIDAK TAHU' })],
    ],
  },
  R61: {
    triggers: [
      [
        'the head died, the draft still names him',
        () => drafted({ cards: [card], events: [died(father.nik)] }, [card]),
      ],
    ],
    spares: [['the draft without him', () => draft((rows) => rows, {}, { cards: [card], events: [died(father.nik)] })]],
  },
  R70: {
    triggers: [
      ['a child before the wife', () => cardAsDraft([father, son, mother])],
      [
        'the younger wife before the elder',
        () => cardAsDraft([father, { ...mother, maritalDate: '2019-01-01' }, { ...mother, nik: '3402155203829999' }]),
      ],
    ],
    spares: [
      [
        'twins of the same day in order of birth',
        () =>
          cardAsDraft([
            father,
            mother,
            { ...son, childNumber: 1 },
            { ...son, nik: '3402150102069999', childNumber: 2 },
          ]),
      ],
      [
        'head, wife, children, grandmother',
        () => cardAsDraft([father, mother, son, daughter, person('PAINEM', 'ORANG TUA', '1950-01-01', woman)]),
      ],
    ],
  },
};
