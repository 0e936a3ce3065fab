import type { DeclaredEvent } from '../../../../src/domain/events/application.ts';
import { contextFor, drafted, fourPeople, married, person, sexes, cardOfFamily, type Given } from '../../families.ts';
import type { RuleExamples } from './rule-examples.ts';

const { woman } = sexes;

const family = fourPeople();
const education = (nik: string): DeclaredEvent => ({
  event: 'pendidikan',
  data: { changes: [{ person: nik, from: 'SLTA', to: 'S1' }] },
});
const applies = (nik: string, given: Partial<Parameters<typeof contextFor>[0]> = {}) =>
  contextFor({ cards: [family.card], events: [education(family.son.nik)], applicant: { nik }, ...given });
const listing = (...shdk: readonly string[]) =>
  contextFor({
    cards: [family.card],
    events: [education(family.son.nik)],
    rest: { listed: family.card.members.map(({ name, nik }, i) => ({ name, nik, shdk: shdk[i] ?? 'ANAK' })) },
  });

/** Of the applicant SIAK says nothing, only the NIK and what was typed. */
const unread = (nik: string, shdk?: string) =>
  applies(nik, { cards: [], rest: shdk === undefined ? {} : { listed: [{ name: 'PEMOHON', nik, shdk }] } });

const girl = (status: Parameters<typeof person>[3] = {}) =>
  person('GADIS', 'ANAK', '2010-05-05', { ...woman, ...status });

/** A girl applies for the card of herself and her husband; SIAK has her as BELUM KAWIN. */
const weds = (age: number, read: boolean) => {
  const bride = person('GADIS', 'ANAK', `${2026 - age}-05-05`, woman);
  const groom = person('BUDI', 'KEPALA KELUARGA', '2000-01-01');
  const parents = cardOfFamily([person('SARJONO', 'KEPALA KELUARGA', '1975-12-10'), bride]);
  const data = { weddingDate: '2026-10-12', partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik };
  const event = { event: 'menikah', data } as DeclaredEvent;
  const rows = parents.members.map((row) => ({ ...row, maritalStatus: read ? row.maritalStatus : '-' }));
  const cards = [cardOfFamily([groom]), { ...parents, members: rows }];
  return contextFor({ cards, events: [event], applicant: { nik: bride.nik }, situation: { read } });
};

/** The widower died; his eldest child is 15 and is chosen, or nobody is. */
const orphans = (newHeads: readonly string[] | undefined, eldestStatus: Parameters<typeof person>[3] = {}) => {
  const father = person('SURATMAN', 'KEPALA KELUARGA', '1975-01-20', { maritalStatus: 'CERAI MATI' });
  const eldest = person('INDAH', 'ANAK', '2011-08-06', { ...woman, father: 'SURATMAN', ...eldestStatus });
  const brother = person('ILHAM', 'ANAK', '2015-03-13', { father: 'SURATMAN' });
  return contextFor({
    cards: [cardOfFamily([father, eldest, brother])],
    events: [
      {
        event: 'kepala-meninggal',
        data: {
          person: father.nik,
          date: '2026-10-18',
          ...(newHeads === undefined ? {} : { newHeads: newHeads.map(() => eldest.nik) }),
        },
      },
    ],
  });
};

const splitting = (birthDate: string, status: Parameters<typeof person>[3] = {}) => {
  const head = person('PARJIYO', 'KEPALA KELUARGA', '1967-09-19');
  const son = person('YOGA', 'ANAK', birthDate, { father: 'PARJIYO', ...status });
  return contextFor({
    cards: [cardOfFamily([head, son])],
    events: [{ event: 'pisah-kk', data: { leavers: [son.nik], head: son.nik } }],
  });
};

/** The son marries and brings the bride home. */
const joining = (head: 'son' | 'father') => {
  const bride = person('RATNA', 'KEPALA KELUARGA', '2005-01-01', woman);
  const { son } = family;
  return contextFor({
    cards: [family.card, cardOfFamily([bride])],
    events: [
      {
        event: 'menikah',
        data: {
          ...{ weddingDate: '2026-10-12', partners: [{ nik: son.nik }, { nik: bride.nik }] },
          ...{ head: family[head].nik, household: 'gabung', host: son.nik },
        },
      },
    ],
  });
};

/** A mother who is head marries a head; her child of 8 comes along, or stays. */
const remarriage = (companion: boolean) => {
  const mother = person('LASTRI', 'KEPALA KELUARGA', '1985-05-05', { ...woman, maritalStatus: 'CERAI MATI' });
  const child = person('DINA', 'ANAK', '2018-05-05', { ...woman, father: 'JOKO', mother: 'LASTRI' });
  const husband = person('BUDI', 'KEPALA KELUARGA', '1980-01-01');
  return contextFor({
    cards: [cardOfFamily([mother, child]), cardOfFamily([husband])],
    events: [
      {
        event: 'menikah',
        data: {
          weddingDate: '2026-10-12',
          partners: [{ nik: husband.nik }, { nik: mother.nik }],
          head: husband.nik,
          ...(companion ? { companions: [{ nik: child.nik }] } : {}),
        },
      },
    ],
    papers: [{ document: 'buku-nikah' }],
  });
};

const headDied = {
  cards: [family.card],
  events: [{ event: 'kepala-meninggal', data: { person: family.father.nik, date: '2026-10-02' } }],
} as const;
const afterDeath = (kkNumber: string) =>
  cardOfFamily(
    [{ ...family.mother, shdk: 'KEPALA KELUARGA', maritalStatus: 'CERAI MATI' }, family.son, family.daughter],
    { kkNumber },
  );
const wifeDied = {
  cards: [family.card],
  events: [{ event: 'anggota-meninggal', data: { person: family.mother.nik, date: '2026-10-02' } }],
} as const;

/** The whole family moves; SIAK gives another number. */
const moved = (kalurahan: string, kapanewon: string, kalurahanName: string) => {
  const given: Given = {
    cards: [family.card],
    events: [
      {
        event: 'pindah-dalam-bantul',
        data: { date: '2026-11-01', address: { street: 'JALAN BARU', rt: '1', kalurahan } },
      },
    ],
  };
  const lines = { kalurahan: kalurahanName, kapanewon, kalurahanCode: kalurahan, address: 'JALAN BARU', rt: '001' };
  return drafted(given, [cardOfFamily(family.card.members, { ...lines, kkNumber: '3402112611260001' })]);
};

/** A bride leaves the parents' card; `left` is what SIAK shows of it. */
const wedding = (brideStays: boolean) => {
  const groom = person('BUDI', 'KEPALA KELUARGA', '1990-01-01');
  const bride = person('NURUL', 'ANAK', '1995-11-23', { ...woman, father: 'MUJIONO' });
  const father = person('MUJIONO', 'KEPALA KELUARGA', '1965-01-01');
  const parents = cardOfFamily([father, bride]);
  const given: Given = {
    cards: [cardOfFamily([groom]), parents],
    events: [
      {
        event: 'menikah',
        data: { weddingDate: '2026-10-12', partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik },
      },
    ],
  };
  const couple = contextFor(given).draft[0]!;
  return drafted(
    given,
    brideStays ? [couple, parents] : [couple, cardOfFamily([father], { kkNumber: parents.kkNumber })],
  );
};

export const HEADS: Readonly<Record<string, RuleExamples>> = {
  R17: {
    triggers: [
      ['a girl of 16, BELUM KAWIN', () => applies(girl().nik, sixteen({}))],
      ['a child of 8 of the family', () => applies(family.daughter.nik)],
      ['a child of 6 where SIAK is not read, listed as ANAK', () => unread('3402150101200001', 'ANAK')],
      ['a child of 12 where SIAK is not read, not listed', () => unread('3402150101140001')],
      ['a child of 12 where SIAK is not read, by a wedding that it tells of itself', () => weds(12, false)],
    ],
    spares: [
      ['a head of 101 where SIAK is not read', () => unread('3402150101250001', 'KEPALA KELUARGA')],
      ['a FAMILI LAIN of 101 where SIAK is not read', () => unread('3402150101250001', 'FAMILI LAIN')],
      ['somebody of 101 who is not listed, where SIAK is not read', () => unread('3402150101250001')],
      ['a girl of 16 who has married, by her buku nikah', () => weds(16, true)],
      ['a girl of 16, KAWIN TERCATAT', () => applies('', sixteen(married('2026-01-05')))],
      ['a son of 20', () => applies(family.son.nik)],
    ],
  },
  R18: {
    triggers: [['a neighbour who applies for a lost card', () => applies('3402152203829392', lost())]],
    spares: [
      [
        'the same with power of attorney',
        () => applies('3402152203829392', { ...lost(), papers: [{ document: 'f-1-07' }] }),
      ],
      ['the head of the receiving card, "numpang KK"', () => numpang()],
      ['a relative when all who live on the card are children', () => orphans(undefined)],
      ['the wife', () => applies(family.mother.nik)],
    ],
  },
  R19: {
    triggers: [
      ['two heads', () => listing('KEPALA KELUARGA', 'KEPALA KELUARGA')],
      ['no head', () => listing('SUAMI', 'ISTRI')],
      ['a bridegroom as head who brings her onto the card of his father', () => joining('son')],
    ],
    spares: [
      ['one head', () => listing('KEPALA KELUARGA', 'ISTRI')],
      ['his father, who stays head', () => joining('father')],
      ['one head who is the only member', () => splitting('2001-01-01')],
    ],
  },
  R20: {
    triggers: [['father dead, eldest child of 15 chosen', () => orphans(['chosen'])]],
    spares: [
      [
        'a young widow of 16 chosen',
        () => orphans(['chosen'], { maritalStatus: 'CERAI MATI', birthDate: '2010-01-01' }),
      ],
      ['the widow', () => contextFor(headDied)],
      ['a boy of 16 who splits: rule R21 says so', () => splitting('2010-05-10')],
    ],
  },
  R21: {
    triggers: [['a boy of 16, BELUM KAWIN', () => splitting('2010-05-10')]],
    spares: [
      ['16 years, KAWIN TERCATAT', () => splitting('2010-05-10', married('2026-08-01'))],
      ['exactly 17 today', () => splitting('2009-11-26')],
    ],
  },
  R60: {
    triggers: [
      ['a mother who is head moves to her new husband, child of 8 left behind', () => remarriage(false)],
      ['the head died, only children remain and nobody is chosen', () => orphans(undefined)],
    ],
    spares: [
      ['the child moves with her, the old card ends', () => remarriage(true)],
      ['a bride leaves her parents', () => wedding(false)],
    ],
  },
  R63: {
    triggers: [['head died, widow head, same number', () => drafted(headDied, [afterDeath(family.card.kkNumber)])]],
    spares: [
      ['head died, widow head, new number', () => drafted(headDied, [afterDeath('3402152611260001')])],
      ['wife died, husband stays head, same number', () => drafted(wifeDied, contextFor(wifeDied).draft)],
    ],
  },
  R64: {
    triggers: [
      [
        'only a member changed, new number',
        () =>
          drafted(
            wifeDied,
            contextFor(wifeDied).draft.map((card) => ({ ...card, kkNumber: '3402152611260002' })),
          ),
      ],
      ['a move inside the kapanewon, new number', () => moved('34.02.15.2003', 'SEWON', 'BANGUNHARJO')],
    ],
    spares: [
      ['a move to another kapanewon, new number from SIAK (A2)', () => moved('34.02.11.2001', 'DLINGO', 'MANGUNAN')],
    ],
  },
  R65: {
    triggers: [["the bride still on her parents' card", () => wedding(true)]],
    spares: [["the bride on the new card, her parents' card without her", () => wedding(false)]],
  },
};

function sixteen(status: Parameters<typeof person>[3]): Partial<Parameters<typeof contextFor>[0]> {
  const applicant = girl(status);
  return {
    cards: [cardOfFamily([family.father, applicant])],
    events: [education(family.father.nik)],
    applicant: { nik: applicant.nik },
  };
}

function lost(): Partial<Parameters<typeof contextFor>[0]> {
  return { events: [{ event: 'kk-hilang', data: { member: family.father.nik } }] };
}

function numpang() {
  const guest = person('ANDI', 'KEPALA KELUARGA', '2002-09-13');
  return contextFor({
    cards: [family.card, cardOfFamily([guest])],
    events: [
      {
        event: 'numpang-kk',
        data: { receiver: family.father.nik, guests: [{ nik: guest.nik, relation: 'keponakan' }] },
      },
    ],
  });
}
