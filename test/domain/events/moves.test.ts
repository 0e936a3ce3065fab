import { expect } from 'chai';
import type { DeclaredEvent, EventData } from '../../../src/domain/events/application.ts';
import { assessWithAllPapers, cardOfFamily, cardsIn, fourPeople, person, rulesIn } from '../families.ts';

const address = { street: 'Perum Griya A-7', rt: '5', kalurahan: '34.02.11.2001' };
const move = (data: Partial<EventData<'pindah-dalam-bantul'>> = {}) =>
  ({ event: 'pindah-dalam-bantul', data: { date: '2026-11-01', address, ...data } }) as const;

describe('Pindah dalam Bantul (E12)', () => {
  it('gives who moves without the head a card at the new address (I.A.3)', () => {
    const { card, son } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [move({ movers: [son.nik] })],
      applicant: { nik: son.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.A.3', 'I.B.2']);
    const [issued] = outcome.cards;
    expect(issued!.card).to.include({
      address: 'PERUM GRIYA A-7',
      rt: '005',
      rw: '000',
      kalurahan: 'MANGUNAN',
      kapanewon: 'DLINGO',
      postalCode: '55783',
    });
    expect(issued!.newNumberPrefix).to.equal('340211');
    expect(cardsIn(outcome)).to.have.property(`changed ${card.kkNumber}`);
    expect(outcome.ktp.map(({ because }) => because)).to.deep.equal([['alamat']]);
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('lets the number go with the head; the wife and daughter who stay get a card of their own', () => {
    const { card, father, son } = fourPeople();
    const outcome = assessWithAllPapers({ cards: [card], events: [move({ movers: [father.nik, son.nik] })] });
    expect(outcome.boxes).to.deep.equal(['I.B.2', 'I.A.2']);
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${card.kkNumber}`]: [
        'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
        'BAYU PAMUNGKAS: ANAK',
      ],
      'changed {KK-BARU-1}': ['WENING PRAMESWARI: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20', 'SEKAR PAMUNGKAS: ANAK'],
    });
    expect(outcome.cards[1]!.card!.address, 'those who stay keep the old address').to.equal(card.address);
    expect(outcome.notices).to.include(
      'KK keluarga yang Anda tinggalkan juga berubah; kepala keluarganya dapat meminta KK yang baru.',
    );
  });

  it('asks for a head when the head moves and leaves only children', () => {
    const { card, father, mother, son } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [move({ movers: [father.nik, mother.nik, son.nik] })],
    });
    expect([outcome.outcome, rulesIn(outcome)]).to.deep.equal(['complete', ['R60']]);
  });

  it('joins the card of somebody at the new address', () => {
    const { card, son } = fourPeople();
    const uncle = person('SLAMET', 'KEPALA KELUARGA', '1970-01-01');
    const target = cardOfFamily([uncle], { address: 'PERUM GRIYA A-7' });
    const outcome = assessWithAllPapers({
      cards: [card, target],
      events: [move({ movers: [son.nik], joins: { cardOf: uncle.nik, relation: 'keponakan' } })],
      applicant: { nik: son.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.B.1', 'I.B.2']);
    expect(cardsIn(outcome)[`issued ${target.kkNumber}`]).to.deep.equal([
      'SLAMET: KEPALA KELUARGA',
      'BAYU PAMUNGKAS: FAMILI LAIN',
    ]);
  });

  it('sends a move out of Bantul to the service for moves', () => {
    const { card } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [move({ address: { ...address, kalurahan: '34.04.01.2001' } })],
    });
    expect([outcome.outcome, outcome.siakEntry, outcome.sendTo]).to.deep.equal([
      'elsewhere',
      'none',
      'IKMT Pelayanan Pindah Penduduk Antar Kabupaten/Provinsi (keterkaitan SOP nomor 3)',
    ]);
  });

  it('needs no statement of an owner in the own house', () => {
    const { card } = fourPeople();
    const outcome = assessWithAllPapers({ cards: [card], events: [move({ house: 'milik-sendiri' })] });
    expect(outcome.missing).to.deep.equal([]);
  });
});

describe('Pindah datang (E13)', () => {
  it('from abroad speaks of the one who arrives', () => {
    const { card, mother } = fourPeople();
    const persons = [{ nik: '3402150101800009', name: 'Bayu Aji' }];
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'pindah-datang', data: { persons, from: 'luar-negeri' } }],
      applicant: { nik: mother.nik },
    });
    expect(outcome.text).to.match(/^BAYU AJI masih tercatat pindah ke luar negeri\. /);
  });

  it('is issued by the service for moves', () => {
    const { card } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        {
          event: 'pindah-datang',
          data: { persons: [{ nik: '3404130101900001', kabupaten: 'Sleman' }], from: 'kabupaten-lain' },
        },
      ],
    });
    expect(outcome.outcome).to.equal('elsewhere');
    expect(outcome.sendTo).to.include('keterkaitan SOP nomor 2');
  });
  it('gives the card when SIAK shows the arrival already', () => {
    const { card, son } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'pindah-datang', data: { persons: [{ nik: son.nik }], from: 'kabupaten-lain' } }],
    });
    expect([outcome.outcome, outcome.siakEntry, rulesIn(outcome)]).to.deep.equal(['issue', 'already', ['R47']]);
  });
  it('sends rentan adminduk to the desk, and who comes from abroad to the paper of the embassy', () => {
    const { card } = fourPeople();
    const from = (origin: 'rentan-adminduk' | 'luar-negeri') =>
      assessWithAllPapers({
        cards: [card],
        events: [{ event: 'pindah-datang', data: { persons: [{ nik: '3404130101900001' }], from: origin } }],
      });
    expect(from('rentan-adminduk').sendTo).to.equal('loket Disdukcapil Bantul');
    expect(from('luar-negeri').missing[0]!.text).to.include('Perwakilan RI');
  });
});

describe('Pindah keluar (E14)', () => {
  const gone = (movers: EventData<'pindah-keluar'>['movers']) =>
    ({ event: 'pindah-keluar', data: { movers, destination: 'Surabaya', skpwni: 'terbit' } }) as const;

  it('takes the mover off when SIAK still shows him', () => {
    const { card, son } = fourPeople();
    const outcome = assessWithAllPapers({ cards: [card], events: [gone([{ nik: son.nik }])] });
    expect([outcome.siakEntry, outcome.boxes]).to.deep.equal(['needed', ['I.B.2']]);
    expect(outcome.cards[0]!.card!.members).to.have.length(3);
    expect(outcome.ktp).to.deep.equal([]);
  });

  it('makes the wife head with a new number when the head moved alone; she stays KAWIN', () => {
    const { card, father, mother } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [gone([{ nik: father.nik }])],
      applicant: { nik: mother.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.A.2', 'I.B.2']);
    expect(cardsIn(outcome)['issued {KK-BARU-1}']).to.include(
      'WENING PRAMESWARI: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
    );
    expect(rulesIn(outcome)).to.deep.equal(['R31']);
  });

  it('does the same when SIAK has taken the head off already', () => {
    const { card, father, mother } = fourPeople();
    const headless = { ...card, members: card.members.filter((row) => row.nik !== father.nik) };
    const outcome = assessWithAllPapers({
      cards: [headless],
      events: [gone([{ nik: father.nik }])],
      applicant: { nik: mother.nik },
    });
    expect(cardsIn(outcome)['issued {KK-BARU-1}']).to.include('BAYU PAMUNGKAS: ANAK');
  });

  it('asks for a guardian when only children stay', () => {
    const { card, father, mother, son, daughter } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [gone([{ nik: father.nik }, { nik: mother.nik }, { nik: son.nik }])],
      applicant: { nik: daughter.nik },
    });
    expect(outcome.outcome).to.equal('complete');
    expect(rulesIn(outcome)).to.include('R60');
  });

  it('is sent to the service for moves while there is no SKPWNI', () => {
    const { card, son } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        { event: 'pindah-keluar', data: { movers: [{ nik: son.nik }], destination: 'Surabaya', skpwni: 'belum' } },
      ],
    });
    expect([outcome.outcome, rulesIn(outcome)]).to.deep.equal(['elsewhere', ['R55']]);
  });
});

describe('RT/RW atau nama jalan berubah (E15)', () => {
  it('changes the card whose number or members are written, and asks its stranger for the power of attorney', () => {
    const parents = fourPeople();
    const own = person('WAHYU', 'KEPALA KELUARGA', '1995-01-01');
    const cards = [cardOfFamily([own]), parents.card];
    const listed = parents.card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk }));
    const events: DeclaredEvent[] = [
      { event: 'alamat-wilayah', data: { rt: '05', by: 'penataan-wilayah' } },
      { event: 'penulisan-lama', data: { persons: [], paperOnly: true } },
      move(),
    ];
    for (const event of events)
      for (const rest of [{ kkNumber: parents.card.kkNumber }, { listed }]) {
        const outcome = assessWithAllPapers({ cards, events: [event], applicant: { nik: own.nik }, rest });
        expect(Object.keys(cardsIn(outcome)), event.event).to.deep.equal([`issued ${parents.card.kkNumber}`]);
        expect(rulesIn(outcome), event.event).to.deep.equal(['R18']);
      }
  });

  it('changes the lines above the tables and nothing else; KTP-el and KIA of all', () => {
    const { card } = fourPeople();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'alamat-wilayah', data: { rt: '7', street: 'Jalan Melati', by: 'penataan-wilayah' } }],
    });
    const [issued] = outcome.cards;
    expect(issued!.card).to.deep.equal({ ...card, rt: '007', address: 'JALAN MELATI' });
    expect([outcome.ktp.length, outcome.kia.length]).to.deep.equal([3, 1]);
    expect(outcome.boxes).to.deep.equal(['I.B.3']);
  });
});
