import type { DeclaredEvent } from '../../../../src/domain/events/application.ts';
import type { FamilyMember } from '../../../../src/domain/family-card.ts';
import { cardAsDraft, cardOfFamily, contextFor, drafted, married, person, sexes } from '../../families.ts';
import type { RuleExamples } from './rule-examples.ts';

const { woman } = sexes;
type Change = Parameters<typeof person>[3];

const head = (change: Change = {}) =>
  person('IMAM', 'KEPALA KELUARGA', '1975-08-17', { ...married('2002-08-15'), ...change });
const wife = (change: Change = {}) =>
  person('SITI AMINAH', 'ISTRI', '1980-05-27', { ...woman, ...married('2002-08-15'), ...change });
const child = (birthDate: string, change: Change = {}) =>
  person('FARHAN', 'ANAK', birthDate, { father: 'IMAM', mother: 'SITI AMINAH', ...change });
const household = (...more: readonly ReturnType<typeof person>[]) => cardAsDraft([head(), wife(), ...more]);
const schooled = (birthDate: string, education: string) =>
  household(child(birthDate, { education, occupation: 'PELAJAR/MAHASISWA' }));
const working = (birthDate: string, occupation: string) =>
  household(child(birthDate, { occupation, education: 'TIDAK/BELUM SEKOLAH' }));

const educated = (from: string, to: string) => {
  const son = child('2000-01-01', { education: from });
  const card = cardOfFamily([head(), wife(), son]);
  return contextFor({
    cards: [card],
    events: [{ event: 'pendidikan', data: { changes: [{ person: son.nik, from, to }] } }],
  });
};

/** A child of the wife comes onto the card of her new husband. */
const stepchild = (registered: boolean, relation?: string) => {
  const mother = person('LASTRI', 'KEPALA KELUARGA', '1985-05-05', { ...woman, maritalStatus: 'CERAI MATI' });
  const daughter = person('DINA', 'ANAK', '2018-05-05', { ...woman, father: 'JOKO', mother: 'LASTRI' });
  const husband = person('BUDI', 'KEPALA KELUARGA', '1980-01-01');
  return contextFor({
    cards: [cardOfFamily([husband]), cardOfFamily([mother, daughter])],
    events: [
      {
        event: registered ? 'menikah' : 'kawin-belum-tercatat',
        data: {
          weddingDate: '2026-10-12',
          partners: [{ nik: husband.nik }, { nik: mother.nik }],
          head: husband.nik,
          companions: [{ nik: daughter.nik, ...(relation === undefined ? {} : { relation }) }],
        },
      },
    ],
    papers: [{ document: registered ? 'buku-nikah' : 'f-1-05-perkawinan' }],
  });
};

/** The head dies, his widow is head; the child is of his first wife, or of hers too. */
const widowed = (mother: string, ...papers: readonly ('akta-kematian' | 'buku-nikah')[]) => {
  const [husband, widow] = [head(), wife()];
  return contextFor({
    cards: [cardOfFamily([husband, widow, child('1999-03-30', { mother })])],
    events: [{ event: 'kepala-meninggal', data: { person: husband.nik, date: '2026-10-02', newHeads: [widow.nik] } }],
    applicant: { nik: widow.nik },
    papers: papers.map((document) => ({ document })),
  });
};

/** A widower with a child marries; the child is of his first wife. */
const stepmother = () => {
  const [father, bride] = [
    head({ maritalStatus: 'CERAI MATI', maritalDate: undefined }),
    person('LASTRI', 'KEPALA KELUARGA', '1985-05-05', woman),
  ];
  return contextFor({
    cards: [cardOfFamily([father, child('2007-03-30')]), cardOfFamily([bride])],
    events: [
      {
        event: 'menikah',
        data: { weddingDate: '2026-10-12', partners: [{ nik: father.nik }, { nik: bride.nik }], head: father.nik },
      },
    ],
  });
};

/** A man with wife and child of his own is adopted; `decidedOn`: what the court's order says. */
const adoptionOf = (row: FamilyMember, decidedOn?: string) => {
  const [parents, own] = [cardOfFamily([head(), wife()]), cardOfFamily([row])];
  const data = { child: row.nik, parent: parents.members[0]!.nik, ...(decidedOn === undefined ? {} : { decidedOn }) };
  return contextFor({ cards: [parents, own], events: [{ event: 'anak-angkat', data }] });
};
const grown = (change: Change = {}) => person('SLAMET', 'KEPALA KELUARGA', '2000-01-01', change);

const adoption = (wish?: { readonly father?: string; readonly mother?: string }) => {
  const boy = person('RAFA', 'ANAK', '2023-02-09', {
    father: 'SUROTO',
    mother: 'TRI',
    education: 'TIDAK/BELUM SEKOLAH',
    occupation: 'BELUM/TIDAK BEKERJA',
  });
  const [a, b] = [
    cardOfFamily([head(), wife()]),
    cardOfFamily([person('SUROTO', 'KEPALA KELUARGA', '1985-12-12'), boy]),
  ];
  return contextFor({
    cards: [a, b],
    events: [
      {
        event: 'anak-angkat',
        data: { child: boy.nik, parent: a.members[0]!.nik, ...(wish === undefined ? {} : { wantsParentNames: wish }) },
      },
    ],
  });
};

const foreign = (change: Change = {}) => ({
  citizenship: 'WNA',
  passportNumber: 'NX9900321',
  kitapNumber: '2D41AB9321-K',
  ...change,
});
const foreigner = (change: Change = {}) => cardAsDraft([head(foreign(change)), wife()]);
const immigration = (
  data: Omit<Extract<DeclaredEvent, { event: 'dokumen-imigrasi' }>['data'], 'person'>,
  change: Change = {},
) => {
  const card = cardOfFamily([head(foreign(change)), wife()]);
  return {
    cards: [card],
    events: [{ event: 'dokumen-imigrasi', data: { person: card.members[0]!.nik, ...data } }],
  } as const;
};
const renewed = (draftChange: Change) => {
  const given = immigration({ kitap: { to: '2D41AB9328-L', expires: '2031-10-14' } });
  const planned = contextFor(given).draft[0]!;
  const [first, ...rest] = planned.members;
  return drafted(given, [{ ...planned, members: [{ ...first!, ...draftChange } as typeof first & object, ...rest] }]);
};

export const AGES_AND_IMMIGRATION: Readonly<Record<string, RuleExamples>> = {
  R33: {
    triggers: [
      ['5 years, STRATA III', () => schooled('2021-01-01', 'STRATA III')],
      ['9 years, TAMAT SD', () => schooled('2017-01-01', 'TAMAT SD/SEDERAJAT')],
      ['14 years, SLTA', () => schooled('2012-01-01', 'SLTA/SEDERAJAT')],
      ['17 years, DIPLOMA I/II', () => schooled('2009-01-01', 'DIPLOMA I/II')],
    ],
    spares: [
      ['19 years, DIPLOMA IV/STRATA I', () => schooled('2007-11-26', 'DIPLOMA IV/STRATA I')],
      ['10 years, TAMAT SD', () => schooled('2016-11-26', 'TAMAT SD/SEDERAJAT')],
      ['23 years, STRATA III', () => schooled('2003-11-26', 'STRATA III')],
    ],
  },
  R34: {
    triggers: [
      ['9 years, WIRASWASTA', () => working('2017-01-01', 'WIRASWASTA')],
      ['16 years, PNS', () => working('2010-01-01', 'PEGAWAI NEGERI SIPIL (PNS)')],
      ['39 years, PENSIUNAN', () => working('1987-11-27', 'PENSIUNAN')],
    ],
    spares: [
      ['15 years, PELAJAR/MAHASISWA', () => working('2011-01-01', 'PELAJAR/MAHASISWA')],
      ['15 years, BURUH HARIAN LEPAS', () => working('2011-11-26', 'BURUH HARIAN LEPAS')],
      ['a child of 5, BELUM/TIDAK BEKERJA', () => working('2021-01-01', 'BELUM/TIDAK BEKERJA')],
    ],
  },
  R35: {
    triggers: [['DIPLOMA IV/STRATA I -> SLTA/SEDERAJAT', () => educated('DIPLOMA IV/STRATA I', 'SLTA/SEDERAJAT')]],
    spares: [['SLTP/SEDERAJAT -> SLTA/SEDERAJAT', () => educated('SLTP/SEDERAJAT', 'SLTA/SEDERAJAT')]],
  },
  R36: {
    triggers: [
      [
        'child 1980, father 1984',
        () => cardAsDraft([head({ birthDate: '1984-08-17' }), child('1980-01-01', { mother: '-' })]),
      ],
      ['11 years between mother and child', () => household(child('1991-05-26'))],
      ['who is adopted at 26', () => adoptionOf(grown(), '2026-05-01')],
      ['who is adopted at 26, the date of the order not written', () => adoptionOf(grown())],
      ['who is adopted at 17, married', () => adoptionOf(grown(married('2017-01-01')), '2017-05-01')],
    ],
    spares: [
      ['child 2004, mother 1987', () => cardAsDraft([head(), wife({ birthDate: '1987-05-27' }), child('2004-01-01')])],
      ['a stepchild that is declared', () => stepchild(true)],
      [
        'who was adopted at 17 by an order of that time, and is 26 and married now',
        () => adoptionOf(grown(married('2022-01-01')), '2017-05-01'),
      ],
      ['an adopted child of 3', () => adoption()],
    ],
  },
  R37: {
    triggers: [
      ['column 17 SITI AMINATUN, ISTRI SITI AMINAH', () => household(child('2007-03-30', { mother: 'SITI AMINATUN' }))],
    ],
    spares: [
      ['small letters and spaces', () => household(child('2007-03-30', { mother: 'Siti  Aminah' }))],
      ['the name of the mother in one word', () => household(child('2007-03-30', { mother: 'SITIAMINAH' }))],
      ['an adopted child with court order: biological parents named', () => adoption()],
      ['the child of a widower who marries again', () => stepmother()],
      ['a child whose father is not named', () => household(child('2007-03-30', { father: '-' }))],
      [
        'a widow with the dead father in column 16',
        () =>
          cardAsDraft([
            person('SITI AMINAH', 'KEPALA KELUARGA', '1980-05-27', { ...woman, maritalStatus: 'CERAI MATI' }),
            child('2007-03-30'),
          ]),
      ],
    ],
  },
  R39: {
    triggers: [
      ['ORANG TUA born 1990, head 1975', () => household(person('PAINEM', 'ORANG TUA', '1990-01-01', woman))],
      ['MERTUA younger than the head', () => household(person('PAINEM', 'MERTUA', '1990-01-01', woman))],
      ['CUCU older than the head', () => household(person('CUCU', 'CUCU', '1970-01-01'))],
    ],
    spares: [
      ['FAMILI LAIN born 1990, head 1975', () => household(person('ADIK', 'FAMILI LAIN', '1990-01-01'))],
      ['ORANG TUA born 1950', () => household(person('PAINEM', 'ORANG TUA', '1950-01-01', woman))],
    ],
  },
  R40: {
    triggers: [
      ['WNA without KITAP', () => foreigner({ kitapNumber: undefined })],
      [
        'a foreign husband with KITAS who is to be listed',
        () => {
          const [father, daughter] = [head(), person('ANITA', 'ANAK', '1993-10-25', woman)];
          const foreignHusband = {
            ...{ name: 'KIM JUN HO', sex: 'LAKI-LAKI', permit: 'KITAS' as const, birthPlace: 'BUSAN' },
            ...{ birthDate: '1990-02-03', religion: 'KRISTEN', bloodType: 'O', education: 'STRATA II' },
            ...{ occupation: 'WIRASWASTA', motherName: 'KIM SOO YUN', fatherName: 'KIM DONG HYUN' },
          };
          return contextFor({
            cards: [cardOfFamily([father, daughter])],
            events: [
              {
                event: 'orang-asing-masuk',
                data: { citizen: daughter.nik, weddingDate: '2026-08-15', foreigner: foreignHusband, listed: true },
              },
            ],
          });
        },
      ],
    ],
    spares: [
      ['WNI with "-" in column 15', () => household()],
      ['WNA with KITAP', () => foreigner()],
    ],
  },
  R41: {
    triggers: [['a naturalised person with the old KITAP number', () => foreigner({ citizenship: 'WNI' })]],
    spares: [
      ['WNI with a passport number in column 14', () => foreigner({ citizenship: 'WNI', kitapNumber: undefined })],
    ],
  },
  R42: {
    triggers: [
      ['expires 10-12-2026, applied 26-11-2026', () => foreigner({ kitapExpiry: '2026-12-10' })],
      [
        'the new KITAP is expired',
        () => contextFor(immigration({ kitap: { to: '2D41AB9328-L', expires: '2026-01-01' } })),
      ],
      ['expires in exactly 30 days', () => foreigner({ kitapExpiry: '2026-12-26' })],
    ],
    spares: [
      ['expires 26-11-2031', () => foreigner({ kitapExpiry: '2031-11-26' })],
      ['expires in 31 days', () => foreigner({ kitapExpiry: '2026-12-27' })],
      [
        'an expired KITAP that is renewed by this application',
        () =>
          contextFor(
            immigration({ kitap: { to: '2D41AB9328-L', expires: '2031-10-14' } }, { kitapExpiry: '2026-10-14' }),
          ),
      ],
    ],
  },
  R43: {
    triggers: [
      [
        'new KITAP number in column 14, old one in 15',
        () => renewed({ passportNumber: '2D41AB9328-L', kitapNumber: '2D41AB9321-K' }),
      ],
      ['columns 14 and 15 are equal', () => foreigner({ passportNumber: '2D41AB9321-K' })],
    ],
    spares: [
      ['different numbers, each in its column', () => renewed({})],
      ['both empty', () => household()],
    ],
  },
  R66: {
    triggers: [['adoptive father typed in column 16', () => adoption({ father: 'IMAM' })]],
    spares: [
      ['ANAK, biological parents kept', () => adoption()],
      ['the biological parents typed', () => adoption({ father: 'suroto', mother: 'TRI' })],
    ],
  },
  R67: {
    triggers: [
      ['mother KAWIN BELUM TERCATAT with the head, child to be ANAK', () => stepchild(false, 'anak')],
      ['the child that the dead head had of his first wife, widow head', () => widowed('MURNI', 'akta-kematian')],
    ],
    spares: [
      ['the same with buku nikah', () => widowed('MURNI', 'akta-kematian', 'buku-nikah')],
      ['a child of the dead head and the widow', () => widowed('SITI AMINAH', 'akta-kematian')],
      ['buku nikah of mother and head given', () => stepchild(true)],
      ['without buku nikah the child is LAINNYA', () => stepchild(false)],
    ],
  },
};
