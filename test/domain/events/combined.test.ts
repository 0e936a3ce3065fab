import { expect } from 'chai';
import { assess } from '../../../src/domain/assessment/assess.ts';
import type { DeclaredEvent, EventData } from '../../../src/domain/events/application.ts';
import { documentName } from '../../../src/domain/events/documents.ts';
import {
  applicationFor,
  assessWithAllPapers,
  cardOfFamily,
  cardsIn,
  fourPeople,
  married,
  person,
  sexes,
  situationFor,
  type Given,
} from '../families.ts';

const { woman } = sexes;
const died = (nik: string, more: Partial<EventData<'anggota-meninggal'>> = {}): DeclaredEvent => ({
  event: 'anggota-meninggal',
  data: { person: nik, date: '2026-10-02', ...more },
});
const joins = (receiver: string, ...guests: readonly (readonly [nik: string, relation: string])[]): DeclaredEvent => ({
  event: 'numpang-kk',
  data: { receiver, guests: guests.map(([nik, relation]) => ({ nik, relation })) },
});
const papersOf = (given: Given) => assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
const ended = (kkNumber: string) => `KK ${kkNumber} berakhir karena tidak ada anggotanya lagi.`;
const NEW_NUMBER = 'Nomor KK Anda berganti. Perbarui di bank, BPJS, dan sekolah bila diminta.';

describe('A name that is corrected beside another event', () => {
  const corrected = (...changes: EventData<'pembetulan'>['changes']): DeclaredEvent => ({
    event: 'pembetulan',
    data: { changes },
  });
  const divorced = ({ father, mother, daughter }: ReturnType<typeof fourPeople>): DeclaredEvent => ({
    event: 'cerai-hidup',
    data: {
      ...{ partners: [{ nik: father.nik }, { nik: mother.nik }], date: '2026-09-01', registered: true },
      ...{ leaver: mother.nik, to: { newCard: {} }, companions: [daughter.nik] },
    },
  });
  const issued = (family: ReturnType<typeof fourPeople>, correction: DeclaredEvent) => {
    const given = { cards: [family.card], applicant: { nik: family.mother.nik } };
    return cardsIn(assessWithAllPapers({ ...given, events: [divorced(family), correction] }))['issued {KK-BARU-1}'];
  };
  const name = { element: 'nama', from: 'WENING', to: 'WENING DEWI' } as const;

  it('leaves the child its mother: by the name that the akta of the child has, the former or the new one', () => {
    for (const motherOfDaughter of ['WENING', 'WENING DEWI']) {
      const family = fourPeople({ mother: { name: 'WENING' }, daughter: { mother: motherOfDaughter } });
      expect(issued(family, corrected({ ...name, person: family.mother.nik })), motherOfDaughter).to.deep.equal([
        'WENING DEWI: KEPALA KELUARGA, CERAI HIDUP TERCATAT 2026-09-01',
        'SEKAR PAMUNGKAS: ANAK',
      ]);
    }
  });

  it('does so too when column 17 of the child is corrected with it', () => {
    const family = fourPeople({ mother: { name: 'WENING' } });
    const column = { element: 'nama-ibu', from: 'WENING', to: 'WENING DEWI', person: family.daughter.nik } as const;
    const both = corrected({ ...name, person: family.mother.nik }, column);
    expect(issued(family, both)).to.include('SEKAR PAMUNGKAS: ANAK');
  });

  it('is the only name that is kept, printed and entered', () => {
    const family = fourPeople({ mother: { name: 'WENING' } });
    const outcome = assessWithAllPapers({
      cards: [family.card],
      events: [corrected({ ...name, person: family.mother.nik })],
    });
    expect(outcome.cards[0]!.card!.members[1]).to.deep.equal({ ...family.mother, name: 'WENING DEWI' });
  });
});

describe('Two dead in one family', () => {
  it('have one family that is left: a new head named at either death is head', () => {
    const { card, father, mother, son } = fourPeople();
    const named = { newHeads: [son.nik] };
    for (const events of [
      [died(father.nik, named), died(mother.nik)],
      [died(father.nik), died(mother.nik, named)],
      [died(mother.nik, { ...named, date: '2026-09-01' }), died(father.nik)],
    ]) {
      const outcome = assessWithAllPapers({ cards: [card], events, applicant: { nik: son.nik } });
      expect(cardsIn(outcome)['issued {KK-BARU-1}'], JSON.stringify(events)).to.deep.equal([
        'BAYU PAMUNGKAS: KEPALA KELUARGA',
        'SEKAR PAMUNGKAS: FAMILI LAIN',
      ]);
    }
  });
});

describe('A family of whom the rest is taken in by another', () => {
  const grandparents = () => {
    const grandfather = person('KAKEK', 'KEPALA KELUARGA', '1945-01-01', married('1970-01-01'));
    const grandmother = person('NENEK', 'ISTRI', '1948-01-01', { ...woman, ...married('1970-01-01') });
    return { grandfather, grandmother, old: cardOfFamily([grandfather, grandmother]) };
  };

  it('gets no new number when its head has died: the widow goes onto the card of her son', () => {
    const [{ grandfather, grandmother, old }, { card, father }] = [grandparents(), fourPeople()];
    const outcome = assessWithAllPapers({
      cards: [old, card],
      events: [died(grandfather.nik), joins(father.nik, [grandmother.nik, 'ibu'])],
      applicant: { nik: father.nik },
    });
    expect([outcome.boxes, outcome.reason]).to.deep.equal([['I.B.1', 'I.B.2'], 'perubahan-data']);
    expect(cardsIn(outcome)[`issued ${card.kkNumber}`]).to.include('NENEK: ORANG TUA, CERAI MATI -');
    expect(outcome.notices).to.not.include(NEW_NUMBER);
    expect(outcome.notices).to.include(ended(old.kkNumber));
  });

  it('keeps its people where only the head goes: their card has another number, and has not ended', () => {
    const [{ grandfather, old }, { card, father }] = [grandparents(), fourPeople()];
    const outcome = assessWithAllPapers({ cards: [card, old], events: [joins(father.nik, [grandfather.nik, 'ayah'])] });
    expect(cardsIn(outcome)).to.have.property('changed {KK-BARU-1}');
    expect(outcome.notices)
      .to.include('KK keluarga NENEK juga berubah; kepala keluarganya dapat meminta KK yang baru.')
      .and.not.include(ended(old.kkNumber));
  });
});

describe('A child both of whose parents are reported dead', () => {
  it('goes onto the card of a relative with the statement of the guardian, for nobody can consent', () => {
    const { card, father, mother, son, daughter } = fourPeople();
    const uncle = person('PAMAN', 'KEPALA KELUARGA', '1970-01-01');
    const given = (...deaths: readonly DeclaredEvent[]) => ({
      cards: [card, cardOfFamily([uncle])],
      events: [...deaths, joins(uncle.nik, [daughter.nik, 'keponakan'])],
      applicant: { nik: uncle.nik },
    });
    const [consent, statement] = [
      `surat kuasa pengasuhan ${daughter.name} dari kedua orang tua atau wali`,
      documentName('pernyataan-wali'),
    ];
    const orphaned = papersOf(given(died(father.nik, { newHeads: [son.nik] }), died(mother.nik)));
    expect(orphaned).to.include(statement).and.not.include(consent);
    const withMother = papersOf(given(died(father.nik)));
    expect(withMother).to.include(consent).and.not.include(statement);
  });
});

describe('A child whose mother has died, after her divorce from the father', () => {
  const family = () => {
    const divorced = { maritalStatus: 'CERAI HIDUP TERCATAT', maritalDate: '2022-01-01' } as const;
    const mother = person('SARI', 'KEPALA KELUARGA', '1988-01-01', { ...woman, ...divorced });
    const child = person('DODI', 'ANAK', '2015-01-01', { father: 'TONO', mother: 'SARI' });
    const father = person('TONO', 'KEPALA KELUARGA', '1985-01-01', divorced);
    return { mother, child, father, cards: [cardOfFamily([father]), cardOfFamily([mother, child])] };
  };
  const consent = 'surat kuasa pengasuhan DODI dari kedua orang tua atau wali';

  it('comes to the father without consent and without guardian, by whichever question the family says so', () => {
    const { mother, child, father, cards } = family();
    const guardian = { nik: father.nik, way: 'masuk-kk-saudara' } as const;
    for (const events of [
      [died(mother.nik), joins(father.nik, [child.nik, 'anak'])],
      [died(mother.nik, { guardian })],
    ]) {
      const asked = papersOf({ cards, events, applicant: { nik: father.nik } });
      expect(asked).to.not.include(consent).and.not.include(documentName('pernyataan-wali'));
    }
  });

  it('needs the consent of a mother who lives', () => {
    const { child, father, cards } = family();
    expect(papersOf({ cards, events: [joins(father.nik, [child.nik, 'anak'])] })).to.include(consent);
  });
});

describe('A birth date that is corrected beside another event', () => {
  const split = (from: string, to: string) => {
    const { card, son } = fourPeople({ son: { birthDate: from } });
    const change = { person: son.nik, element: 'tanggal-lahir', from, to } as const;
    const events: readonly DeclaredEvent[] = [
      { event: 'pembetulan', data: { changes: [change] } },
      { event: 'pisah-kk', data: { leavers: [son.nik], head: son.nik } },
    ];
    return assessWithAllPapers({ cards: [card], events }).stops.map(({ rule }) => rule);
  };

  it('says whether somebody may have a card of their own', () => {
    expect(split('2006-02-01', '2019-02-01'), 'seven years old').to.deep.equal(['R21']);
    expect(split('2019-02-01', '2006-02-01'), 'twenty').to.deep.equal([]);
  });
});

describe('A child who comes with its mother to the father who recognises it', () => {
  it('is received by nobody’s statement: the wedding brings it onto his card', () => {
    const mother = person('TUTI', 'ANAK', '1999-01-01', { ...woman, father: 'MBAH' });
    const child = person('BENI', 'CUCU', '2022-01-01', { father: '-', mother: 'TUTI' });
    const home = cardOfFamily([person('MBAH', 'KEPALA KELUARGA', '1960-01-01'), mother, child]);
    const father = person('ROBERT', 'KEPALA KELUARGA', '1995-01-01');
    const recognition: DeclaredEvent = {
      event: 'pengakuan-pengesahan',
      data: { child: child.nik, kind: 'pengesahan', father: father.nik },
    };
    const wedding: DeclaredEvent = {
      event: 'menikah',
      data: {
        ...{ weddingDate: '2026-10-12', partners: [{ nik: father.nik }, { nik: mother.nik }], head: father.nik },
        companions: [{ nik: child.nik }],
      },
    };
    const cards = [cardOfFamily([father]), home];
    const asked = (...events: readonly DeclaredEvent[]) => papersOf({ cards, events });
    expect(asked(wedding, recognition)).to.not.include(documentName('pernyataan-menerima'));
    const moved = { ...recognition, data: { ...recognition.data, movesToFather: true } } as DeclaredEvent;
    expect(asked(moved), 'moved by the recognition').to.include(documentName('pernyataan-menerima'));
  });
});
