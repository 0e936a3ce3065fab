import type { DeclaredEvent, EventApplication, EventData } from '../../../../src/domain/events/application.ts';
import type { DocumentCode } from '../../../../src/domain/events/documents.ts';
import { cardAsDraft, contextFor, fourPeople, person, sexes, TODAY, cardOfFamily, type Given } from '../../families.ts';
import type { RuleExamples } from './rule-examples.ts';

type Child = EventData<'bayi-lahir'>['children'][number];
/** `undefined` leaves a field out. */
type ChildChange = { readonly [Field in keyof Child]?: Child[Field] | undefined };
const { woman } = sexes;

const family = fourPeople();
const listing = (...listed: NonNullable<EventApplication['listed']>) =>
  contextFor({ cards: [family.card], events: [education()], rest: { listed } });
const education = (): DeclaredEvent => ({
  event: 'pendidikan',
  data: { changes: [{ person: family.son.nik, from: 'SLTA', to: 'S1' }] },
});
const born = (change: ChildChange = {}, mother = family.mother.nik) =>
  contextFor({ cards: [family.card], events: [birth({ mother, ...change })] });
const ARJUNA = 'ARJUNA PAMUNGKAS';
const twins = (name: string) => {
  const children = [ARJUNA, name].flatMap((one) => {
    const { data } = birth({ mother: family.mother.nik, name: one }) as DeclaredEvent & {
      readonly event: 'bayi-lahir';
    };
    return data.children;
  });
  return contextFor({ cards: [family.card], events: [{ event: 'bayi-lahir', data: { children } }] });
};
const birth = (change: ChildChange): DeclaredEvent => ({
  event: 'bayi-lahir',
  data: {
    children: [
      present({
        name: ARJUNA,
        withoutNik: 'bayi-baru-lahir',
        sex: 'LAKI-LAKI',
        birthPlace: 'BANTUL',
        birthDate: '2026-11-15',
        religion: 'ISLAM',
        bloodType: 'TIDAK TAHU',
        citizenship: 'WNI',
        fatherName: 'DAMAR PAMUNGKAS',
        ...change,
      }),
    ],
  },
});
const present = (child: ChildChange): Child =>
  Object.fromEntries(Object.entries(child).filter(([, value]) => value !== undefined));
const kkNumber = (number: string) =>
  contextFor({ cards: [family.card], events: [education()], rest: { kkNumber: number } });
const renamed = (to: string, event: 'pembetulan' | 'ganti-nama' = 'pembetulan') =>
  contextFor({
    cards: [family.card],
    events: [
      event === 'pembetulan'
        ? { event, data: { changes: [{ person: family.father.nik, element: 'nama', from: family.father.name, to }] } }
        : { event, data: { changes: [{ person: family.father.nik, from: family.father.name, to }] } },
    ],
  });
const birthDate = (to: string) =>
  contextFor({
    cards: [family.card],
    events: [
      {
        event: 'pembetulan',
        data: { changes: [{ person: family.son.nik, element: 'tanggal-lahir', from: '01-02-2006', to }] },
      },
    ],
  });
const SIXTY = 'RADEN AJENG SITI NURAINI RETNO WULANDARI KUSUMANINGRUM PUTRI';

export const NIK_AND_NAMES: Readonly<Record<string, RuleExamples>> = {
  R01: {
    triggers: [
      ['15 digits', () => listing({ name: 'A', nik: '340216170884900' })],
      ['a first digit 0', () => listing({ name: 'A', nik: '0402161708849001' })],
      ['17 digits', () => listing({ name: 'A', nik: '34021617088490011' })],
      ['letters', () => listing({ name: 'A', nik: 'tidak tahu' })],
      [
        'a guest whose NIK is too short',
        () =>
          contextFor({
            cards: [family.card],
            events: [
              {
                event: 'numpang-kk',
                data: { receiver: family.father.nik, guests: [{ nik: '34021', relation: 'adik' }] },
              },
            ],
          }),
      ],
    ],
    spares: [
      ['spaces, removed before the check', () => listing({ name: 'A', nik: '3402 1617 0884 9001' })],
      ['dots, removed before the check', () => listing({ name: 'A', nik: '3402.1617.0884.9001' })],
      ['a new-born without NIK', () => born()],
    ],
  },
  R02: {
    triggers: [
      ['30 February', () => listing({ name: 'A', nik: '3402163002849001' })],
      ['day 00', () => listing({ name: 'A', nik: '3402160002849001' })],
      ['day 32', () => listing({ name: 'A', nik: '3402163202849001' })],
      ['day 72', () => listing({ name: 'A', nik: '3402167202849001' })],
      ['month 13', () => listing({ name: 'A', nik: '3402161213849001' })],
      ['29 February of a common year', () => listing({ name: 'A', nik: '3402162902819001' })],
      ['serial 0000', () => listing({ name: 'A', nik: '3402161708840000' })],
    ],
    spares: [
      ['29 February of a leap year', () => listing({ name: 'A', nik: '3402162902849001' })],
      ['a woman born on the 31st', () => listing({ name: 'A', nik: '3402167112849001' })],
    ],
  },
  R03: {
    triggers: [
      [
        'PEREMPUAN with the NIK of a man',
        () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1984-08-17', { ...woman, nik: '3402161708849001' })]),
      ],
      [
        'LAKI-LAKI with the NIK of a woman',
        () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1984-08-17', { nik: '3402165708849001' })]),
      ],
    ],
    spares: [
      [
        'PEREMPUAN with the NIK of a woman',
        () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1984-08-17', { ...woman, nik: '3402165708849001' })]),
      ],
      [
        'an old NIK with day 00, which says nothing',
        () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1984-08-17', { ...woman, nik: '3402160008849001' })]),
      ],
    ],
  },
  R04: {
    triggers: [
      [
        '07-05-1990 with a NIK of 05-07-1990',
        () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1990-05-07', { nik: '3402130507909291' })]),
      ],
    ],
    spares: [
      [
        '12-03-1987 with the NIK of a woman of that day',
        () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1987-03-12', { ...woman, nik: '3402135203879291' })]),
      ],
      [
        'a NIK whose date cannot be: rule R02 says so',
        () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1990-05-07', { nik: '3402133113909291' })]),
      ],
    ],
  },
  R05: {
    triggers: [
      [
        'father and son with one NIK',
        () => listing({ name: 'AYAH', nik: '3402161708849001' }, { name: 'ANAK', nik: '3402161708849001' }),
      ],
      [
        'bride and groom with one NIK',
        () =>
          contextFor({
            cards: [family.card],
            events: [
              {
                event: 'menikah',
                data: {
                  weddingDate: '2026-10-12',
                  partners: [{ nik: family.son.nik }, { nik: family.son.nik }],
                  head: family.son.nik,
                },
              },
            ],
          }),
      ],
      ['a child with the NIK of another person of the family', () => born({ nik: family.son.nik })],
    ],
    spares: [
      [
        'two new-born twins, both without NIK',
        () => contextFor({ cards: [family.card], events: [birth({}), birth({ name: 'ABIMANYU PAMUNGKAS' })] }),
      ],
      ['applicant and head are the same person', () => listing({ name: family.father.name, nik: family.father.nik })],
    ],
  },
  R06: {
    triggers: [
      ['an aunt of 45 whose NIK is left empty', () => listing({ name: 'BIBI', nik: '' })],
      ['an unmarked person of 45 as "new-born"', () => born({ withoutNik: undefined, birthDate: '1981-01-01' })],
    ],
    spares: [
      ['a baby of 11 days, marked', () => born()],
      ['a listed baby, marked', () => listing({ name: 'BAYI', withoutNik: 'bayi-baru-lahir' })],
    ],
  },
  R07: {
    triggers: [
      ['a baby without birth place', () => born({ birthPlace: undefined })],
      ['a baby without mother', () => contextFor({ cards: [family.card], events: [birth({})] })],
      ['a baby whose father is neither named nor left out', () => born({ fatherName: undefined })],
      ['two children of one name and day, where one was written twice', () => twins(ARJUNA)],
      ['a child of 12 without school', () => born({ birthDate: '2014-11-15', withoutNik: 'belum-pernah-terdaftar' })],
    ],
    spares: [
      ['blood group TIDAK TAHU and father left out', () => born({ fatherName: undefined, fatherLeftOut: true })],
      ['twins', () => twins('NAKULA PAMUNGKAS')],
      ['a child who has a NIK already', () => born({ nik: '3402151511269001', birthPlace: undefined })],
    ],
  },
  R08: {
    triggers: [
      ['14 digits', () => kkNumber('34021605121190')],
      [
        '14 digits with a lost card',
        () =>
          contextFor({ cards: [family.card], events: [{ event: 'kk-hilang', data: { kkNumber: '34021605121190' } }] }),
      ],
    ],
    spares: [
      [
        'a lost card, field empty',
        () => contextFor({ cards: [family.card], events: [{ event: 'kk-hilang', data: { kkNumber: '' } }] }),
      ],
      ['no number at all', () => contextFor({ cards: [family.card], events: [education()] })],
      ['16 digits with spaces', () => kkNumber('3402 1605 1211 9001')],
    ],
  },
  R09: {
    triggers: [['3404...', () => kkNumber('3404071201159001')]],
    spares: [['3402...', () => kkNumber('3402161201159001')]],
  },
  R10: {
    triggers: [
      ["NUR'AINI 2", () => born({ name: "NUR'AINI 2" })],
      ['a corrected name with markup', () => renamed('W3n1ng <b>@@@')],
      ['a name with titles', () => renamed('Dr. Hj. Wening, S.Pd.', 'ganti-nama')],
      ['a name of spaces only', () => renamed('   ')],
      ['a hyphen', () => born({ name: 'SITI AL-ZAHRA' })],
    ],
    spares: [
      [
        "an existing member MUHAMMAD NUR JUM'AH whose name does not change",
        () => cardAsDraft([person("MUHAMMAD NUR JUM'AH", 'KEPALA KELUARGA', '1984-08-17')]),
      ],
      ['small letters', () => born({ name: 'Arjuna Bagas' })],
    ],
  },
  R11: {
    triggers: [['61 letters', () => born({ name: `${SIXTY}S` })]],
    spares: [
      ['60 letters', () => born({ name: SIXTY })],
      [
        'an existing longer name that stays',
        () => cardAsDraft([person(`${SIXTY} SARI`, 'KEPALA KELUARGA', '1984-08-17')]),
      ],
    ],
  },
  R12: {
    triggers: [['a new-born SEKAR', () => born({ name: 'SEKAR' })]],
    spares: [
      ['an existing member SUMIYATI', () => cardAsDraft([person('SUMIYATI', 'KEPALA KELUARGA', '1984-08-17', woman)])],
      ['a corrected name of one word', () => renamed('SUMIYATI')],
    ],
  },
  R13: {
    triggers: [
      ['01-01-2031', () => birthDate('01-01-2031')],
      ['31-04-2020, which is no day', () => birthDate('31-04-2020')],
      ['a baby of tomorrow', () => born({ birthDate: '2026-11-27' })],
      ['words', () => birthDate('tahun lalu')],
    ],
    spares: [
      ['today', () => born({ birthDate: TODAY })],
      ['as the card prints it', () => birthDate('07-05-2006')],
    ],
  },
  R14: {
    triggers: [
      ['01-01-1800', () => birthDate('1800-01-01')],
      ['a row of 1899', () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1899-01-01')])],
      ['120 years and a day', () => birthDate('1906-11-25')],
    ],
    spares: [
      ['14-08-1925', () => birthDate('1925-08-14')],
      ['the hundred and twentieth birthday', () => birthDate('1906-11-26')],
      ['a row of that day', () => cardAsDraft([person('A', 'KEPALA KELUARGA', '1906-11-26')])],
    ],
  },
  R15: {
    triggers: [
      ['a wedding on 12-12-2026', () => wedding('2026-12-12')],
      ['a wedding before the birth of the groom', () => wedding('1979-01-01')],
      [
        'a death tomorrow',
        () =>
          contextFor({
            cards: [family.card],
            events: [{ event: 'anggota-meninggal', data: { person: family.mother.nik, date: '2026-11-27' } }],
          }),
      ],
      ['a divorce in the future', () => divorce('2027-01-01')],
      ['a wedding date corrected to a day that does not exist', () => weddingDate('31-02-2024')],
      ['a wedding date corrected to tomorrow', () => weddingDate('27-11-2026')],
      ['a wedding date corrected to before the birth', () => weddingDate('01-01-1950')],
      ['a wedding date corrected to words', () => weddingDate('tidak tahu')],
      ['a divorce before the wedding', () => divorce('2001-01-01')],
      ['a wedding after the death of the groom', () => widowed('2026-10-12', '2026-09-01')],
    ],
    spares: [
      ['a death after the wedding', () => widowed('2026-10-12', '2026-11-01')],
      ['a wedding this morning', () => wedding(TODAY)],
      ['a wedding date corrected', () => weddingDate('21-06-2004')],
      ['a divorce on a later day', () => divorce('2024-02-02')],
    ],
  },
  R16: {
    triggers: [['a wedding in 2024, bride of 17', () => wedding('2024-05-01', '2006-06-01')]],
    spares: [
      ['a wedding in 1998, bride of 17', () => wedding('1998-05-01', '1981-04-01', '1975-01-01')],
      ['a wedding in 2026, groom exactly 19', () => wedding('2026-02-01', '1999-01-01', '2007-02-01')],
      [
        'a bride of 17 with dispensation of the court',
        () => wedding('2024-05-01', '2006-06-01', '1990-01-01', [{ document: 'dispensasi-kawin' }]),
      ],
    ],
  },
  R38: {
    triggers: [
      ['a mother BELUM KAWIN and a father typed', () => unmarried({ fatherName: 'SESEORANG' })],
      ['buku nikah of a wedding after the birth', () => bornBeforeWedding('buku-nikah')],
      [
        'a mother divorced 400 days before',
        () =>
          unmarried({ fatherName: 'SESEORANG' }, { maritalStatus: 'CERAI HIDUP TERCATAT', maritalDate: '2025-10-11' }),
      ],
    ],
    spares: [
      [
        'the same with kutipan akta pengakuan anak',
        () => unmarried({ fatherName: 'SESEORANG' }, {}, [{ document: 'akta-pengakuan-anak' }]),
      ],
      [
        'buku nikah of an earlier wedding',
        () => unmarried({ fatherName: 'SESEORANG' }, {}, [{ document: 'buku-nikah' }]),
      ],
      ['a wedding after the birth, and akta pengesahan anak', () => bornBeforeWedding('akta-pengesahan-anak')],
      ['the father left out', () => unmarried({ fatherLeftOut: true })],
      [
        'a mother divorced 200 days before',
        () =>
          unmarried({ fatherName: 'SESEORANG' }, { maritalStatus: 'CERAI HIDUP TERCATAT', maritalDate: '2026-04-29' }),
      ],
      ['a married mother', () => born()],
    ],
  },
};

/** A bride and a groom, with what else happened. */
const newlyweds = (
  weddingDate: string,
  papers: Given['papers'],
  more: (bride: string, groom: string) => DeclaredEvent,
) => {
  const bride = person('NURUL', 'KEPALA KELUARGA', '1995-01-01', sexes.woman);
  const groom = person('BUDI', 'KEPALA KELUARGA', '1990-01-01');
  const partners: [{ nik: string }, { nik: string }] = [{ nik: groom.nik }, { nik: bride.nik }];
  return contextFor({
    cards: [cardOfFamily([groom]), cardOfFamily([bride])],
    events: [{ event: 'menikah', data: { weddingDate, partners, head: groom.nik } }, more(bride.nik, groom.nik)],
    ...(papers === undefined ? {} : { papers }),
  });
};
const widowed = (weddingDate: string, date: string) =>
  newlyweds(weddingDate, [], (_bride, groom) => ({ event: 'anggota-meninggal', data: { person: groom, date } }));
/** Born on 15-11-2026, five days before. */
const bornBeforeWedding = (document: DocumentCode) =>
  newlyweds('2026-11-20', [{ document }], (mother, father) => birth({ mother, father, fatherName: undefined }));

/** The father's column 11, corrected. */
const weddingDate = (to: string) =>
  contextFor({
    cards: [family.card],
    events: [
      {
        event: 'pembetulan',
        data: { changes: [{ person: family.father.nik, element: 'tanggal-perkawinan', from: '-', to }] },
      },
    ],
  });
/** The parents, who married on 20-06-2004. */
const divorce = (date: string) =>
  contextFor({
    cards: [family.card],
    events: [
      {
        event: 'cerai-hidup',
        data: {
          partners: [{ nik: family.father.nik }, { nik: family.mother.nik }],
          ...{ date, registered: true, leaver: family.mother.nik },
        },
      },
    ],
  });
function wedding(
  weddingDate: string,
  bride = '2001-11-23',
  groom = '1980-01-01',
  papers: Parameters<typeof contextFor>[0]['papers'] = [],
) {
  const [a, b] = [person('BUDI', 'KEPALA KELUARGA', groom), person('NURUL', 'KEPALA KELUARGA', bride, woman)];
  return contextFor({
    cards: [cardOfFamily([a]), cardOfFamily([b])],
    events: [{ event: 'menikah', data: { weddingDate, partners: [{ nik: a.nik }, { nik: b.nik }], head: a.nik } }],
    papers,
  });
}

function unmarried(
  child: ChildChange,
  mother: Parameters<typeof person>[3] = {},
  papers: Parameters<typeof contextFor>[0]['papers'] = [],
) {
  const head = person('SARJONO', 'KEPALA KELUARGA', '1971-12-10');
  const daughter = person('RINI', 'ANAK', '2001-06-27', { ...woman, ...mother });
  return contextFor({
    cards: [cardOfFamily([head, daughter])],
    events: [birth({ fatherName: undefined, mother: daughter.nik, ...child })],
    papers,
  });
}
