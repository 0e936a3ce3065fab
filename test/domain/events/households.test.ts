import { expect } from 'chai';
import type { DeclaredEvent, EventData } from '../../../src/domain/events/application.ts';
import { assess } from '../../../src/domain/assessment/assess.ts';
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

/** Grandmother, parents, married son with wife and child, daughter of 8. */
const bigFamily = () => {
  const head = person('DAMAR', 'KEPALA KELUARGA', '1970-08-17', { ...married('1994-06-20'), mother: 'PAINEM' });
  const wife = person('WENING', 'ISTRI', '1972-03-12', { ...woman, ...married('1994-06-20') });
  const names = { father: 'DAMAR', mother: 'WENING' };
  const son = person('BAYU', 'ANAK', '1996-02-01', { ...married('2020-05-05'), ...names });
  const daughter = person('SEKAR', 'ANAK', '2018-10-15', { ...woman, ...names });
  const inLaw = person('SARI', 'MENANTU', '1998-03-03', { ...woman, ...married('2020-05-05') });
  const grandchild = person('BIMO', 'CUCU', '2021-05-05', { father: 'BAYU', mother: 'SARI' });
  const grandmother = person('PAINEM', 'ORANG TUA', '1945-01-01', { ...woman, maritalStatus: 'CERAI MATI' });
  return {
    head,
    wife,
    son,
    daughter,
    inLaw,
    grandchild,
    grandmother,
    card: cardOfFamily([head, wife, son, daughter, inLaw, grandchild, grandmother]),
  };
};

describe('Bercerai (E06)', () => {
  const divorce = (a: string, b: string, more: Partial<EventData<'cerai-hidup'>> = {}): DeclaredEvent => ({
    event: 'cerai-hidup',
    data: { partners: [{ nik: a }, { nik: b }], date: '2026-09-01', registered: true, ...more },
  });

  it('gives the wife who leaves with the daughter a card of her own; he keeps his number', () => {
    const { card, father, mother, daughter } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        divorce(father.nik, mother.nik, { leaver: mother.nik, to: { newCard: {} }, companions: [daughter.nik] }),
      ],
      applicant: { nik: mother.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.A.1']);
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': [
        'WENING PRAMESWARI: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01',
        'SEKAR PAMUNGKAS: ANAK',
      ],
      [`changed ${card.kkNumber}`]: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01',
        'BAYU PAMUNGKAS: ANAK',
      ],
    });
    expect(rulesIn(outcome)).to.deep.equal([]);
    expect(outcome.ktp.map(({ name }) => name)).to.have.members([father.name, mother.name]);
  });

  it('issues the card of the one who stays when he applies (I.B.2)', () => {
    const { card, father, mother } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [divorce(father.nik, mother.nik, { leaver: mother.nik, to: { newCard: {} } })],
    });
    expect(outcome.boxes).to.deep.equal(['I.B.2']);
    expect(cardsIn(outcome)).to.have.property(`issued ${card.kkNumber}`);
    expect(cardsIn(outcome)).to.have.property('changed {KK-BARU-1}');
  });

  it('makes the wife head of a new card when the head leaves (number new there)', () => {
    const { card, head, wife, grandmother } = bigFamily();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        divorce(head.nik, wife.nik, {
          leaver: head.nik,
          to: { newCard: {} },
          companions: [grandmother.nik],
          registered: false,
        }),
      ],
      applicant: { nik: wife.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.A.2', 'I.B.2']);
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': [
        'WENING: KEPALA KELUARGA, CERAI HIDUP BELUM TERCATAT 2026-09-01',
        'BAYU: ANAK, KAWIN TERCATAT 2020-05-05',
        'SEKAR: ANAK',
        'SARI: MENANTU, KAWIN TERCATAT 2020-05-05',
        'BIMO: CUCU',
      ],
      'changed {KK-BARU-2}': [
        'DAMAR: KEPALA KELUARGA, CERAI HIDUP BELUM TERCATAT 2026-09-01',
        'PAINEM: ORANG TUA, CERAI MATI -',
      ],
      [`ended ${card.kkNumber}`]: '-',
    });
  });

  it('takes the leaver back to the card of the parents as ANAK, the child as CUCU (I.B.1)', () => {
    const { card, father, mother, daughter } = fourPeople();
    const parent = person('WALUYO', 'KEPALA KELUARGA', '1950-01-01');
    const parents = cardOfFamily([parent]);
    const outcome = assessWithAllPapers({
      cards: [card, parents],
      events: [
        divorce(father.nik, mother.nik, {
          leaver: mother.nik,
          to: { cardOf: parent.nik, relation: 'anak' },
          companions: [daughter.nik],
        }),
      ],
      applicant: { nik: mother.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.B.1']);
    expect(cardsIn(outcome)[`issued ${parents.kkNumber}`]).to.deep.equal([
      'WALUYO: KEPALA KELUARGA',
      'WENING PRAMESWARI: ANAK, CERAI HIDUP TERCATAT 2026-09-01',
      'SEKAR PAMUNGKAS: CUCU',
    ]);
  });

  it('makes a child of the leaver alone who stays LAINNYA', () => {
    const { card, father, mother } = fourPeople({ son: { father: 'SUAMI PERTAMA' } });
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [divorce(father.nik, mother.nik, { leaver: mother.nik, to: { newCard: {} } })],
    });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.deep.equal([
      'DAMAR PAMUNGKAS: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01',
      'SEKAR PAMUNGKAS: ANAK',
      'BAYU PAMUNGKAS: LAINNYA',
    ]);
  });

  it('takes a child along who lives on the card of a grandmother', () => {
    const { card, father, mother } = fourPeople();
    const grandmother = person('PONIRAH', 'KEPALA KELUARGA', '1950-01-01', woman);
    const child = person('INTAN', 'CUCU', '2015-01-01', { ...woman, father: father.name, mother: mother.name });
    const hers = cardOfFamily([grandmother, child]);
    for (const to of [{ newCard: {} }, { cardOf: grandmother.nik, relation: 'anak' }]) {
      const outcome = assessWithAllPapers({
        cards: [card, hers],
        events: [divorce(father.nik, mother.nik, { leaver: mother.nik, to, companions: [child.nik] })],
        applicant: { nik: mother.nik },
      });
      const issued = outcome.cards.find(({ effect }) => effect === 'issued')!.card!.members;
      expect(issued.find(({ nik }) => nik === child.nik)!.shdk).to.equal('newCard' in to ? 'ANAK' : 'CUCU');
      expect(rulesIn(outcome)).to.deep.equal([]);
    }
  });

  it('changes only the status of who stays when the other moved out or died before, and says so', () => {
    const { card, father, mother } = fourPeople();
    const gone: DeclaredEvent[] = [
      { event: 'pindah-keluar', data: { movers: [{ nik: mother.nik }], destination: 'Sleman', skpwni: 'terbit' } },
      { event: 'anggota-meninggal', data: { person: mother.nik, date: '2026-08-01' } },
    ];
    for (const before of gone) {
      const leaves = { leaver: mother.nik, to: { newCard: {} } };
      const outcome = assessWithAllPapers({
        cards: [card],
        events: [before, divorce(father.nik, mother.nik, leaves)],
      });
      expect(cardsIn(outcome)[`issued ${card.kkNumber}`]![0]).to.equal(
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01',
      );
    }
  });

  it('warns when the two are no couple in SIAK', () => {
    const [{ card, son }, { card: other, daughter }] = [fourPeople(), fourPeople()];
    const outcome = assessWithAllPapers({ cards: [card, other], events: [divorce(son.nik, daughter.nik)] });
    const [warned] = outcome.warnings.filter(({ rule }) => rule === 'R25');
    expect(warned?.sentence).to.include('BAYU PAMUNGKAS dan SEKAR PAMUNGKAS tidak tercatat sebagai suami istri');
  });

  it('lets a husband of another living wife stay married', () => {
    const husband = person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01'));
    const first = person('PERTAMA', 'ISTRI', '1978-01-01', { ...woman, ...married('2000-01-01') });
    const second = person('KEDUA', 'ISTRI', '1985-01-01', { ...woman, ...married('2010-01-01') });
    const card = cardOfFamily([husband, first, second]);
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [divorce(husband.nik, second.nik, { leaver: second.nik, to: { newCard: {} } })],
    });
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${card.kkNumber}`]: [
        'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2000-01-01',
        'PERTAMA: ISTRI, KAWIN TERCATAT 2000-01-01',
      ],
      'changed {KK-BARU-1}': [
        'KEDUA: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2010-01-01'.replace('2010-01-01', '2026-09-01'),
      ],
    });
  });

  it('changes only statuses when both stand on different cards already', () => {
    const [a, b] = [
      person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01')),
      person('SITI', 'KEPALA KELUARGA', '1978-01-01', { ...woman, ...married('2000-01-01') }),
    ];
    const [his, hers] = [cardOfFamily([a]), cardOfFamily([b])];
    const outcome = assessWithAllPapers({ cards: [his, hers], events: [divorce(a.nik, b.nik)] });
    expect(outcome.boxes).to.deep.equal(['I.B.2']);
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${his.kkNumber}`]: ['BUDI: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01'],
      [`changed ${hers.kkNumber}`]: ['SITI: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01'],
    });
  });

  it('sends who moves out of Bantul to the service for moves first', () => {
    const { card, father, mother } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [divorce(father.nik, mother.nik, { leaver: mother.nik, to: { kabupaten: 'sleman' } })],
    });
    expect([outcome.outcome, outcome.stops.map(({ rule }) => rule)]).to.deep.equal(['elsewhere', ['R55']]);
    expect(outcome.text).to.include('Kabupaten Sleman');
  });
});

describe('Ganti kepala keluarga (E09)', () => {
  it('lets the wife be head with the husband as SUAMI; status and dates stay', () => {
    const { card, mother } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'ganti-kepala', data: { newHead: mother.nik } }],
    });
    expect(outcome.boxes).to.deep.equal(['I.A.2']);
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': [
        'WENING PRAMESWARI: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        'DAMAR PAMUNGKAS: SUAMI, KAWIN TERCATAT 2004-06-20',
        'BAYU PAMUNGKAS: ANAK',
        'SEKAR PAMUNGKAS: ANAK',
      ],
      [`ended ${card.kkNumber}`]: '-',
    });
    expect([outcome.ktp, rulesIn(outcome)]).to.deep.equal([[], []]);
  });

  it('is head already: nothing to enter', () => {
    const { card, father } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'ganti-kepala', data: { newHead: father.nik } }],
    });
    expect([outcome.siakEntry, rulesIn(outcome)]).to.deep.equal(['already', ['R47']]);
  });

  it('refuses a child of 8', () => {
    const { card, daughter } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'ganti-kepala', data: { newHead: daughter.nik } }],
    });
    expect(outcome.stops.map(({ rule }) => rule)).to.include('R20');
  });
});

describe('Pisah KK (E10)', () => {
  it('takes wife, child and grandmother along, all relative to the new head', () => {
    const { card, son, inLaw, grandchild, grandmother } = bigFamily();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        { event: 'pisah-kk', data: { leavers: [son.nik, inLaw.nik, grandchild.nik, grandmother.nik], head: son.nik } },
      ],
      applicant: { nik: son.nik },
    });
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': [
        'BAYU: KEPALA KELUARGA, KAWIN TERCATAT 2020-05-05',
        'SARI: ISTRI, KAWIN TERCATAT 2020-05-05',
        'BIMO: ANAK',
        'PAINEM: FAMILI LAIN, CERAI MATI -',
      ],
      [`changed ${card.kkNumber}`]: [
        'DAMAR: KEPALA KELUARGA, KAWIN TERCATAT 1994-06-20',
        'WENING: ISTRI, KAWIN TERCATAT 1994-06-20',
        'SEKAR: ANAK',
      ],
    });
    expect(outcome.notices).to.include(
      'KK orang tua Anda juga berubah; kepala keluarganya dapat meminta KK yang baru.',
    );
  });

  it('names the family that the head leaves: it has another head and another number', () => {
    const { card, father } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'pisah-kk', data: { leavers: [father.nik], head: father.nik } }],
    });
    expect(cardsIn(outcome)).to.have.property('changed {KK-BARU-1}');
    expect(outcome.notices).to.include(
      'KK keluarga yang Anda tinggalkan juga berubah; kepala keluarganya dapat meminta KK yang baru.',
    );
  });

  it('leaves the number to a family that goes as a whole under the same head', () => {
    const { card, father, mother, son, daughter } = fourPeople();
    const leavers = [father, mother, son, daughter].map(({ nik }) => nik);
    const split = (head: string) =>
      cardsIn(assessWithAllPapers({ cards: [card], events: [{ event: 'pisah-kk', data: { leavers, head } }] }));
    expect(split(father.nik)).to.have.all.keys(`issued ${card.kkNumber}`);
    expect(split(son.nik)).to.have.all.keys('issued {KK-BARU-1}', `ended ${card.kkNumber}`);
  });

  it('gives them a new number where SIAK was not read: the family may have left out those who stay', () => {
    const { card, father, mother, son, daughter } = fourPeople();
    const leavers = [father, mother, son, daughter].map(({ nik }) => nik);
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'pisah-kk', data: { leavers, head: father.nik } }],
      situation: { read: false },
    });
    expect(cardsIn(outcome)).to.have.property('issued {KK-BARU-1}');
  });

  it('forms two families at once; the parents keep their number', () => {
    const { card, son, inLaw, grandchild, grandmother } = bigFamily();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        { event: 'pisah-kk', data: { leavers: [son.nik, inLaw.nik, grandchild.nik], head: son.nik } },
        { event: 'pisah-kk', data: { leavers: [grandmother.nik], head: grandmother.nik } },
      ],
      applicant: { nik: son.nik },
    });
    expect(Object.keys(cardsIn(outcome))).to.deep.equal([
      'issued {KK-BARU-1}',
      'issued {KK-BARU-2}',
      `changed ${card.kkNumber}`,
    ]);
  });

  it('says of whoever stands on another card that they stay there (R50)', () => {
    const [{ card, son }, { card: other, daughter }] = [fourPeople(), fourPeople()];
    const address = { street: 'CEPIT', rt: '5', kalurahan: '34.02.15.2004' };
    const named = [son.nik, daughter.nik];
    const events: DeclaredEvent[] = [
      { event: 'pisah-kk', data: { leavers: named, head: son.nik } },
      { event: 'pindah-dalam-bantul', data: { movers: named, date: '2026-11-01', address } },
    ];
    for (const event of events) {
      const outcome = assessWithAllPapers({ cards: [card, other], events: [event], applicant: { nik: son.nik } });
      const [warned] = outcome.warnings.filter(({ rule }) => rule === 'R50');
      expect(warned?.sentence, event.event).to.include('SEKAR PAMUNGKAS tercatat pada KK lain');
    }
  });

  it('gives those who stay a new number when their head leaves', () => {
    const { card, father, mother } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'pisah-kk', data: { leavers: [father.nik], head: father.nik } }],
    });
    expect(Object.keys(cardsIn(outcome))).to.deep.equal([
      'issued {KK-BARU-2}',
      'changed {KK-BARU-1}',
      `ended ${card.kkNumber}`,
    ]);
    expect(cardsIn(outcome)['changed {KK-BARU-1}']).to.include(
      `${mother.name}: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20`,
    );
  });
});

describe('Numpang KK (E11)', () => {
  it('takes a couple with their child, each with a relation of its own', () => {
    const { card: receiving, father } = fourPeople();
    const { card, son, inLaw, grandchild } = bigFamily();
    const outcome = assessWithAllPapers({
      cards: [receiving, card],
      events: [
        {
          event: 'numpang-kk',
          data: {
            receiver: father.nik,
            guests: [
              { nik: son.nik, relation: 'keponakan' },
              { nik: inLaw.nik, relation: 'famili lain' },
              { nik: grandchild.nik, relation: 'teman' },
            ],
          },
        },
      ],
    });
    expect(cardsIn(outcome)[`issued ${receiving.kkNumber}`]!.slice(4)).to.deep.equal([
      'BAYU: FAMILI LAIN, KAWIN TERCATAT 2020-05-05',
      'SARI: FAMILI LAIN, KAWIN TERCATAT 2020-05-05',
      'BIMO: LAINNYA',
    ]);
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('asks the parents of a guest under 17 for a statement', () => {
    const { card: receiving, father } = fourPeople();
    const { card, daughter } = bigFamily();
    const given = {
      cards: [receiving, card],
      events: [
        {
          event: 'numpang-kk' as const,
          data: { receiver: father.nik, guests: [{ nik: daughter.nik, relation: 'keponakan' }] },
        },
      ],
      papers: (['f-1-02', 'kk-lama', 'kk-lama', 'pernyataan-menerima', 'f-1-03'] as const).map((document) => ({
        document,
      })),
    };
    const outcome = assess(applicationFor(given), situationFor(given));
    expect(outcome.missing.map(({ text }) => text)).to.deep.equal([
      'surat kuasa pengasuhan SEKAR dari kedua orang tua atau wali',
    ]);
  });

  it('stops when a head leaves a child behind', () => {
    const { card: receiving, father } = fourPeople();
    const mother = person('LASTRI', 'KEPALA KELUARGA', '1985-05-05', { ...woman, maritalStatus: 'CERAI MATI' });
    const child = person('DINA', 'ANAK', '2016-05-05', woman);
    const outcome = assessWithAllPapers({
      cards: [receiving, cardOfFamily([mother, child])],
      events: [
        { event: 'numpang-kk', data: { receiver: father.nik, guests: [{ nik: mother.nik, relation: 'adik' }] } },
      ],
    });
    expect(rulesIn(outcome)).to.deep.equal(['R60']);
  });

  it('calls a guest from another kabupaten by name, and knows a city and an address of Bantul', () => {
    const { card, father } = fourPeople();
    const guest = (kabupaten: string, name?: string) =>
      assessWithAllPapers({
        cards: [card],
        events: [
          {
            event: 'numpang-kk',
            data: {
              receiver: father.nik,
              guests: [{ nik: '3404130101900001', relation: 'keponakan', kabupaten, ...(name && { name }) }],
            },
          },
        ],
      });
    expect(guest('Yogyakarta', 'Danu').text).to.match(/^DANU masih tercatat di Kota Yogyakarta\. /);
    expect(guest('magelang, jawa tengah').text).to.match(
      /^Yang menumpang masih tercatat di Kabupaten\/Kota Magelang\. /,
    );
    for (const ours of ['Bantul, DIY', 'Kab. Bantul', 'bantul yogyakarta'])
      expect(guest(ours).sendTo, ours).to.equal('loket Disdukcapil Bantul');
  });

  it('sends a guest from another kabupaten to Pindah Datang', () => {
    const { card, father } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        {
          event: 'numpang-kk',
          data: {
            receiver: father.nik,
            guests: [{ nik: '3404130101900001', relation: 'adik', kabupaten: 'Kota Yogyakarta' }],
          },
        },
      ],
    });
    expect(outcome.outcome).to.equal('elsewhere');
    expect(outcome.text).to.include('Kota Yogyakarta');
  });
});
