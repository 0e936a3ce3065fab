import { expect } from 'chai';
import type { DeclaredEvent, EventData } from '../../../src/domain/events/application.ts';
import { DEFAULT_OFFICE_RULES } from '../../../src/domain/events/office-rules.ts';
import { assess, assessDraft } from '../../../src/domain/assessment/assess.ts';
import {
  applicationFor,
  assessWithAllPapers,
  cardOfFamily,
  cardsIn,
  fourPeople,
  married,
  person,
  rulesIn,
  sexes,
  situationFor,
} from '../families.ts';

const { woman } = sexes;
type Child = EventData<'bayi-lahir'>['children'][number];
const baby = (change: Partial<Child> = {}): Child => ({
  name: 'ARJUNA PAMUNGKAS',
  withoutNik: 'bayi-baru-lahir',
  sex: 'LAKI-LAKI',
  birthPlace: 'BANTUL',
  birthDate: '2026-11-15',
  religion: 'ISLAM',
  bloodType: 'TIDAK TAHU',
  citizenship: 'WNI',
  ...change,
});
const born = (...children: readonly Child[]): DeclaredEvent => ({
  event: 'bayi-lahir',
  data: { children: [...children] },
});

describe('Bayi lahir (E03)', () => {
  it('lists twins in the order of birth, each with a NIK to come', () => {
    const { card, father, mother } = fourPeople();
    const parents = { father: father.nik, mother: mother.nik };
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        born(
          baby({ ...parents, name: 'NAKULA PAMUNGKAS', childNumber: 4 }),
          baby({ ...parents, name: 'SADEWA PAMUNGKAS', childNumber: 3 }),
        ),
      ],
    });
    expect(outcome.cards[0]!.card!.members.slice(2).map(({ name, nik }) => [name, nik])).to.deep.equal([
      ['BAYU PAMUNGKAS', card.members[2]!.nik],
      ['SEKAR PAMUNGKAS', card.members[3]!.nik],
      ['SADEWA PAMUNGKAS', '{NIK-BARU-2}'],
      ['NAKULA PAMUNGKAS', '{NIK-BARU-1}'],
    ]);
    expect(rulesIn(outcome)).to.deep.equal([]);
    expect(outcome.kia.map(({ name }) => name)).to.deep.equal(['SADEWA PAMUNGKAS', 'NAKULA PAMUNGKAS']);
  });

  it('lists a late registered elder child above the younger ones', () => {
    const { card, father, mother } = fourPeople();
    const elder = baby({
      father: father.nik,
      mother: mother.nik,
      name: 'SULUNG PAMUNGKAS',
      birthDate: '2005-05-05',
      withoutNik: 'belum-pernah-terdaftar',
      education: 'SMA',
      occupation: 'PELAJAR',
      maritalStatus: 'BELUM KAWIN',
    });
    const outcome = assessWithAllPapers({ cards: [card], events: [born(elder)] });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]!.slice(2)).to.deep.equal([
      'SULUNG PAMUNGKAS: ANAK',
      'BAYU PAMUNGKAS: ANAK',
      'SEKAR PAMUNGKAS: ANAK',
    ]);
    expect(outcome.cards[0]!.card!.members[2]).to.include({
      education: 'SLTA/SEDERAJAT',
      occupation: 'PELAJAR/MAHASISWA',
    });
  });

  const relations: Record<string, [string, string]> = {
    'a MENANTU': ['MENANTU', 'CUCU'],
    'a child of the head': ['ANAK', 'CUCU'],
    'a sister of the head': ['FAMILI LAIN', 'FAMILI LAIN'],
    'a grandchild': ['CUCU', 'FAMILI LAIN'],
    'a servant': ['PEMBANTU', 'LAINNYA'],
  };
  for (const [who, [shdk, expected]] of Object.entries(relations))
    it(`derives the relation of the child of ${who} to the head: ${expected}`, () => {
      const head = person('SARJONO', 'KEPALA KELUARGA', '1950-12-10');
      const mother = person('RINI', shdk, '2001-06-27', { ...woman, ...married('2025-01-01') });
      const outcome = assessWithAllPapers({
        cards: [cardOfFamily([head, mother])],
        events: [born(baby({ mother: mother.nik, fatherName: 'AGUS' }))],
        applicant: { nik: mother.nik },
      });
      expect(outcome.cards[0]!.card!.members.find(({ name }) => name === 'ARJUNA PAMUNGKAS')).to.include({
        shdk: expected,
        mother: 'RINI',
        father: 'AGUS',
      });
    });

  it('takes a NIK that the akta already gave, and asks no F-1.01', () => {
    const { card, mother } = fourPeople();
    const given = {
      cards: [card],
      events: [born(baby({ mother: mother.nik, nik: '3402151511260007', fatherName: 'DAMAR PAMUNGKAS' }))],
      papers: [{ document: 'f-1-02' }, { document: 'akta-kelahiran' }, { document: 'kk-lama' }],
    } as const;
    const outcome = assess(
      applicationFor({ ...given, events: [...given.events] }),
      situationFor({ ...given, events: [...given.events] }),
    );
    expect(outcome.missing).to.deep.equal([]);
    expect(outcome.outcome).to.equal('issue');
    expect(outcome.cards[0]!.card!.members[4]).to.include({ nik: '3402151511260007', shdk: 'ANAK' });
    expect(outcome.notices.join(' '), 'the akta is there').to.not.include('Lanjutkan akta kelahiran');
  });

  it('guesses nothing of a child whom SIAK knows by the akta, and lets SIAK say it on the draft', () => {
    const { card, mother, father } = fourPeople();
    const nik = '3402151511260007';
    const known = { nik, mother: mother.nik, father: father.nik };
    const given = { cards: [card], events: [born({ ...known, name: 'ARJUNA PAMUNGKAS' })] };
    const planned = assessWithAllPapers(given);
    expect([planned.outcome, rulesIn(planned)]).to.deep.equal(['issue', []]);
    expect(planned.kia.map(({ name }) => name)).to.deep.equal(['ARJUNA PAMUNGKAS']);
    const child = person('ARJUNA PAMUNGKAS', 'ANAK', '2026-11-15', { nik, father: father.name, mother: mother.name });
    const draft = { ...card, members: [...card.members, child] };
    const found = (row: typeof child) =>
      assessDraft(applicationFor(given), situationFor(given), [{ ...draft, members: [...card.members, row] }]).map(
        ({ rule }) => rule,
      );
    expect(found(child)).to.deep.equal([]);
    expect(found({ ...child, name: 'ANOTHER CHILD' }), 'another child than the one who was named').to.include('R45');
    const nameless = assessWithAllPapers({ ...given, events: [born(known)] });
    expect(nameless.stops.map(({ rule, field }) => [rule, field])).to.deep.equal([
      ['R07', '/events/0/data/children/0/name'],
    ]);
  });

  it('warns when the child was born after the death of the mother, or long after that of the father', () => {
    const { card, mother, father } = fourPeople();
    const warned = (parent: string, date: string) =>
      assessWithAllPapers({
        cards: [card],
        events: [
          { event: 'anggota-meninggal', data: { person: parent, date } },
          born(baby({ mother: mother.nik, father: father.nik })),
        ],
      }).warnings.flatMap(({ rule, sentence }) => (rule === 'R36' ? [sentence.split('.')[0]] : []));
    expect(warned(mother.nik, '2026-11-10')).to.deep.equal([
      'ARJUNA PAMUNGKAS lahir sesudah WENING PRAMESWARI meninggal',
    ]);
    expect(warned(mother.nik, '2026-11-15')).to.deep.equal([]);
    expect(warned(father.nik, '2026-03-01')).to.deep.equal([]);
    expect(warned(father.nik, '2025-03-01')).to.have.length(1);
  });

  it('goes straight to the draft when the child is on the SIAK card already', () => {
    const { card, mother, daughter } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        born(
          baby({
            mother: mother.nik,
            name: daughter.name,
            birthDate: daughter.birthDate,
            fatherName: 'DAMAR PAMUNGKAS',
            education: 'TIDAK/BELUM SEKOLAH',
            occupation: 'BELUM/TIDAK BEKERJA',
            maritalStatus: 'BELUM KAWIN',
          }),
        ),
      ],
    });
    expect([outcome.siakEntry, rulesIn(outcome)]).to.deep.equal(['already', ['R47']]);
    expect(outcome.cards[0]!.card!.members).to.have.length(4);
  });

  it('is handed over when the office makes the akta first (A1)', () => {
    const { card, mother } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [born(baby({ mother: mother.nik, fatherName: 'X' }))],
      situation: { office: { ...DEFAULT_OFFICE_RULES, birth: 'akta-first' } },
    });
    expect([outcome.outcome, outcome.sendTo]).to.deep.equal([
      'elsewhere',
      'IKMT Penerbitan Akta Kelahiran (keterkaitan SOP nomor 1)',
    ]);
  });

  it('sends a foundling to the akta service, with the police report', () => {
    const { card } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [born(baby({ foundling: true, motherLeftOut: true, fatherLeftOut: true }))],
    });
    expect(outcome.outcome).to.equal('elsewhere');
    expect(outcome.missing[0]!.text).to.match(/kepolisian/);
  });

  it('puts the child of a wedding of the same application on the new card', () => {
    const { son: groom, card } = fourPeople();
    const bride = person('NURUL', 'KEPALA KELUARGA', '2004-01-01', woman);
    const outcome = assessWithAllPapers({
      cards: [card, cardOfFamily([bride])],
      events: [
        {
          event: 'menikah',
          data: { weddingDate: '2026-01-12', partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik },
        },
        born(baby({ mother: bride.nik, father: groom.nik })),
      ],
    });
    expect(cardsIn(outcome)['issued {KK-BARU-1}']).to.deep.equal([
      'BAYU PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2026-01-12',
      'NURUL: ISTRI, KAWIN TERCATAT 2026-01-12',
      'ARJUNA PAMUNGKAS: ANAK',
    ]);
  });
});

describe('Anak angkat (E04)', () => {
  it('is CUCU when the adoptive parent is a child of the head', () => {
    const { card, son } = fourPeople();
    const boy = person('RAFA', 'ANAK', '2023-02-09', { father: 'SUROTO', mother: 'TRI' });
    const family = cardOfFamily([person('SUROTO', 'KEPALA KELUARGA', '1985-12-12'), boy]);
    const outcome = assessWithAllPapers({
      cards: [card, family],
      events: [{ event: 'anak-angkat', data: { child: boy.nik, parent: son.nik } }],
    });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.include('RAFA: CUCU');
  });

  it('ends the card of a child who stood on it alone', () => {
    const { card, father } = fourPeople();
    const boy = person('RAFA', 'KEPALA KELUARGA', '2010-02-09', { father: 'SUROTO', mother: 'TRI' });
    const alone = cardOfFamily([boy]);
    const outcome = assessWithAllPapers({
      cards: [card, alone],
      events: [{ event: 'anak-angkat', data: { child: boy.nik, parent: father.nik } }],
    });
    expect(cardsIn(outcome)).to.have.property(`ended ${alone.kkNumber}`);
    expect(outcome.cards[0]!.card!.members.find(({ name }) => name === 'RAFA')).to.include({
      shdk: 'ANAK',
      father: 'SUROTO',
      mother: 'TRI',
    });
  });

  it('without court order waits and names pencatatan sipil', () => {
    const { card, father } = fourPeople();
    const boy = person('RAFA', 'ANAK', '2023-02-09');
    const family = cardOfFamily([person('SUROTO', 'KEPALA KELUARGA', '1985-12-12'), boy]);
    const given = {
      cards: [card, family],
      events: [{ event: 'anak-angkat' as const, data: { child: boy.nik, parent: father.nik } }],
      papers: [{ document: 'f-1-02' as const }],
    };
    const outcome = assess(applicationFor(given), situationFor(given));
    expect(outcome.outcome).to.equal('complete');
    expect(outcome.missing.map(({ text }) => text)).to.include('salinan penetapan pengadilan');
    expect(outcome.sendTo).to.match(/pencatatan sipil/);
  });
});

describe('Pengakuan dan pengesahan anak (E05)', () => {
  const family = () => {
    const grandfather = person('SARJONO', 'KEPALA KELUARGA', '1971-12-10');
    const mother = person('RINI', 'ANAK', '2001-06-27', { ...woman, father: 'SARJONO' });
    const child = person('KIRANA', 'CUCU', '2024-11-01', {
      ...woman,
      mother: 'RINI',
      education: 'TIDAK/BELUM SEKOLAH',
      occupation: 'BELUM/TIDAK BEKERJA',
    });
    const father = person('AGUS', 'KEPALA KELUARGA', '1999-01-01');
    return { child, father, card: cardOfFamily([grandfather, mother, child]), his: cardOfFamily([father]) };
  };

  it('fills column 16 and leaves the child where it is', () => {
    const { child, father, card, his } = family();
    const outcome = assessWithAllPapers({
      cards: [card, his],
      events: [
        { event: 'pengakuan-pengesahan', data: { child: child.nik, kind: 'pengakuan', father: father.nik, from: '-' } },
      ],
    });
    expect(outcome.boxes).to.deep.equal(['I.B.2']);
    expect(outcome.cards[0]!.card!.members[2]).to.include({
      name: 'KIRANA',
      shdk: 'CUCU',
      father: 'AGUS',
      mother: 'RINI',
    });
    expect(outcome.ktp).to.deep.equal([]);
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('moves the child onto the card of the father as ANAK when the family says so', () => {
    const { child, father, card, his } = family();
    const outcome = assessWithAllPapers({
      cards: [card, his],
      events: [
        {
          event: 'pengakuan-pengesahan',
          data: { child: child.nik, kind: 'pengesahan', father: father.nik, movesToFather: true },
        },
      ],
    });
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${his.kkNumber}`]: ['AGUS: KEPALA KELUARGA', 'KIRANA: ANAK'],
      [`changed ${card.kkNumber}`]: ['SARJONO: KEPALA KELUARGA', 'RINI: ANAK'],
    });
  });

  it('makes LAINNYA on the card of the father ANAK', () => {
    const { child, father } = family();
    const card = cardOfFamily([
      father,
      person('RINI', 'ISTRI', '2001-06-27', { ...woman, ...married('2025-01-01') }),
      { ...child, shdk: 'LAINNYA' },
    ]);
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'pengakuan-pengesahan', data: { child: child.nik, kind: 'pengesahan', father: father.nik } }],
    });
    expect(outcome.cards[0]!.card!.members[2]).to.include({ shdk: 'ANAK', father: 'AGUS' });
  });

  it('does not follow from the wedding alone: without akta it waits', () => {
    const { child, father, card, his } = family();
    const given = {
      cards: [card, his],
      events: [
        {
          event: 'pengakuan-pengesahan' as const,
          data: { child: child.nik, kind: 'pengesahan' as const, father: father.nik },
        },
      ],
      papers: [{ document: 'buku-nikah' as const }],
    };
    const outcome = assess(applicationFor(given), situationFor(given));
    expect(outcome.missing.map(({ text }) => text).join(' ')).to.include('kutipan akta pengesahan anak');
  });
});
