import { expect } from 'chai';
import type { DeclaredEvent, EventData } from '../../../src/domain/events/application.ts';
import { assess } from '../../../src/domain/assessment/assess.ts';
import { documentName, type DocumentCode } from '../../../src/domain/events/documents.ts';
import { SERVICES } from '../../../src/domain/events/services.ts';
import {
  applicationFor,
  assessWithAllPapers,
  cardOfFamily,
  cardsIn,
  fourPeople,
  married,
  person,
  rulesIn,
  rowsOf,
  sexes,
  situationFor,
  type Given,
} from '../families.ts';

const { woman } = sexes;
const widowed = { maritalStatus: 'CERAI MATI' } as const;
const date = '2026-10-02';
const died = (nik: string, more: Partial<EventData<'anggota-meninggal'>> = {}): DeclaredEvent => ({
  event: 'anggota-meninggal',
  data: { person: nik, date, ...more },
});

describe('Anggota meninggal (E07)', () => {
  it('takes a child off and changes nobody else', () => {
    const { card, son } = fourPeople();
    const outcome = assessWithAllPapers({ cards: [card], events: [died(son.nik)] });
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${card.kkNumber}`]: rowsOf({ ...card, members: card.members.filter((row) => row.nik !== son.nik) }),
    });
    expect(outcome.boxes).to.deep.equal(['I.B.2']);
    expect(outcome.effectiveOn).to.equal(date);
  });

  it('makes the MENANTU of a dead child CERAI MATI; she stays MENANTU', () => {
    const { father, mother } = fourPeople();
    const son = person('RENDI', 'ANAK', '1997-02-01', { ...married('2018-01-05'), father: father.name });
    const other = person('AGUS', 'ANAK', '1995-02-01', { ...married('2017-01-05'), father: father.name });
    const wife = person('SARI', 'MENANTU', '1998-03-03', { ...woman, ...married('2018-01-05') });
    const card = cardOfFamily([father, mother, other, son, wife]);
    const outcome = assessWithAllPapers({ cards: [card], events: [died(son.nik)] });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.deep.equal([
      'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
      'WENING PRAMESWARI: ISTRI, KAWIN TERCATAT 2004-06-20',
      'AGUS: ANAK, KAWIN TERCATAT 2017-01-05',
      'SARI: MENANTU, CERAI MATI -',
    ]);
  });

  it('makes the widow CERAI MATI on her own card when the couple stood on two', () => {
    const husband = person('BUDI', 'FAMILI LAIN', '1975-01-01', married('2000-01-01'));
    const uncle = person('SLAMET', 'KEPALA KELUARGA', '1960-01-01');
    const wife = person('SITI', 'KEPALA KELUARGA', '1978-01-01', { ...woman, ...married('2000-01-01') });
    const [a, b] = [cardOfFamily([uncle, husband]), cardOfFamily([wife])];
    const outcome = assessWithAllPapers({ cards: [a, b], events: [died(husband.nik, { spouse: wife.nik })] });
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${a.kkNumber}`]: ['SLAMET: KEPALA KELUARGA'],
      [`changed ${b.kkNumber}`]: ['SITI: KEPALA KELUARGA, CERAI MATI -'],
    });
  });

  it('leaves a husband with another living wife married', () => {
    const husband = person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01'));
    const first = person('PERTAMA', 'ISTRI', '1978-01-01', { ...woman, ...married('2000-01-01') });
    const second = person('KEDUA', 'ISTRI', '1985-01-01', { ...woman, ...married('2010-01-01') });
    const card = cardOfFamily([husband, first, second]);
    const outcome = assessWithAllPapers({ cards: [card], events: [died(second.nik)] });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.deep.equal([
      'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2000-01-01',
      'PERTAMA: ISTRI, KAWIN TERCATAT 2000-01-01',
    ]);
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('goes straight to the draft when the akta has taken the person off already', () => {
    const { card } = fourPeople();
    const outcome = assessWithAllPapers({ cards: [card], events: [died('3402154101409999', { name: 'KASINEM' })] });
    expect([outcome.outcome, outcome.siakEntry, rulesIn(outcome)]).to.deep.equal(['issue', 'already', ['R47']]);
  });

  it('corrects the widower when SIAK took the wife off and left him KAWIN', () => {
    const { card, father, mother } = fourPeople();
    const without = { ...card, members: card.members.filter((row) => row.nik !== mother.nik) };
    const outcome = assessWithAllPapers({
      cards: [without],
      events: [died(mother.nik, { name: mother.name, spouse: father.nik })],
    });
    expect(outcome.siakEntry).to.equal('needed');
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.include('DAMAR PAMUNGKAS: KEPALA KELUARGA, CERAI MATI -');
  });
});

describe('Father and mother dead in one application', () => {
  it('asks for the statements of guardian and host, as when only children remain', () => {
    const { card, father, mother } = fourPeople({ son: { birthDate: '2012-02-01' } });
    const grandmother = person('PONIRAH', 'KEPALA KELUARGA', '1950-01-01', woman);
    const guardian = { nik: grandmother.nik, way: 'masuk-kk-saudara' } as const;
    const given = {
      cards: [card, cardOfFamily([grandmother])],
      events: [died(father.nik, { guardian }), died(mother.nik, { guardian, date: '2026-10-03' })],
      applicant: { nik: grandmother.nik },
    };
    const asked = assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
    expect(asked).to.include.members(
      ['pernyataan-wali', 'pernyataan-menerima'].map((code) => documentName(code as DocumentCode)),
    );
  });

  for (const way of ['masuk-kk-saudara', 'pindah-menjadi-kepala'] as const)
    it(`gives the children to the guardian at whichever death the guardian is named (${way})`, () => {
      const { card, father, mother } = fourPeople({ son: { birthDate: '2012-02-01' } });
      const aunt = person('BIBI', 'KEPALA KELUARGA', '1985-01-01', woman);
      const named = { guardian: { nik: aunt.nik, way } };
      const [early, late] = [{ date: '2026-10-01' }, { date: '2026-10-03' }];
      const said: DeclaredEvent[][] = [
        [died(father.nik, { ...early, ...named }), died(mother.nik, late)],
        [died(father.nik, early), died(mother.nik, { ...late, ...named })],
        [died(father.nik, { ...late, ...named }), died(mother.nik, early)],
        [died(mother.nik, { ...early, ...named }), died(father.nik, late)],
        [died(mother.nik, named), died(father.nik)],
      ];
      for (const events of said) {
        const outcome = assessWithAllPapers({
          cards: [card, cardOfFamily([aunt])],
          events,
          applicant: { nik: aunt.nik },
        });
        expect(outcome.stops, JSON.stringify(events)).to.deep.equal([]);
        expect(outcome.cards[0]!.card!.members.map(({ name, shdk }) => [name, shdk])).to.deep.equal([
          ['BIBI', 'KEPALA KELUARGA'],
          ['BAYU PAMUNGKAS', 'FAMILI LAIN'],
          ['SEKAR PAMUNGKAS', 'FAMILI LAIN'],
        ]);
        expect(new Set(outcome.boxes)).to.deep.equal(
          new Set(way === 'masuk-kk-saudara' ? ['I.B.1', 'I.B.2'] : ['I.A.2', 'I.B.2']),
        );
      }
    });

  it('has no card to issue when they stood on it alone', () => {
    const { father, mother } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [cardOfFamily([father, mother])],
      events: [died(father.nik), died(mother.nik)],
    });
    expect([outcome.outcome, outcome.sendTo]).to.deep.equal(['elsewhere', SERVICES['akta-kematian'].name]);
  });
});

describe('Whoever is reported dead in the same application', () => {
  const papersOf = (given: Given) =>
    assess(applicationFor(given), { ...situationFor(given), papers: [] }).missing.map(({ text }) => text);
  const { card, father, mother, son, daughter } = fourPeople();
  const family = { cards: [card], applicant: { nik: mother.nik } };
  const changed = (...people: readonly { readonly nik: string }[]): DeclaredEvent => ({
    event: 'pendidikan',
    data: { changes: people.map(({ nik }) => ({ person: nik, from: 'SLTA/SEDERAJAT', to: 'STRATA II' })) },
  });
  const ofDeath = papersOf({ ...family, events: [died(son.nik)] });

  it('needs no paper for what else is said of them', () => {
    const citizenship: DeclaredEvent = { event: 'kewarganegaraan', data: { person: son.nik, to: 'WNI' } };
    const wording: DeclaredEvent = {
      event: 'penulisan-lama',
      data: { persons: [son.nik], to: 'KAWIN TERCATAT', date },
    };
    for (const said of [changed(son), citizenship, wording])
      expect(papersOf({ ...family, events: [died(son.nik), said] }), said.event).to.deep.equal(ofDeath);
  });

  it('leaves the papers of the others asked for', () => {
    const asked = papersOf({ ...family, events: [died(son.nik), changed(son, mother)] });
    expect(asked).to.include.members([documentName('f-1-06'), documentName('ijazah')]);
  });

  it('signs no statement as the former head', () => {
    const chosen: DeclaredEvent = { event: 'ganti-kepala', data: { newHead: mother.nik } };
    const statement = documentName('pernyataan-ganti-kepala');
    expect(papersOf({ ...family, events: [chosen] })).to.include(statement);
    expect(papersOf({ ...family, events: [died(father.nik), chosen] })).to.not.include(statement);
  });

  it('needs no consent as a child who would have moved', () => {
    const uncle = person('PAMAN', 'KEPALA KELUARGA', '1970-01-01');
    const guest: DeclaredEvent = {
      event: 'numpang-kk',
      data: { receiver: uncle.nik, guests: [{ nik: daughter.nik, relation: 'keponakan' }] },
    };
    const cards = [card, cardOfFamily([uncle])];
    const consent = `surat kuasa pengasuhan ${daughter.name} dari kedua orang tua atau wali`;
    expect(papersOf({ ...family, cards, events: [guest] })).to.include(consent);
    expect(papersOf({ ...family, cards, events: [died(daughter.nik), guest] })).to.not.include(consent);
  });

  it('receives nobody: the guest comes to the family that is left, whose head signs', () => {
    const guest = person('KEPONAKAN', 'KEPALA KELUARGA', '1999-01-01');
    const joins: DeclaredEvent = {
      event: 'numpang-kk',
      data: { receiver: father.nik, guests: [{ nik: guest.nik, relation: 'keponakan' }] },
    };
    const given = { ...family, cards: [card, cardOfFamily([guest])], events: [died(father.nik), joins] };
    expect(cardsIn(assessWithAllPapers(given))['issued {KK-BARU-1}']).to.deep.equal([
      'WENING PRAMESWARI: KEPALA KELUARGA, CERAI MATI -',
      'BAYU PAMUNGKAS: ANAK',
      'SEKAR PAMUNGKAS: ANAK',
      'KEPONAKAN: FAMILI LAIN',
    ]);
    const lacks = (signer: string) => {
      const papers = [{ document: 'pernyataan-menerima' as const, signedBy: [signer] }];
      return assess(applicationFor(given), { ...situationFor(given), papers }).missing.map(({ text }) => text);
    };
    expect(lacks(mother.nik)).to.not.include(documentName('pernyataan-menerima'));
    expect(lacks(father.nik)).to.include(documentName('pernyataan-menerima'));
  });
});

describe('Kepala meninggal (E08)', () => {
  it('makes the wife head when the family names nobody', () => {
    const { card, father, mother } = fourPeople();
    const outcome = assessWithAllPapers({ cards: [card], events: [died(father.nik)], applicant: { nik: mother.nik } });
    expect(outcome.boxes).to.deep.equal(['I.A.2']);
    expect(outcome.reason).to.equal('baru');
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': [
        'WENING PRAMESWARI: KEPALA KELUARGA, CERAI MATI -',
        'BAYU PAMUNGKAS: ANAK',
        'SEKAR PAMUNGKAS: ANAK',
      ],
      [`ended ${card.kkNumber}`]: '-',
    });
    expect(outcome.notices).to.include('Nomor KK Anda berganti. Perbarui di bank, BPJS, dan sekolah bila diminta.');
  });

  it('follows the family when it chooses the son: mother ORANG TUA, sister FAMILI LAIN', () => {
    const { card, father, mother, son } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [died(father.nik, { newHeads: [son.nik] })],
      applicant: { nik: mother.nik },
    });
    expect(cardsIn(outcome)['issued {KK-BARU-1}']).to.deep.equal([
      'BAYU PAMUNGKAS: KEPALA KELUARGA',
      'WENING PRAMESWARI: ORANG TUA, CERAI MATI -',
      'SEKAR PAMUNGKAS: FAMILI LAIN',
    ]);
  });

  it('takes relations that the family corrects', () => {
    const { card, father, son, daughter } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [died(father.nik, { newHeads: [son.nik], relations: { [daughter.nik]: 'ANAK' } })],
      applicant: { nik: son.nik },
    });
    expect(cardsIn(outcome)['issued {KK-BARU-1}']).to.include('SEKAR PAMUNGKAS: ANAK');
  });

  it('asks who is head when a widower dies and several grown children remain', () => {
    const father = person('SURATMAN', 'KEPALA KELUARGA', '1960-01-20', widowed);
    const [a, b] = ['ANI', 'BUDI'].map((name, i) => person(name, 'ANAK', `199${i}-01-01`, { father: 'SURATMAN' }));
    const card = cardOfFamily([father, a!, b!]);
    const asked = assessWithAllPapers({ cards: [card], events: [died(father.nik)], applicant: { nik: b!.nik } });
    expect([asked.outcome, rulesIn(asked)]).to.deep.equal(['complete', ['R60']]);
    const chosen = assessWithAllPapers({
      cards: [card],
      events: [died(father.nik, { newHeads: [b!.nik] })],
      applicant: { nik: b!.nik },
    });
    expect(cardsIn(chosen)['issued {KK-BARU-1}']).to.deep.equal(['BUDI: KEPALA KELUARGA', 'ANI: FAMILI LAIN']);
  });

  it('takes the first wife by wedding date when two remain', () => {
    const husband = person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01'));
    const second = person('KEDUA', 'ISTRI', '1985-01-01', { ...woman, ...married('2010-01-01') });
    const first = person('PERTAMA', 'ISTRI', '1978-01-01', { ...woman, ...married('2000-01-01') });
    const card = cardOfFamily([husband, second, first]);
    const outcome = assessWithAllPapers({ cards: [card], events: [died(husband.nik)], applicant: { nik: first.nik } });
    expect(cardsIn(outcome)['issued {KK-BARU-1}']).to.deep.equal([
      'PERTAMA: KEPALA KELUARGA, CERAI MATI -',
      'KEDUA: FAMILI LAIN, CERAI MATI -',
    ]);
  });

  it('works when SIAK took the head off already and left a card without a head', () => {
    const { card, father, mother } = fourPeople();
    const headless = { ...card, members: card.members.filter((row) => row.nik !== father.nik) };
    const outcome = assessWithAllPapers({
      cards: [headless],
      events: [died(father.nik, { name: father.name })],
      applicant: { nik: mother.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.A.2']);
    expect(cardsIn(outcome)['issued {KK-BARU-1}']).to.deep.equal([
      'WENING PRAMESWARI: KEPALA KELUARGA, CERAI MATI -',
      'BAYU PAMUNGKAS: ANAK',
      'SEKAR PAMUNGKAS: ANAK',
    ]);
  });

  it('handles father and mother who died together: the dead wife does not become head', () => {
    const { card, father, mother, son } = fourPeople();
    for (const events of [
      [died(father.nik, { newHeads: [son.nik] }), died(mother.nik)],
      [died(mother.nik), died(father.nik, { newHeads: [son.nik] })],
    ]) {
      const outcome = assessWithAllPapers({ cards: [card], events, applicant: { nik: son.nik } });
      expect(cardsIn(outcome)).to.deep.equal({
        'issued {KK-BARU-1}': ['BAYU PAMUNGKAS: KEPALA KELUARGA', 'SEKAR PAMUNGKAS: FAMILI LAIN'],
        [`ended ${card.kkNumber}`]: '-',
      });
    }
  });

  it('issues nothing when the head was alone: the card ends, the akta is enough', () => {
    const card = cardOfFamily([person('SENDIRI', 'KEPALA KELUARGA', '1950-01-01')]);
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [died(card.members[0]!.nik)],
      applicant: { nik: '3402150101800001' },
    });
    expect([outcome.outcome, outcome.siakEntry]).to.deep.equal(['elsewhere', 'none']);
    expect(outcome.sendTo).to.match(/akta kematian/);
  });

  it('lets an adult relative become head of the children (way 1)', () => {
    const father = person('SURATMAN', 'KEPALA KELUARGA', '1975-01-20', widowed);
    const child = person('INDAH', 'ANAK', '2011-08-06', { ...woman, father: 'SURATMAN' });
    const uncle = person('SUKARNO', 'ANAK', '1990-09-09');
    const grandfather = person('SURAT', 'KEPALA KELUARGA', '1950-01-01');
    const [a, b] = [cardOfFamily([father, child]), cardOfFamily([grandfather, uncle])];
    const outcome = assessWithAllPapers({
      cards: [a, b],
      events: [died(father.nik, { guardian: { nik: uncle.nik, way: 'pindah-menjadi-kepala' } })],
      applicant: { nik: uncle.nik },
    });
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': ['SUKARNO: KEPALA KELUARGA', 'INDAH: FAMILI LAIN'],
      [`changed ${b.kkNumber}`]: ['SURAT: KEPALA KELUARGA'],
      [`ended ${a.kkNumber}`]: '-',
    });
    expect(outcome.boxes).to.deep.equal(['I.A.2']);
  });
});
