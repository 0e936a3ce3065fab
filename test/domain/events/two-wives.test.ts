import { expect } from 'chai';
import { assess } from '../../../src/domain/assessment/assess.ts';
import type { DeclaredEvent } from '../../../src/domain/events/application.ts';
import { documentName } from '../../../src/domain/events/documents.ts';
import {
  applicationFor,
  assessWithAllPapers,
  cardOfFamily,
  cardsIn,
  married,
  person,
  rulesIn,
  sexes,
  situationFor,
} from '../families.ts';

const { woman } = sexes;
const weddingDate = '2026-10-12';

describe('Istri kedua (E28)', () => {
  const family = () => {
    const husband = person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01'));
    const first = person('PERTAMA', 'ISTRI', '1978-01-01', { ...woman, ...married('2000-01-01') });
    const second = person('KEDUA', 'ANAK', '1990-01-01', { ...woman, father: 'PAK KEDUA' });
    const father = person('PAK KEDUA', 'KEPALA KELUARGA', '1960-01-01');
    return { husband, first, second, card: cardOfFamily([husband, first]), parents: cardOfFamily([father, second]) };
  };
  const event = (together: boolean, registered: boolean, { husband, second }: ReturnType<typeof family>) =>
    ({
      event: 'poligami',
      data: { husband: { nik: husband.nik }, wife: { nik: second.nik }, weddingDate, registered, together },
    }) as const;

  it('(a) lists both wives by wedding date; he keeps status and date of the first wedding', () => {
    const all = family();
    const outcome = assessWithAllPapers({ cards: [all.card, all.parents], events: [event(true, true, all)] });
    expect(cardsIn(outcome)[`issued ${all.card.kkNumber}`]).to.deep.equal([
      'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2000-01-01',
      'PERTAMA: ISTRI, KAWIN TERCATAT 2000-01-01',
      'KEDUA: ISTRI, KAWIN TERCATAT 2026-10-12',
    ]);
    expect(rulesIn(outcome)).to.deep.equal(['R22']);
  });

  it('(a) on the card of his parents asks for the statement of its head', () => {
    const { husband, first, second, parents } = family();
    const father = person('AYAH', 'KEPALA KELUARGA', '1950-01-01');
    const home = cardOfFamily([father, { ...husband, shdk: 'ANAK' }, { ...first, shdk: 'MENANTU' }]);
    const asked = (card: typeof home) => {
      const given = { cards: [card, parents], events: [event(true, true, { ...family(), husband, second })] };
      return assess(applicationFor(given), situationFor(given)).missing.map(({ text }) => text);
    };
    expect(asked(home)).to.include(documentName('pernyataan-menerima'));
    expect(asked(cardOfFamily([husband, first]))).to.not.include(documentName('pernyataan-menerima'));
  });

  it('(a) on the card of his parents: she is MENANTU beside the first wife, and nobody says that her husband is elsewhere', () => {
    const { husband, first, second, parents } = family();
    const home = cardOfFamily([
      person('AYAH', 'KEPALA KELUARGA', '1950-01-01'),
      { ...husband, shdk: 'ANAK' },
      { ...first, shdk: 'MENANTU' },
    ]);
    const outcome = assessWithAllPapers({
      cards: [home, parents],
      events: [event(true, true, { ...family(), husband, second })],
    });
    expect(cardsIn(outcome)[`issued ${home.kkNumber}`]).to.deep.equal([
      'AYAH: KEPALA KELUARGA',
      'BUDI: ANAK, KAWIN TERCATAT 2000-01-01',
      'PERTAMA: MENANTU, KAWIN TERCATAT 2000-01-01',
      'KEDUA: MENANTU, KAWIN TERCATAT 2026-10-12',
    ]);
    expect(rulesIn(outcome)).to.deep.equal([]);
  });

  it('(a) on the card of his parents: a common child shows later whose wife she is, so she is widowed with the first', () => {
    const { husband, first, second } = family();
    const child = person('CUCU', 'CUCU', '2021-01-01', { father: husband.name, mother: second.name });
    const home = cardOfFamily([
      person('AYAH', 'KEPALA KELUARGA', '1950-01-01'),
      { ...husband, shdk: 'ANAK' },
      { ...first, shdk: 'MENANTU' },
      { ...second, shdk: 'MENANTU', ...married('2020-01-01') },
      child,
    ]);
    const death: DeclaredEvent = { event: 'anggota-meninggal', data: { person: husband.nik, date: '2026-10-02' } };
    const outcome = assessWithAllPapers({ cards: [home], events: [death] });
    expect(cardsIn(outcome)[`issued ${home.kkNumber}`]).to.deep.equal([
      'AYAH: KEPALA KELUARGA',
      'PERTAMA: MENANTU, CERAI MATI -',
      'KEDUA: MENANTU, CERAI MATI -',
      'CUCU: CUCU',
    ]);
  });

  it('(b) makes the second wife head of her own card; the first family changes in nothing', () => {
    const all = family();
    const outcome = assessWithAllPapers({
      cards: [all.card, all.parents],
      events: [event(false, false, all)],
      applicant: { nik: all.second.nik },
    });
    expect(outcome.boxes).to.deep.equal(['I.A.1']);
    expect(cardsIn(outcome)).to.deep.equal({
      'issued {KK-BARU-1}': ['KEDUA: KEPALA KELUARGA, KAWIN BELUM TERCATAT 2026-10-12'],
      [`changed ${all.parents.kkNumber}`]: ['PAK KEDUA: KEPALA KELUARGA'],
    });
    expect(rulesIn(outcome)).to.deep.equal(['R31']);
    expect(outcome.ktp.map(({ name }) => name)).to.deep.equal(['KEDUA']);
  });

  it('warns when a second wedding is declared as a first one: the husband keeps the first, two wives stand on the card', () => {
    const all = family();
    const outcome = assessWithAllPapers({
      cards: [all.card, all.parents],
      events: [
        {
          event: 'menikah',
          data: { weddingDate, partners: [{ nik: all.husband.nik }, { nik: all.second.nik }], head: all.husband.nik },
        },
      ],
    });
    expect(cardsIn(outcome)[`issued ${all.card.kkNumber}`]).to.include(
      'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2000-01-01',
    );
    expect(rulesIn(outcome)).to.deep.equal(['R22']);
  });
});

describe('A husband of two wives after one marriage has ended', () => {
  const family = () => {
    const husband = person('BUDI', 'KEPALA KELUARGA', '1975-01-01', married('2000-01-01'));
    const first = person('PERTAMA', 'ISTRI', '1978-01-01', { ...woman, ...married('2000-01-01') });
    const second = person('KEDUA', 'ISTRI', '1990-01-01', {
      ...{ ...woman, maritalStatus: 'KAWIN BELUM TERCATAT', maritalDate: '2019-05-05' },
    });
    return { husband, first, second, card: cardOfFamily([husband, first, second]) };
  };
  const divorced = (husband: { nik: string }, wife: { nik: string }): DeclaredEvent => ({
    event: 'cerai-hidup',
    data: {
      ...{ partners: [{ nik: husband.nik }, { nik: wife.nik }], date: '2026-09-01', registered: true },
      ...{ leaver: wife.nik, to: { newCard: {} } },
    },
  });
  const died = (wife: { nik: string }): DeclaredEvent => ({
    event: 'anggota-meninggal',
    data: { person: wife.nik, date: '2026-09-01' },
  });
  const stays = (card: ReturnType<typeof cardOfFamily>, event: DeclaredEvent) => {
    const outcome = assessWithAllPapers({ cards: [card], events: [event] });
    return { rows: cardsIn(outcome), rules: rulesIn(outcome) };
  };

  it('has status and date of the wedding with the wife who is left, when the first was divorced', () => {
    const { husband, first, card } = family();
    const { rows, rules } = stays(card, divorced(husband, first));
    expect(Object.values(rows)).to.deep.include([
      'BUDI: KEPALA KELUARGA, KAWIN BELUM TERCATAT 2019-05-05',
      'KEDUA: ISTRI, KAWIN BELUM TERCATAT 2019-05-05',
    ]);
    expect(rules).to.deep.equal([]);
  });

  it('keeps every cell when the first has died (E07); the officer reads that the dates differ (R26)', () => {
    const { first, card } = family();
    const { rows, rules } = stays(card, died(first));
    expect(Object.values(rows)).to.deep.include([
      'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2000-01-01',
      'KEDUA: ISTRI, KAWIN BELUM TERCATAT 2019-05-05',
    ]);
    expect(rules).to.include('R26');
  });

  it('keeps those of the first wedding when the second has ended', () => {
    for (const ended of [divorced, (_: unknown, wife: { nik: string }) => died(wife)]) {
      const { husband, second, card } = family();
      expect(Object.values(stays(card, ended(husband, second)).rows)).to.deep.include([
        'BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2000-01-01',
        'PERTAMA: ISTRI, KAWIN TERCATAT 2000-01-01',
      ]);
    }
  });

  it('keeps a date of his own that is that of no wife: which one is wrong the officer asks (R26)', () => {
    const { husband, first, second } = family();
    const card = cardOfFamily([{ ...husband, maritalDate: '2000-11-11' }, first, second]);
    const { rows, rules } = stays(card, divorced(husband, first));
    expect(rows[`issued ${card.kkNumber}`]).to.include('BUDI: KEPALA KELUARGA, KAWIN TERCATAT 2000-11-11');
    expect(rules).to.deep.equal(['R26']);
  });
});
