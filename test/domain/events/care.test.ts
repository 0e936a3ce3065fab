import { expect } from 'chai';
import { assess } from '../../../src/domain/assessment/assess.ts';
import type { DeclaredEvent } from '../../../src/domain/events/application.ts';
import { documentName } from '../../../src/domain/events/documents.ts';
import {
  applicationFor,
  cardOfFamily,
  fourPeople,
  married,
  person,
  sexes,
  situationFor,
  type Given,
} from '../families.ts';

const { woman } = sexes;
const CONSENT = /^surat kuasa pengasuhan (.+) dari kedua orang tua atau wali$/;
const asked = (given: Given) => assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
/** Of whom the consent of the parents or the guardian is asked. */
const consents = (given: Given) => asked(given).flatMap((text) => CONSENT.exec(text)?.[1] ?? []);

const { card, father, mother, son, daughter } = fourPeople();
const aunt = person('BIBI', 'KEPALA KELUARGA', '1985-01-01', woman);
const hers = cardOfFamily([aunt]);
const moves = (movers: readonly string[], more = {}): DeclaredEvent => ({
  event: 'pindah-dalam-bantul',
  data: {
    movers: [...movers],
    date: '2026-11-20',
    address: { street: 'Jogonalan', rt: '002', kalurahan: '34.02.15.2003' },
    ...more,
  },
});
const onto = { joins: { cardOf: aunt.nik, relation: 'keponakan' } };

describe('Whoever is under 17 and goes onto another card', () => {
  it('needs the consent of the parents when neither comes along (SE 470/13287)', () => {
    expect(consents({ cards: [card, hers], events: [moves([daughter.nik], onto)] })).to.deep.equal([daughter.name]);
    expect(consents({ cards: [card, hers], events: [moves([daughter.nik, mother.nik], onto)] })).to.deep.equal([]);
    expect(consents({ cards: [card], events: [moves(card.members.map(({ nik }) => nik))] })).to.deep.equal([]);
    const split: DeclaredEvent = { event: 'pisah-kk', data: { leavers: [son.nik, daughter.nik], head: son.nik } };
    expect(consents({ cards: [card], events: [split] }), 'with the brother').to.deep.equal([daughter.name]);
  });

  it('needs none from 17 on, or when nobody has read who the parents are and somebody grown up comes along', () => {
    expect(consents({ cards: [card, hers], events: [moves([son.nik], onto)] })).to.deep.equal([]);
    const orphan = person('YATIM', 'FAMILI LAIN', '2015-01-01');
    const home = cardOfFamily([father, mother, son, orphan]);
    const events: DeclaredEvent[] = [{ event: 'pisah-kk', data: { leavers: [son.nik, orphan.nik], head: son.nik } }];
    expect(consents({ cards: [home], events })).to.deep.equal([]);
    expect(consents({ cards: [home, hers], events: [moves([orphan.nik], onto)] })).to.deep.equal([orphan.name]);
  });

  describe('with somebody who marries', () => {
    const bride = person('RINI', 'KEPALA KELUARGA', '1985-06-27', { ...woman, maritalStatus: 'CERAI MATI' });
    const groom = person('AGUS', 'KEPALA KELUARGA', '1980-01-01');
    const child = person('KIRANA', 'ANAK', '2014-11-01', { ...woman, mother: 'RINI', father: 'JOKO' });
    const marries = (cards: Given['cards']): Given => ({
      cards: [cardOfFamily([groom]), ...cards],
      events: [
        {
          event: 'menikah',
          data: {
            ...{ weddingDate: '2026-10-12', partners: [{ nik: groom.nik }, { nik: bride.nik }], head: groom.nik },
            companions: [{ nik: child.nik }],
          },
        },
      ],
    });

    it('is in the care of a mother who brings the child, also from the grandparents', () => {
      expect(consents(marries([cardOfFamily([bride, child])]))).to.deep.equal([]);
      const grandfather = person('SARJONO', 'KEPALA KELUARGA', '1955-12-10');
      expect(consents(marries([cardOfFamily([bride]), cardOfFamily([grandfather, child])]))).to.deep.equal([]);
    });

    it('needs the consent of the father with whom the child has lived, and of the parents of a niece', () => {
      const former = person('JOKO', 'KEPALA KELUARGA', '1980-01-01');
      expect(consents(marries([cardOfFamily([bride]), cardOfFamily([former, child])]))).to.deep.equal(['KIRANA']);
      const uncle = person('ORANG', 'KEPALA KELUARGA', '1980-12-10');
      const niece = { ...child, mother: 'IBUNYA', father: 'ORANG' };
      expect(consents(marries([cardOfFamily([bride]), cardOfFamily([uncle, niece])]))).to.deep.equal(['KIRANA']);
    });
  });

  it('goes onto the card of the father with both statements (E05)', () => {
    const grandfather = person('SARJONO', 'KEPALA KELUARGA', '1971-12-10');
    const mum = person('RINI', 'ANAK', '2001-06-27', { ...woman, father: 'SARJONO' });
    const child = person('KIRANA', 'CUCU', '2024-11-01', { ...woman, mother: 'RINI' });
    const dad = person('AGUS', 'KEPALA KELUARGA', '1999-01-01');
    const recognised = (movesToFather: boolean): Given => ({
      cards: [cardOfFamily([grandfather, mum, child]), cardOfFamily([dad])],
      events: [
        {
          event: 'pengakuan-pengesahan',
          data: { child: child.nik, kind: 'pengakuan', father: dad.nik, movesToFather },
        },
      ],
    });
    expect(consents(recognised(true))).to.deep.equal(['KIRANA']);
    expect(asked(recognised(true))).to.include(documentName('pernyataan-menerima'));
    expect(consents(recognised(false))).to.deep.equal([]);
    expect(asked(recognised(false))).to.not.include(documentName('pernyataan-menerima'));
  });
});

describe('A child whom SIAK shows on another card (E03)', () => {
  const grandfather = person('SUKIR', 'KEPALA KELUARGA', '1955-01-01');
  const parents = { father: father.name, mother: mother.name };
  const child = person('ARJUNA', 'CUCU', '2024-11-15', parents);
  const there = cardOfFamily([grandfather, child]);
  const born = (more = {}): DeclaredEvent => ({
    event: 'bayi-lahir',
    data: { children: [{ name: child.name, nik: child.nik, father: father.nik, mother: mother.nik }], ...more },
  });

  it('comes from there as SIAK has it, with the old cards of both families and no other paper of care', () => {
    const given: Given = { cards: [card, there], events: [born()] };
    const { cards, kia, stops, plan } = assess(applicationFor(given), situationFor(given));
    expect(cards.map(({ effect, kkNumber }) => [effect, kkNumber])).to.deep.equal([
      ['issued', card.kkNumber],
      ['changed', there.kkNumber],
    ]);
    expect(cards[0]!.card!.members.at(-1)).to.deep.equal({ ...child, shdk: 'ANAK' });
    expect(plan.facts).to.deep.equal([{ fact: 'joined', nik: child.nik }]);
    expect([kia, [...new Set(stops.map(({ rule }) => rule))]]).to.deep.equal([[], ['R53']]);
    expect(asked(given)).to.deep.equal([
      documentName('f-1-02'),
      'surat keterangan kelahiran ARJUNA, atau kutipan akta kelahiran',
      'KK lama keluarga DAMAR PAMUNGKAS',
      'KK lama keluarga SUKIR',
    ]);
  });

  it('needs F-1.03 from another address, and statements where a parent stays behind or another head receives', () => {
    const far = { ...there, address: 'JALAN LAIN 1' };
    expect(asked({ cards: [card, far], events: [born()] })).to.include(documentName('f-1-03'));
    const divorced = { ...mother, shdk: 'KEPALA KELUARGA' };
    const withMother = cardOfFamily([divorced, { ...child, shdk: 'ANAK' }]);
    const his = cardOfFamily([father]);
    const toFather = { cards: [his, withMother], events: [born({ onCardOf: father.nik })] };
    expect(consents(toFather)).to.deep.equal([child.name]);
    const living = cardOfFamily([aunt, { ...mother, shdk: 'FAMILI LAIN' }]);
    const toAunt = { cards: [living, there], events: [born()], applicant: { nik: mother.nik } };
    expect(asked(toAunt)).to.include(documentName('pernyataan-menerima'));
    expect(asked({ cards: [card, there], events: [born()] })).to.not.include(documentName('pernyataan-menerima'));
  });

  it('names no father anew: column 16 is as the akta has it', () => {
    const single = person('RINI', 'KEPALA KELUARGA', '1990-01-01', woman);
    const known = { ...child, mother: 'RINI', father: 'AGUS' };
    const given: Given = {
      cards: [cardOfFamily([single]), cardOfFamily([grandfather, known])],
      events: [
        {
          event: 'bayi-lahir',
          data: { children: [{ name: child.name, nik: child.nik, mother: single.nik, fatherName: 'AGUS' }] },
        },
      ],
    };
    expect(assess(applicationFor(given), situationFor(given)).stops.map(({ rule }) => rule)).to.not.include('R38');
  });
});

describe('A foreigner whom SIAK shows on another card (E24)', () => {
  const citizen = person('MARIA', 'KEPALA KELUARGA', '1985-01-06', woman);
  const host = person('TONO', 'KEPALA KELUARGA', '1970-01-01');
  const peter = person('PETER', 'LAINNYA', '1980-11-11', {
    citizenship: 'WNA',
    kitapNumber: '2D41AB9321-K',
    education: 'S1',
  });
  const joins = (more = {}): DeclaredEvent => ({
    event: 'orang-asing-masuk',
    data: {
      ...{ citizen: citizen.nik, weddingDate: '2026-10-12', listed: true },
      foreigner: { name: 'PETER', nik: peter.nik, passport: 'NX9900321', kitap: '2D41AB9322-K' },
      ...more,
    },
  });
  const judged = (given: Given) => assess(applicationFor(given), situationFor(given));

  it('comes from there, with what SIAK has and the documents that were written', () => {
    const [hers, his] = [cardOfFamily([citizen]), cardOfFamily([host, peter])];
    const { cards, stops, ktp } = judged({ cards: [hers, his], events: [joins()] });
    expect(cards[0]!.card!.members[1]).to.deep.include({
      ...{ nik: peter.nik, shdk: 'SUAMI', education: 'S1', maritalStatus: 'KAWIN TERCATAT', maritalDate: '2026-10-12' },
      ...{ passportNumber: 'NX9900321', kitapNumber: '2D41AB9322-K' },
    });
    expect(cards[1]).to.deep.include({ effect: 'changed', kkNumber: his.kkNumber });
    expect(cards[1]!.card!.members.map(({ name }) => name)).to.deep.equal(['TONO']);
    expect([...new Set(stops.map(({ rule }) => rule))]).to.deep.equal(['R53']);
    expect(ktp, 'only while nothing is missing').to.deep.equal([]);
  });

  it('leaves a card that needs another head, and becomes the spouse where both stand on one', () => {
    const head = { ...peter, shdk: 'KEPALA KELUARGA' };
    const ward = person('WARD', 'LAINNYA', '2015-01-01');
    const left = judged({ cards: [cardOfFamily([citizen]), cardOfFamily([head, ward])], events: [joins()] });
    expect(left.stops.map(({ rule }) => rule)).to.include('R60');
    const together = cardOfFamily([citizen, peter]);
    const { cards } = judged({ cards: [together], events: [joins()] });
    expect(
      cards.map(({ effect, kkNumber, card: one }) => [effect, kkNumber, one?.members.map(({ shdk }) => shdk)]),
    ).to.deep.equal([['issued', together.kkNumber, ['KEPALA KELUARGA', 'SUAMI']]]);
    const asHead = judged({ cards: [together], events: [joins({ foreignerIsHead: true })] });
    expect(asHead.cards[0]!.card!.members.map(({ name, shdk }) => [name, shdk])).to.deep.equal([
      ['PETER', 'KEPALA KELUARGA'],
      ['MARIA', 'ISTRI'],
    ]);
  });

  it('is somebody else than the citizen', () => {
    const card = cardOfFamily([citizen]);
    const foreigner = { name: 'PETER', nik: citizen.nik, kitap: '2D41AB9322-K' };
    const { stops, cards } = judged({ cards: [card], events: [joins({ foreigner })] });
    expect(stops.map(({ rule }) => rule)).to.include('R05');
    expect(cards.map(({ effect }) => effect)).to.deep.equal(['untouched']);
  });

  it('as a second wife needs the permission of the court, as in E28', () => {
    const husband = person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01'));
    const wife = person('SITI', 'ISTRI', '1978-01-01', { ...woman, ...married('2000-01-01') });
    const foreigner = { name: 'JANE', sex: 'PEREMPUAN', kitap: '2D41AB9322-K' };
    const events = [joins({ citizen: husband.nik, foreigner })];
    expect(asked({ cards: [cardOfFamily([husband, wife])], events })).to.include(documentName('izin-poligami'));
    expect(asked({ cards: [cardOfFamily([{ ...husband, maritalStatus: 'CERAI MATI' }])], events })).to.not.include(
      documentName('izin-poligami'),
    );
  });
});
