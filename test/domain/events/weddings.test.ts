import { expect } from 'chai';
import { advise } from '../../../src/domain/assessment/advise.ts';
import { assess } from '../../../src/domain/assessment/assess.ts';
import { checkApplication } from '../../../src/domain/check-application.ts';
import type { DeclaredEvent, EventData } from '../../../src/domain/events/application.ts';
import { documentName } from '../../../src/domain/events/documents.ts';
import { DEFAULT_OFFICE_RULES } from '../../../src/domain/events/office-rules.ts';
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
  TODAY,
} from '../families.ts';

const { woman } = sexes;
const widowed = { maritalStatus: 'CERAI MATI' } as const;
const weddingDate = '2026-10-12';

/** A widow who is head, with a daughter and her mother. */
const widowsCard = () => {
  const widow = person('LASTRI', 'KEPALA KELUARGA', '1985-05-05', { ...woman, ...widowed, mother: 'TUKIYEM' });
  const child = person('DINA', 'ANAK', '2016-05-05', {
    ...woman,
    father: 'JOKO',
    mother: 'LASTRI',
    education: 'BELUM TAMAT SD/SEDERAJAT',
    occupation: 'PELAJAR/MAHASISWA',
  });
  const mother = person('TUKIYEM', 'ORANG TUA', '1955-05-05', { ...woman, ...widowed });
  return { widow, child, mother, card: cardOfFamily([widow, child, mother]) };
};
const single = (name = 'BUDI') => {
  const groom = person(name, 'KEPALA KELUARGA', '1980-01-01');
  return { groom, card: cardOfFamily([groom]) };
};

describe('Menikah (E01, E02)', () => {
  it('keeps the number of the partner who is head already; the other joins (I.B.1, I.B.2)', () => {
    const { groom, card } = single();
    const { son: bride, card: parents } = fourPeople({ son: { ...woman, name: 'NURUL' } });
    const outcome = assessWithAllPapers({
      cards: [card, parents],
      events: [
        {
          event: 'menikah',
          data: { weddingDate, partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik },
        },
      ],
    });
    expect(outcome.outcome).to.equal('issue');
    expect(outcome.boxes).to.deep.equal(['I.B.1', 'I.B.2']);
    expect(outcome.reason).to.equal('perubahan-data');
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.deep.equal([
      'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
      'NURUL: ISTRI, KAWIN TERCATAT 2026-10-12',
    ]);
    expect(cardsIn(outcome)).to.have.property(`changed ${parents.kkNumber}`);
  });

  it("takes the bride's child along as ANAK and lets the mother who stays be head of a new card", () => {
    const [{ groom, card }, { widow, child, mother, card: left }] = [single(), widowsCard()];
    const outcome = assessWithAllPapers({
      cards: [card, left],
      events: [
        {
          event: 'menikah',
          data: {
            weddingDate,
            partners: [{ nik: groom.nik }, { nik: widow.nik }],
            head: groom.nik,
            companions: [{ nik: child.nik }],
            newHeads: [mother.nik],
          },
        },
      ],
    });
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${card.kkNumber}`]: [
        'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
        'LASTRI: ISTRI, KAWIN TERCATAT 2026-10-12',
        'DINA: ANAK',
      ],
      'changed {KK-BARU-1}': ['TUKIYEM: KEPALA KELUARGA, CERAI MATI -'],
      [`ended ${left.kkNumber}`]: '-',
    });
    expect(rulesIn(outcome)).to.deep.equal([]);
    const dina = outcome.cards[0]!.card!.members[2]!;
    expect([dina.father, dina.mother], 'columns 16/17 follow the akta').to.deep.equal(['JOKO', 'LASTRI']);
  });

  it('asks for a head when a head leaves the others behind', () => {
    const [{ groom, card }, { widow, card: left }] = [single(), widowsCard()];
    const outcome = assessWithAllPapers({
      cards: [card, left],
      events: [
        {
          event: 'menikah',
          data: { weddingDate, partners: [{ nik: groom.nik }, { nik: widow.nik }], head: groom.nik },
        },
      ],
    });
    expect([outcome.outcome, rulesIn(outcome)]).to.deep.equal(['complete', ['R60']]);
  });

  it('lists her child as LAINNYA when the wedding is not registered', () => {
    const [{ groom, card }, { widow, child, mother, card: left }] = [single(), widowsCard()];
    const outcome = assessWithAllPapers({
      cards: [card, left],
      events: [
        {
          event: 'kawin-belum-tercatat',
          data: {
            weddingDate,
            partners: [{ nik: groom.nik }, { nik: widow.nik }],
            head: groom.nik,
            companions: [{ nik: child.nik }, { nik: mother.nik }],
          },
        },
      ],
    });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.deep.equal([
      'BUDI: KEPALA KELUARGA, KAWIN BELUM TERCATAT 2026-10-12',
      'LASTRI: ISTRI, KAWIN BELUM TERCATAT 2026-10-12',
      'TUKIYEM: MERTUA, CERAI MATI -',
      'DINA: LAINNYA',
    ]);
  });

  it('lets the wife be head: the husband is SUAMI', () => {
    const { son: groom, card: parents } = fourPeople();
    const { groom: bride, card } = single('RATNA');
    const woman2 = { ...bride, sex: 'PEREMPUAN', nik: '3402154101809876' };
    const outcome = assessWithAllPapers({
      cards: [parents, { ...card, members: [woman2] }],
      events: [
        {
          event: 'menikah',
          data: { weddingDate, partners: [{ nik: groom.nik }, { nik: woman2.nik }], head: woman2.nik },
        },
      ],
    });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.deep.equal([
      'RATNA: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
      'BAYU PAMUNGKAS: SUAMI, KAWIN TERCATAT 2026-10-12',
    ]);
  });

  it('lets a couple stay on the card of his parents: MENANTU, number kept', () => {
    const { son: groom, father, card: parents } = fourPeople();
    const [, { widow, child, mother, card: left }] = [single(), widowsCard()];
    const outcome = assessWithAllPapers({
      cards: [parents, left],
      events: [
        {
          event: 'menikah',
          data: {
            weddingDate,
            partners: [{ nik: groom.nik }, { nik: widow.nik }],
            head: father.nik,
            household: 'gabung',
            host: groom.nik,
            companions: [{ nik: child.nik }],
            newHeads: [mother.nik],
          },
        },
      ],
    });
    expect(cardsIn(outcome)[`issued ${parents.kkNumber}`]).to.deep.equal([
      'DAMAR PAMUNGKAS: KEPALA KELUARGA, KAWIN TERCATAT 2004-06-20',
      'WENING PRAMESWARI: ISTRI, KAWIN TERCATAT 2004-06-20',
      'BAYU PAMUNGKAS: ANAK, KAWIN TERCATAT 2026-10-12',
      'SEKAR PAMUNGKAS: ANAK',
      'LASTRI: MENANTU, KAWIN TERCATAT 2026-10-12',
      'DINA: CUCU',
    ]);
  });

  it('changes only the status of a couple who stand on one card already (I.B.3)', () => {
    const [groom, bride] = [
      person('BUDI', 'KEPALA KELUARGA', '1980-01-01', { maritalStatus: 'KAWIN' }),
      person('NURUL', 'ISTRI', '1985-01-01', { ...woman, maritalStatus: 'KAWIN' }),
    ];
    const card = cardOfFamily([groom, bride]);
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        {
          event: 'kawin-belum-tercatat',
          data: { weddingDate: '2010-05-05', partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik },
        },
      ],
    });
    expect(outcome.boxes).to.deep.equal(['I.B.3']);
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${card.kkNumber}`]: [
        'BUDI: KEPALA KELUARGA, KAWIN BELUM TERCATAT 2010-05-05',
        'NURUL: ISTRI, KAWIN BELUM TERCATAT 2010-05-05',
      ],
    });
    expect(outcome.ktp, 'the KTP-el says KAWIN before and after').to.deep.equal([]);
  });

  it('makes the children that both had before the wedding ANAK, by the names in their akta', () => {
    const [{ groom, card }, { widow, card: left, child, mother }] = [single(), widowsCard()];
    const own = { ...child, father: 'BUDI' };
    const outcome = assessWithAllPapers({
      cards: [card, { ...left, members: [widow, own, mother] }],
      events: [
        {
          event: 'kawin-belum-tercatat',
          data: {
            weddingDate,
            partners: [{ nik: groom.nik }, { nik: widow.nik }],
            head: groom.nik,
            companions: [{ nik: own.nik }, { nik: mother.nik }],
          },
        },
      ],
    });
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.include('DINA: ANAK');
  });

  it('moves nobody when both stand on one card already; the guest becomes the spouse of the head', () => {
    const head = person('RATNA', 'KEPALA KELUARGA', '1980-01-01', woman);
    const guest = person('TONO', 'LAINNYA', '1978-01-01');
    const other = person('ADIK', 'FAMILI LAIN', '1990-01-01');
    const card = cardOfFamily([head, other, guest]);
    const partners: [{ nik: string }, { nik: string }] = [{ nik: guest.nik }, { nik: head.nik }];
    const stays = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'menikah', data: { weddingDate, partners, head: head.nik } }],
    });
    expect(stays.boxes).to.deep.equal(['I.B.3']);
    expect(cardsIn(stays)).to.deep.equal({
      [`issued ${card.kkNumber}`]: [
        'RATNA: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
        'TONO: SUAMI, KAWIN TERCATAT 2026-10-12',
        'ADIK: FAMILI LAIN',
      ],
    });
    const heads = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'menikah', data: { weddingDate, partners, head: guest.nik, household: 'gabung' } }],
    });
    expect(heads.boxes).to.deep.equal(['I.A.2', 'I.B.2']);
    expect(cardsIn(heads)['issued {KK-BARU-1}']!.slice(0, 2)).to.deep.equal([
      'TONO: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
      'RATNA: ISTRI, KAWIN TERCATAT 2026-10-12',
    ]);
  });

  it('lists a companion once, named twice or named as one of the couple', () => {
    const [{ groom, card }, { widow, child, mother, card: left }] = [single(), widowsCard()];
    const outcome = assessWithAllPapers({
      cards: [card, left],
      events: [
        {
          event: 'menikah',
          data: {
            weddingDate,
            partners: [{ nik: groom.nik }, { nik: widow.nik }],
            head: groom.nik,
            household: 'kk-baru',
            companions: [child, child, groom, widow, mother].map(({ nik }) => ({ nik })),
          },
        },
      ],
    });
    const names = outcome.cards.flatMap((one) => one.card?.members ?? []).map(({ name }) => name);
    expect(names).to.deep.equal(['BUDI', 'LASTRI', 'DINA', 'TUKIYEM']);
  });

  it('says that the NIK is not found when SIAK shows the partner on no card', () => {
    const { groom, card } = single();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        {
          event: 'menikah',
          data: { weddingDate, partners: [{ nik: groom.nik }, { nik: '3402154107900001' }], head: groom.nik },
        },
      ],
    });
    expect(outcome.outcome).to.equal('elsewhere');
    expect(outcome.sendTo).to.equal('loket Disdukcapil Bantul');
  });
});

describe('A wedding of somebody who lives with parents', () => {
  /** A widower with his adult son, and a bride of another family. */
  const families = () => {
    const father = person('SUPARDI', 'KEPALA KELUARGA', '1960-01-01', widowed);
    const son = person('WAHYU', 'ANAK', '1995-01-01', { father: father.name });
    const parent = person('SUKIR', 'KEPALA KELUARGA', '1965-01-01');
    const bride = person('RATNA', 'ANAK', '1997-01-01', { ...woman, father: parent.name });
    return { father, son, parent, bride, card: cardOfFamily([father, son]), hers: cardOfFamily([parent, bride]) };
  };
  type Said = Partial<EventData<'menikah'>>;
  const marries = (event: 'menikah' | 'kawin-belum-tercatat', more: Said, all: ReturnType<typeof families>) => ({
    cards: [all.card, all.hers],
    events: [
      {
        event,
        data: { weddingDate, partners: [{ nik: all.bride.nik }, { nik: all.son.nik }], head: all.son.nik, ...more },
      } as DeclaredEvent,
    ],
    applicant: { nik: all.son.nik },
  });

  for (const event of ['menikah', 'kawin-belum-tercatat'] as const)
    for (const said of [{}, { household: 'gabung' }, { household: 'gabung', host: 'father' }] as const)
      it(`lists the bride as MENANTU when his father stays head (${event}, ${JSON.stringify(said)})`, () => {
        const all = families();
        const { host, ...more } = { host: undefined, ...said };
        const given = marries(event, { ...more, head: all.father.nik, ...(host && { host: all.father.nik }) }, all);
        const outcome = assessWithAllPapers(given);
        const status = event === 'menikah' ? 'KAWIN TERCATAT' : 'KAWIN BELUM TERCATAT';
        expect(cardsIn(outcome)[`issued ${all.card.kkNumber}`]).to.deep.equal([
          'SUPARDI: KEPALA KELUARGA, CERAI MATI -',
          `WAHYU: ANAK, ${status} 2026-10-12`,
          `RATNA: MENANTU, ${status} 2026-10-12`,
        ]);
        expect(rulesIn(outcome)).to.deep.equal([]);
        const asked = assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
        expect(asked, 'the father agrees').to.include(documentName('pernyataan-menerima'));
      });

  it('asks for another head when the one who was named can be none, at the form and by SIAK', () => {
    const all = families();
    const stranger = person('TONO', 'KEPALA KELUARGA', '1970-01-01');
    const wrong: Said[] = [
      { head: all.father.nik, household: 'kk-baru' },
      { head: stranger.nik },
      { head: stranger.nik, household: 'gabung' },
      { head: stranger.nik, household: 'gabung', host: all.son.nik },
      { host: stranger.nik, household: 'gabung' },
    ];
    for (const said of wrong) {
      const given = marries('menikah', said, all);
      const outcome = assessWithAllPapers({ ...given, cards: [...given.cards, cardOfFamily([stranger])] });
      const [stop] = outcome.stops.filter(({ rule }) => rule === 'R19');
      expect(stop?.sentence, JSON.stringify(said)).to.match(/^Kepala keluarga: pilih suami, istri/);
      expect(outcome.outcome).to.equal('complete');
    }
    const { events } = marries('menikah', wrong[0]!, all);
    const applicant = { name: 'WAHYU', nik: all.son.nik, whatsapp: '0812 3456 7890' };
    const checked = checkApplication({ applicant, events, statement: true }, TODAY);
    expect(checked.ok ? [] : checked.faults.map(({ field }) => field)).to.deep.equal(['/events/0/data/head']);
  });

  it('keeps the head of that card, and asks again when one of the couple was named (R19)', () => {
    const all = families();
    for (const head of [all.son.nik, all.bride.nik])
      for (const host of [{}, { host: all.son.nik }]) {
        const given = marries('menikah', { head, household: 'gabung', ...host }, all);
        const [stop] = assessWithAllPapers(given).stops.filter(({ rule }) => rule === 'R19');
        expect(stop).to.include({ field: '/events/0/data/head' });
        expect(stop!.sentence).to.match(/^Kepala keluarga: KK yang Anda pilih sudah mempunyai kepala keluarga\. Pilih/);
      }
    const listed = all.card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk }));
    const { events } = marries('menikah', { household: 'gabung', host: all.son.nik }, all);
    const applicant = { name: 'WAHYU', nik: all.son.nik, whatsapp: '0812 3456 7890' };
    const checked = checkApplication({ applicant, listed, events, statement: true }, TODAY);
    expect(checked.ok ? [] : checked.faults.map(({ field }) => field)).to.deep.equal(['/events/0/data/head']);
  });

  it('makes one of them head with "ganti kepala", or when the father has died; then nobody receives a guest', () => {
    const all = families();
    const joined = marries('menikah', { household: 'gabung', host: all.son.nik }, all);
    const changes: DeclaredEvent[] = [
      { event: 'ganti-kepala', data: { newHead: all.son.nik } },
      { event: 'anggota-meninggal', data: { person: all.father.nik, date: '2026-09-01', newHeads: [all.son.nik] } },
    ];
    for (const change of changes) {
      const given = { ...joined, events: [...joined.events, change] };
      const outcome = assessWithAllPapers(given);
      expect(outcome.stops, change.event).to.deep.equal([]);
      expect(outcome.cards[0]!.card!.members.slice(0, 2).map(({ name, shdk }) => [name, shdk])).to.deep.equal([
        ['WAHYU', 'KEPALA KELUARGA'],
        ['RATNA', 'ISTRI'],
      ]);
      const asked = assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
      expect(asked, change.event).to.not.include(documentName('pernyataan-menerima'));
    }
  });

  it('has its own card by the wedding: "pisah KK" beside it parts nobody', () => {
    const all = families();
    const { cards, events, applicant } = marries('menikah', { household: 'kk-baru' }, all);
    const split: DeclaredEvent = {
      event: 'pisah-kk',
      data: { leavers: [all.son.nik, all.bride.nik], head: all.son.nik },
    };
    const couple = (declared: DeclaredEvent[]) =>
      assessWithAllPapers({ cards, events: declared, applicant }).cards[0]!.card!.members.map(({ name }) => name);
    expect(couple([...events, split])).to.deep.equal(['WAHYU', 'RATNA']);
    expect(couple([split, ...events])).to.deep.equal(['WAHYU', 'RATNA']);
  });

  it('is advised on when the card that takes in the guest was not read', () => {
    const all = families();
    const { events } = marries('menikah', { head: all.bride.nik, household: 'gabung' }, all);
    const applicant = { name: 'WAHYU', nik: all.son.nik, whatsapp: '0812 3456 7890' };
    const listed = all.card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk }));
    const checked = checkApplication({ applicant, listed, events, statement: true }, TODAY);
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    expect(advise(checked.application, TODAY, DEFAULT_OFFICE_RULES).reason).to.equal('perubahan-data');
  });
});

describe('A wedding of somebody who is married', () => {
  const couple = () => {
    const husband = person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01'));
    const wife = person('SITI', 'ISTRI', '1978-01-01', { ...woman, ...married('2000-01-01') });
    return { husband, wife, card: cardOfFamily([husband, wife]) };
  };
  const wed = (a: string, b: string, more: Partial<EventData<'menikah'>> = {}): DeclaredEvent => ({
    event: 'menikah',
    data: { weddingDate, partners: [{ nik: a }, { nik: b }], head: a, household: 'kk-baru', ...more },
  });
  const free = (sex = {}) => person('ANDI', 'KEPALA KELUARGA', '1980-01-01', sex);

  it('of a man asks for the permission of the court, and says that he has a wife', () => {
    const [{ husband, wife, card }, bride] = [couple(), free(woman)];
    const given = { cards: [card, cardOfFamily([bride])], events: [wed(husband.nik, bride.nik)] };
    const asked = assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
    expect(asked).to.include(documentName('izin-poligami'));
    const warned = assessWithAllPapers(given).warnings.find(({ rule }) => rule === 'R22');
    expect(warned?.sentence).to.include(`BUDI masih beristri ${wife.name}`);
  });

  it('of a woman says that her husband lives, unless he died or they were divorced before', () => {
    const [{ husband, wife, card }, groom] = [couple(), free()];
    const cards = [card, cardOfFamily([groom])];
    const second = wed(groom.nik, wife.nik);
    const warned = assessWithAllPapers({ cards, events: [second] }).warnings.find(({ rule }) => rule === 'R25');
    expect(warned?.sentence).to.include('SITI masih berstatus kawin dengan BUDI');
    const death: DeclaredEvent = { event: 'anggota-meninggal', data: { person: husband.nik, date: '2026-01-01' } };
    const widow = assessWithAllPapers({ cards, events: [death, second] });
    expect(widow.warnings.map(({ rule }) => rule)).to.not.include('R25');
  });

  it('says nothing of a couple who stood on two cards as married', () => {
    const [{ husband, wife }] = [couple()];
    const cards = [cardOfFamily([husband]), cardOfFamily([{ ...wife, shdk: 'KEPALA KELUARGA' }])];
    const outcome = assessWithAllPapers({ cards, events: [wed(husband.nik, wife.nik, { weddingDate: '2000-01-01' })] });
    expect(rulesIn(outcome)).to.deep.equal([]);
  });
});

describe('Suami/istri orang asing (E24)', () => {
  const foreigner = {
    ...{
      name: 'PETER VAN DIJK',
      sex: 'LAKI-LAKI',
      birthPlace: 'UTRECHT',
      birthDate: '1980-11-11',
      religion: 'KRISTEN',
    },
    ...{ bloodType: 'A+', education: 'S1', occupation: 'WIRASWASTA', motherName: 'ANNA', fatherName: 'JAN' },
    ...{ passport: 'NX9900321', kitap: '2D41AB9321-K', kitapExpires: '2031-10-14', permit: 'KITAP' as const },
  };
  const citizen = () => {
    const wife = person('MARIA', 'KEPALA KELUARGA', '1985-01-06', woman);
    return { wife, card: cardOfFamily([wife]) };
  };

  it('joins with KITAP as SUAMI, number kept; KTP-el Orang Asing is new', () => {
    const { wife, card } = citizen();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [{ event: 'orang-asing-masuk', data: { citizen: wife.nik, weddingDate, foreigner, listed: true } }],
    });
    expect(outcome.boxes).to.deep.equal(['I.B.1']);
    const [issued] = outcome.cards;
    expect(issued).to.include({ effect: 'issued', kkNumber: card.kkNumber });
    const peter = issued!.card!.members[1]!;
    expect(peter).to.include({
      ...{ shdk: 'SUAMI', citizenship: 'WNA', passportNumber: 'NX9900321', kitapNumber: '2D41AB9321-K' },
      education: 'DIPLOMA IV/STRATA I',
      maritalDate: weddingDate,
    });
    expect(outcome.ktp.map(({ name, because }) => [name, because[0]])).to.deep.equal([
      ['MARIA', 'status KAWIN'],
      ['PETER VAN DIJK', 'KTP-el Orang Asing baru (F-1.02 II.A)'],
    ]);
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('guesses no school and no work of who has a NIK', () => {
    const { wife, card } = citizen();
    const { name, sex, kitap, kitapExpires, passport } = foreigner;
    const registered = { name, sex, kitap, kitapExpires, passport, nik: '3402151111800009' };
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        { event: 'orang-asing-masuk', data: { citizen: wife.nik, weddingDate, foreigner: registered, listed: true } },
      ],
    });
    const peter = outcome.cards[0]!.card!.members[1]!;
    expect(peter).to.include({ shdk: 'SUAMI', citizenship: 'WNA', education: '-', occupation: '-', bloodType: '-' });
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('may be head: new number, she is ISTRI', () => {
    const { wife, card } = citizen();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        {
          event: 'orang-asing-masuk',
          data: { citizen: wife.nik, weddingDate, foreigner, listed: true, foreignerIsHead: true },
        },
      ],
    });
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': [
        'PETER VAN DIJK: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12',
        'MARIA: ISTRI, KAWIN TERCATAT 2026-10-12',
      ],
      [`ended ${card.kkNumber}`]: '-',
    });
  });

  it('changes only her status when he has no KITAP and she is head already', () => {
    const { wife, card } = citizen();
    const outcome = assessWithAllPapers({
      cards: [card],
      events: [
        {
          event: 'orang-asing-masuk',
          data: { citizen: wife.nik, weddingDate, foreigner: { sex: 'LAKI-LAKI' }, listed: false },
        },
      ],
    });
    expect(outcome.boxes).to.deep.equal(['I.B.3']);
    expect(cardsIn(outcome)).to.deep.equal({
      [`issued ${card.kkNumber}`]: ['MARIA: KEPALA KELUARGA, KAWIN TERCATAT 2026-10-12'],
    });
  });
});
