import { expect } from 'chai';
import { advise } from '../../../src/domain/assessment/advise.ts';
import { assess } from '../../../src/domain/assessment/assess.ts';
import { checkApplication } from '../../../src/domain/check-application.ts';
import type { DeclaredEvent } from '../../../src/domain/events/application.ts';
import { DEFAULT_OFFICE_RULES } from '../../../src/domain/events/office-rules.ts';
import type { FamilyCard } from '../../../src/domain/family-card.ts';
import {
  applicationFor,
  cardOfFamily,
  fourPeople,
  person,
  sexes,
  situationFor,
  TODAY,
  type Given,
} from '../families.ts';

const { woman } = sexes;
const SLEMAN = { kabupaten: 'SLEMAN', kapanewon: 'DEPOK', kalurahan: 'CATURTUNGGAL' };
const judged = (given: Given, read = true) => assess(applicationFor(given), { ...situationFor(given), read });
const STRANGER = '3402154107900001';

const { card, father, mother, son, daughter } = fourPeople();
const wedding: DeclaredEvent = {
  event: 'menikah',
  data: { weddingDate: '2026-10-12', partners: [{ nik: son.nik }, { nik: STRANGER }], head: son.nik },
};
const lodging: DeclaredEvent = {
  event: 'numpang-kk',
  data: { receiver: father.nik, guests: [{ nik: STRANGER, relation: 'keponakan' }] },
};
const divorce: DeclaredEvent = {
  event: 'cerai-hidup',
  data: {
    partners: [{ nik: father.nik }, { nik: mother.nik }],
    ...{ date: '2026-09-01', registered: true, leaver: mother.nik },
    to: { cardOf: STRANGER, relation: 'anak' },
  },
};

describe('A NIK that stands on no card', () => {
  for (const event of [wedding, lodging, divorce])
    it(`is said to be unknown where SIAK was read, and nowhere else (${event.event})`, () => {
      const given: Given = { cards: [card], events: [event], applicant: { nik: father.nik } };
      const found = judged(given);
      expect([found.outcome, found.text]).to.deep.equal([
        'elsewhere',
        'NIK tidak ditemukan dalam data kependudukan. Periksa 16 angkanya. Bila sudah benar, datanglah ke loket ' +
          'Disdukcapil Bantul dengan KTP-el dan KK-nya; isian Anda tetap tersimpan.',
      ]);
      const unread = judged(given, false);
      expect([unread.outcome, unread.text ?? '']).to.not.deep.equal(['elsewhere', found.text]);
      expect(unread.outcome).to.equal('complete');
    });

  it('stops no application at the form, which reads no register', () => {
    for (const event of [wedding, lodging, divorce]) {
      const applicant = { name: son.name, nik: son.nik, whatsapp: '0812 3456 7890' };
      const listed = card.members.map(({ name, nik, shdk }) => ({ name, nik, shdk }));
      const checked = checkApplication({ applicant, listed, events: [event], statement: true }, TODAY);
      if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
      expect(advise(checked.application, TODAY, DEFAULT_OFFICE_RULES).elsewhere, event.event).to.equal(null);
    }
  });

  it('is not looked for in vain where SIAK was not read', () => {
    const events: DeclaredEvent[] = [{ event: 'kk-hilang', data: { member: STRANGER } }];
    const given: Given = { cards: [], events, applicant: { nik: STRANGER } };
    expect(judged(given).text).to.match(/tidak ditemukan pada KK mana pun/);
    expect(judged(given, false).text ?? '').to.not.include('tidak ditemukan');
  });
});

describe('A card of another kabupaten', () => {
  const theirs = (...members: FamilyCard['members']) => cardOfFamily(members, SLEMAN);
  const parent = person('SUROTO', 'KEPALA KELUARGA', '1985-12-12');
  const boy = person('RAFA', 'ANAK', '2023-02-09', { father: 'SUROTO', mother: 'TRI' });
  const wife = person('MARIA', 'KEPALA KELUARGA', '1985-01-06', woman);
  const foreigner = { name: 'PETER', nik: '3404151111800009', kitap: '2D41AB9321-K', sex: 'LAKI-LAKI' };
  const peter = person('PETER', 'LAINNYA', '1980-11-11', { nik: foreigner.nik, citizenship: 'WNA' });

  const arrivals: Record<string, Given> = {
    'an adopted child': {
      cards: [card, theirs(parent, boy)],
      events: [{ event: 'anak-angkat', data: { child: boy.nik, parent: father.nik } }],
    },
    'a child of the family': {
      cards: [card, theirs(parent, { ...boy, father: father.name, mother: mother.name })],
      events: [
        {
          event: 'bayi-lahir',
          data: { children: [{ name: boy.name, nik: boy.nik, father: father.nik, mother: mother.nik }] },
        },
      ],
    },
    'a foreign husband': {
      cards: [cardOfFamily([wife]), theirs(parent, peter)],
      events: [{ event: 'orang-asing-masuk', data: { citizen: wife.nik, foreigner, listed: true } }],
    },
  };
  for (const [who, given] of Object.entries(arrivals))
    it(`lets ${who} come by Pindah Datang`, () => {
      const { outcome, sendTo, text, stops } = judged(given);
      expect([outcome, stops.map(({ rule }) => rule)]).to.deep.equal(['elsewhere', ['R55']]);
      expect(sendTo).to.match(/Pindah Datang/);
      expect(text).to.match(/^(RAFA|PETER) masih tercatat di Kabupaten Sleman\. Ajukan Pindah Datang/);
    });

  it('takes nobody in from here: they move out first', () => {
    const host = theirs(parent);
    const { outcome, text } = judged({
      cards: [card, host],
      events: [{ event: 'numpang-kk', data: { receiver: parent.nik, guests: [{ nik: son.nik, relation: 'adik' }] } }],
    });
    expect([outcome, text?.split('.')[0]]).to.deep.equal(['elsewhere', 'Alamat baru berada di luar Bantul']);
  });

  it('is issued where the family stands', () => {
    const events: DeclaredEvent[] = [
      { event: 'pendidikan', data: { changes: [{ person: parent.nik, from: 'SLTA/SEDERAJAT', to: 'S1' }] } },
    ];
    const { outcome, text, sendTo } = judged({ cards: [theirs(parent)], events });
    expect([outcome, sendTo]).to.deep.equal([
      'elsewhere',
      'Disdukcapil kabupaten atau kota tempat keluarga ini tercatat',
    ]);
    expect(text).to.match(/^KK ini KK Kabupaten Sleman, jadi diterbitkan Disdukcapil di sana\./);
    const unknown = cardOfFamily([parent], { kabupaten: '-' });
    expect(judged({ cards: [unknown], events }).outcome, 'nobody knows where').to.equal('complete');
  });

  it('changes with a divorce here, and is issued there when its head asks', () => {
    const wed = { maritalStatus: 'KAWIN TERCATAT', maritalDate: '2010-01-01' };
    const [he, she] = [person('BUDI', 'KEPALA KELUARGA', '1980-01-01', wed), { ...wife, ...wed }];
    const { outcome, cards } = judged({
      cards: [cardOfFamily([he]), theirs(she)],
      events: [
        {
          event: 'cerai-hidup',
          data: { partners: [{ nik: he.nik }, { nik: she.nik }], date: '2026-09-01', registered: true },
        },
      ],
    });
    expect(outcome).to.equal('complete');
    expect(cards.map(({ effect }) => effect)).to.deep.equal(['issued', 'changed']);
  });

  it('keeps nobody who stands in Bantul', () => {
    const { outcome } = judged({
      cards: [card],
      events: [
        { event: 'numpang-kk', data: { receiver: father.nik, guests: [{ nik: daughter.nik, relation: 'anak' }] } },
      ],
    });
    expect(outcome).to.equal('complete');
  });
});

describe('A new address outside Bantul', () => {
  const address = { typed: { street: 'JL. KALIURANG', rt: '002', kalurahan: '34.04.07.2001' } };
  const here = { typed: { ...address.typed, kalurahan: '34.02.15.2003' } };
  const bride = person('RATNA', 'KEPALA KELUARGA', '2004-01-01', woman);
  const weds = (more: object) => ({
    event: 'menikah' as const,
    data: {
      ...{ weddingDate: '2026-10-12', partners: [{ nik: son.nik }, { nik: bride.nik }], head: son.nik },
      ...more,
    },
  });
  const parts = (more: object) => ({
    event: 'cerai-hidup' as const,
    data: {
      ...{ partners: [{ nik: father.nik }, { nik: mother.nik }], date: '2026-09-01', registered: true },
      ...{ leaver: mother.nik, to: { newCard: {} }, ...more },
    },
  });
  for (const event of [weds, parts])
    it(`is a move out of Bantul, and never the old address (${event({}).event})`, () => {
      const cards = [card, cardOfFamily([bride])];
      const { outcome, text, stops } = judged({ cards, events: [event({ address }) as unknown as DeclaredEvent] });
      expect([outcome, stops.map(({ rule }) => rule)]).to.deep.equal(['elsewhere', ['R55']]);
      expect(text).to.match(/^Alamat baru berada di luar Bantul\. Ajukan layanan Pindah/);
      for (const inside of [{}, { address: here }, { address: { like: father.nik } }])
        expect(judged({ cards, events: [event(inside) as unknown as DeclaredEvent] }).outcome).to.equal('complete');
    });
});

describe('A card on which nobody is left', () => {
  it('ends, and the family is told where the next one is issued, not that nobody was found', () => {
    const movers = card.members.map(({ nik }) => ({ nik }));
    const { text, missing, cards } = judged({
      cards: [card],
      events: [{ event: 'pindah-keluar', data: { movers, destination: 'Surabaya', skpwni: 'terbit' } }],
    });
    expect(cards.map(({ effect }) => effect)).to.deep.equal(['ended']);
    expect(text).to.match(/^Sesudah perubahan ini tidak ada lagi yang tercatat pada KK ini, maka tidak ada KK/);
    expect(missing.map((paper) => paper.text)).to.not.include('NIK yang tercatat pada KK');
  });
});
