import {
  cardAsDraft,
  cardOfFamily,
  contextFor,
  drafted,
  fourPeople,
  married,
  person,
  sexes,
  type Given,
} from '../../families.ts';
import type { EventData } from '../../../../src/domain/events/application.ts';
import type { FamilyMember } from '../../../../src/domain/family-card.ts';
import type { RuleExamples } from './rule-examples.ts';

const { woman } = sexes;
type Change = Parameters<typeof person>[3];

const head = (change: Change = {}) =>
  person('DAMAR', 'KEPALA KELUARGA', '1975-08-17', { ...married('2011-10-09'), ...change });
const wife = (change: Change = {}) =>
  person('WENING', 'ISTRI', '1982-03-12', { ...woman, ...married('2011-10-09'), ...change });
const husband = (change: Change = {}) => person('BUDI', 'SUAMI', '1979-01-01', { ...married('2011-10-09'), ...change });
const alone = (status: Change) =>
  cardAsDraft([person('RINI', 'KEPALA KELUARGA', '1982-03-12', { ...woman, ...status })]);

const newlyweds = (event: 'menikah' | 'kawin-belum-tercatat', status: Change) => {
  const [groom, bride] = [
    person('BUDI', 'KEPALA KELUARGA', '1990-01-01'),
    person('NURUL', 'KEPALA KELUARGA', '1995-11-23', woman),
  ];
  const given: Given = {
    cards: [cardOfFamily([groom]), cardOfFamily([bride])],
    events: [
      {
        event,
        data: { weddingDate: '2026-10-12', partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik },
      },
    ],
  };
  const planned = contextFor(given).draft[0]!;
  const wrong = {
    ...planned,
    members: planned.members.map((row) => (status === undefined ? row : { ...row, ...status })),
  };
  return drafted(given, [wrong as typeof planned]);
};

/** Two who stand on one card marry. */
const weds = (groom: FamilyMember, bride: FamilyMember) =>
  contextFor({
    cards: [cardOfFamily([family.father, groom, bride])],
    events: [
      {
        event: 'menikah',
        data: { weddingDate: '2026-10-12', partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik },
      },
    ],
  });

/** KAWIN -> KAWIN TERCATAT on an old card, with or without the date. */
const reworded = (date: string | undefined) => {
  const [a, b] = [
    head({ maritalStatus: 'KAWIN', maritalDate: undefined }),
    wife({ maritalStatus: 'KAWIN', maritalDate: undefined }),
  ];
  return contextFor({
    cards: [cardOfFamily([a, b])],
    events: [
      {
        event: 'penulisan-lama',
        data: { persons: [a.nik, b.nik], from: 'KAWIN', to: 'KAWIN TERCATAT', ...(date === undefined ? {} : { date }) },
      },
    ],
  });
};

const family = fourPeople();
/** The father, KAWIN TERCATAT with its date. */
const corrected = (element: 'status-perkawinan' | 'tanggal-perkawinan', to: string) =>
  contextFor({
    cards: [family.card],
    events: [{ event: 'pembetulan', data: { changes: [{ person: family.father.nik, element, from: '?', to }] } }],
  });
/** The same family with another sex of the head in SIAK, which this application corrects; the old card is listed too. */
const sexOfHead = (
  from: 'LAKI-LAKI' | 'PEREMPUAN',
  to: 'LAKI-LAKI' | 'PEREMPUAN',
  more: readonly ElementLine[] = [],
) => {
  const { card, father } = fourPeople({ father: { sex: from } });
  const change: ElementLine = { person: father.nik, element: 'jenis-kelamin', from, to };
  const wifes = more.map((line) => ({ ...line, person: card.members[1]!.nik }));
  return contextFor({
    cards: [card],
    rest: { listed: card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk })) },
    events: [{ event: 'pembetulan', data: { changes: [change, ...wifes] } }],
  });
};
type ElementLine = EventData<'pembetulan'>['changes'][number];
const divorcedByWord = () =>
  contextFor({
    cards: [family.card],
    events: [{ event: 'penulisan-lama', data: { persons: [family.father.nik], to: 'CERAI HIDUP TERCATAT' } }],
  });
const death = (row: { nik: string }) =>
  ({
    cards: [family.card],
    events: [{ event: 'anggota-meninggal', data: { person: row.nik, date: '2026-10-02' } }],
  }) as const;
const widower = (change: Change) =>
  drafted(death(family.mother), [
    { ...family.card, members: [{ ...family.father, ...change } as typeof family.father, family.son, family.daughter] },
  ]);

const twoWives = () => {
  const [first, second] = [wife(), wife({ ...married('2020-06-05') })];
  const man = head();
  const given: Given = {
    cards: [cardOfFamily([man, first, second])],
    events: [{ event: 'anggota-meninggal', data: { person: second.nik, date: '2026-10-02' } }],
  };
  return contextFor(given);
};

const divorce = (leaver: boolean, backAs?: string) =>
  contextFor({
    cards: [family.card],
    events: [
      {
        event: 'cerai-hidup',
        data: {
          partners: [{ nik: family.father.nik }, { nik: family.mother.nik }],
          date: '2026-09-01',
          registered: true,
          ...(leaver
            ? {
                leaver: family.mother.nik,
                to: backAs === undefined ? { newCard: {} } : { cardOf: family.son.nik, relation: backAs },
              }
            : {}),
        },
      },
    ],
  });

export const MARRIAGE: Readonly<Record<string, RuleExamples>> = {
  R22: {
    triggers: [
      [
        'head, ISTRI 2005, ISTRI 2019',
        () => cardAsDraft([head(married('2005-01-01')), wife(married('2005-01-01')), wife(married('2019-01-01'))]),
      ],
    ],
    spares: [
      ['head, ISTRI, MENANTU', () => cardAsDraft([head(), wife(), person('SITI', 'MENANTU', '1999-01-01', woman)])],
    ],
  },
  R23: {
    triggers: [
      ['a man as head and SUAMI', () => cardAsDraft([head(), husband()])],
      ['a woman as head and ISTRI', () => cardAsDraft([head(woman), wife()])],
      ['SUAMI and ISTRI on one card', () => cardAsDraft([head(), wife(), husband()])],
      ['the head corrected to PEREMPUAN beside an ISTRI', () => sexOfHead('LAKI-LAKI', 'PEREMPUAN')],
    ],
    spares: [
      ['the head of an ISTRI corrected to LAKI-LAKI', () => sexOfHead('PEREMPUAN', 'LAKI-LAKI')],
      [
        'a couple of whom both are corrected, ISTRI to SUAMI with them',
        () =>
          sexOfHead('LAKI-LAKI', 'PEREMPUAN', [
            { person: '', element: 'jenis-kelamin', from: 'PEREMPUAN', to: 'LAKI-LAKI' },
            { person: '', element: 'shdk', from: 'ISTRI', to: 'SUAMI' },
          ]),
      ],
      ['a woman as head and SUAMI', () => cardAsDraft([head(woman), husband()])],
      ['a man as head and two ISTRI', () => cardAsDraft([head(), wife(), wife()])],
    ],
  },
  R24: {
    triggers: [
      ['ISTRI, LAKI-LAKI', () => cardAsDraft([head(), wife({ sex: 'LAKI-LAKI' })])],
      ['SUAMI, PEREMPUAN', () => cardAsDraft([head(woman), husband(woman)])],
      ['a wedding of brother and sister', () => weds(family.son, family.daughter)],
      ['a wedding of mother and son', () => weds(family.son, family.mother)],
    ],
    spares: [
      ['a wedding of cousins', () => weds(family.son, { ...family.daughter, father: 'PAMAN', mother: 'BIBI' })],
      ['ISTRI, PEREMPUAN', () => cardAsDraft([head(), wife()])],
    ],
  },
  R25: {
    triggers: [
      [
        'head KAWIN TERCATAT, ISTRI CERAI MATI',
        () => cardAsDraft([head(), wife({ maritalStatus: 'CERAI MATI', maritalDate: undefined })]),
      ],
      [
        'head BELUM KAWIN, ISTRI KAWIN TERCATAT',
        () => cardAsDraft([head({ maritalStatus: 'BELUM KAWIN', maritalDate: undefined }), wife()]),
      ],
    ],
    spares: [
      [
        'head KAWIN TERCATAT, second ISTRI KAWIN BELUM TERCATAT',
        () => cardAsDraft([head(), wife(), wife({ maritalStatus: 'KAWIN BELUM TERCATAT' })]),
      ],
      [
        'the old word KAWIN on both',
        () => cardAsDraft([head({ maritalStatus: 'KAWIN' }), wife({ maritalStatus: 'KAWIN' })]),
      ],
    ],
  },
  R26: {
    triggers: [['09-10-2011 and 10-09-2011', () => cardAsDraft([head(), wife(married('2011-09-10'))])]],
    spares: [
      [
        'husband 09-10-2011, wives 09-10-2011 and 05-06-2020',
        () => cardAsDraft([head(), wife(), wife(married('2020-06-05'))]),
      ],
    ],
  },
  R27: {
    triggers: [
      ['KAWIN -> KAWIN TERCATAT, column 11 "-"', () => reworded(undefined)],
      ['KAWIN with a date -> CERAI HIDUP TERCATAT without one', () => divorcedByWord()],
      ['a wedding date that is emptied', () => corrected('tanggal-perkawinan', '-')],
      [
        'KAWIN TERCATAT corrected to CERAI HIDUP TERCATAT',
        () => corrected('status-perkawinan', 'CERAI HIDUP TERCATAT'),
      ],
    ],
    spares: [
      ['the same with the date', () => reworded('1995-04-17')],
      ['CERAI MATI with "-"', () => alone({ maritalStatus: 'CERAI MATI' })],
      [
        'the old word KAWIN with "-" that stays',
        () =>
          cardAsDraft([
            head({ maritalStatus: 'KAWIN', maritalDate: undefined }),
            wife({ maritalStatus: 'KAWIN', maritalDate: undefined }),
          ]),
      ],
    ],
  },
  R28: {
    triggers: [
      ['CERAI MATI 12-05-2001', () => alone({ maritalStatus: 'CERAI MATI', maritalDate: '2001-05-12' })],
      ['BELUM KAWIN with a date', () => alone({ maritalDate: '2001-05-12' })],
    ],
    spares: [
      [
        'CERAI HIDUP TERCATAT 12-05-2001',
        () => alone({ maritalStatus: 'CERAI HIDUP TERCATAT', maritalDate: '2001-05-12' }),
      ],
    ],
  },
  R29: {
    triggers: [
      ['newlyweds whom SIAK still calls BELUM KAWIN', () => newlyweds('menikah', { maritalStatus: 'BELUM KAWIN' })],
    ],
    spares: [
      ['ISTRI KAWIN BELUM TERCATAT with F-1.05', () => newlyweds('kawin-belum-tercatat', undefined)],
      [
        'ISTRI BELUM KAWIN on a card issued for another reason: rule R30',
        () => cardAsDraft([head(), wife({ maritalStatus: 'BELUM KAWIN', maritalDate: undefined })]),
      ],
    ],
  },
  R30: {
    triggers: [
      [
        'education changes, ISTRI is BELUM KAWIN in SIAK',
        () => cardAsDraft([head(), wife({ maritalStatus: 'BELUM KAWIN', maritalDate: undefined })]),
      ],
    ],
    spares: [
      ['ISTRI with the old text KAWIN', () => cardAsDraft([head(), wife({ maritalStatus: 'KAWIN' })])],
      ['newlyweds: rule R29', () => newlyweds('menikah', { maritalStatus: 'BELUM KAWIN' })],
    ],
  },
  R31: {
    triggers: [
      ['a woman as head, KAWIN TERCATAT, alone', () => alone(married('2011-10-09'))],
      [
        'a child KAWIN TERCATAT without MENANTU',
        () => cardAsDraft([head(), wife(), person('BAYU', 'ANAK', '2003-01-01', married('2025-01-01'))]),
      ],
    ],
    spares: [
      ['a widow CERAI MATI, alone', () => alone({ maritalStatus: 'CERAI MATI' })],
      [
        'a child and the MENANTU of the same wedding',
        () =>
          cardAsDraft([
            head(),
            wife(),
            person('BAYU', 'ANAK', '2003-01-01', married('2025-01-01')),
            person('SITI', 'MENANTU', '2004-01-01', { ...woman, ...married('2025-01-01') }),
          ]),
      ],
    ],
  },
  R32: {
    triggers: [
      [
        'a child of 5, KAWIN TERCATAT',
        () => cardAsDraft([head(), wife(), person('BAYU', 'ANAK', '2021-01-01', married('2025-01-01'))]),
      ],
    ],
    spares: [
      [
        'a girl of 17, KAWIN TERCATAT with dispensation',
        () =>
          cardAsDraft([head(), wife(), person('SITI', 'ANAK', '2009-01-01', { ...woman, ...married('2026-01-01') })]),
      ],
      ['a child of 5, BELUM KAWIN', () => cardAsDraft([head(), wife(), person('BAYU', 'ANAK', '2021-01-01')])],
      [
        'a child of 5 whose status nobody has read',
        () => cardAsDraft([head(), wife(), person('BAYU', 'ANAK', '2021-01-01', { maritalStatus: '-' })]),
      ],
    ],
  },
  R62: {
    triggers: [['the widower still KAWIN TERCATAT', () => widower({})]],
    spares: [
      ['the widower CERAI MATI', () => widower({ maritalStatus: 'CERAI MATI', maritalDate: undefined })],
      ['a husband of two wives, one died: stays KAWIN TERCATAT', () => twoWives()],
    ],
  },
  R68: {
    triggers: [
      ['a divorced wife who stays as ISTRI', () => divorce(false)],
      ['a wife who leaves the card and comes back to it as FAMILI LAIN', () => divorce(true, 'FAMILI LAIN')],
    ],
    spares: [['a divorced wife on her own new card', () => divorce(true)]],
  },
};
