import { expect } from 'chai';
import { assessCase } from '../../src/cases/assess-case.ts';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { familyOutlook } from '../../src/cases/family-outlook.ts';
import { sheetOfCards } from '../../src/cases/sheet-of-cards.ts';
import type { Application } from '../../src/domain/application.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { CaseRecord, PaperRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import {
  BORN,
  BRIDES,
  EVERYBODY,
  FAMILY,
  GRADUATED,
  HEAD_DIED,
  LINK_KEY,
  MARRIED,
  MOVED,
  MOVES_AWAY,
  NUMBER,
  PAPERS_OF_GRADUATION,
  assessed,
  decided,
  graduation,
  application,
  record,
  type Assessed,
} from './event-cases.ts';

const { card, father, mother, son, daughter } = FAMILY;
const NEW_KK = '3402152611269001';
const BOTH_CARDS = { cards: [card, BRIDES.card] };
const NUMBERED = {
  ...BOTH_CARDS,
  decisions: [decided('enter-siak-manually', { taskId: 'task-3' })],
  typed: { 'task-3': 'numbers' },
  documents: { numbers: { numbers: { '{KK-BARU-1}': NEW_KK } } },
};
const TYPED: Partial<CaseRecord> = { siakWay: 'typed', reason: 'baru', kkNumber: null };
type Needs = Parameters<typeof assessCase>[0];
const needsOf = (given: Assessed) => assessed(given) as unknown as Needs;
const assess = async (of: Application, given: Assessed = {}, change: Partial<CaseRecord> = {}) =>
  (await assessCase(needsOf(given), record(of, change)))!;
/** As it is to stand: what the mother has learnt. */
const graduatedCard = (education = 'DIPLOMA IV/STRATA I'): FamilyCard => ({
  ...card,
  members: card.members.map((row) => (row.nik === mother.nik ? { ...row, education } : row)),
});
/** The daughter of one family applies, and a wife of another one has learnt as much. */
const TWO_FAMILIES = application(
  [mother, BRIDES.bride].map(({ nik, education }) => graduation('DIPLOMA IV/STRATA I', nik, education)),
  { applicant: { name: BRIDES.bride.name, nik: BRIDES.bride.nik, whatsapp: '081234567890' } },
);
const rules = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule);

describe('A case of events, judged on what is known of it now', () => {
  it('is none of elements, and not before the automatic check has read its cards', async () => {
    expect(await assessCase(needsOf({}), record(sampleApplication()))).to.equal(undefined);
    expect(await assessCase(needsOf({}), record(GRADUATED, { cardsBeforeSha256: null }))).to.equal(undefined);
  });

  it('is judged by what the resident said last', async () => {
    const amended = application([graduation('STRATA II')]);
    const given = { documents: { amended } };
    const { card: after } = await assess(GRADUATED, given, { amendedSha256: 'amended' });
    expect(after!.members.find(({ nik }) => nik === mother.nik)!.education).to.equal('STRATA II');
  });

  describe('has to change in SIAK', () => {
    const entered = async (...of: Parameters<typeof assess>) =>
      (await assess(...of)).entry.map(({ kkNumber, issued, card: one }) => [
        kkNumber,
        issued,
        one?.members.map(({ name }) => name) ?? null,
      ]);

    it('the card of this file first, then the others that its events change or end', async () => {
      expect(await entered(MARRIED, BOTH_CARDS)).to.deep.equal([
        ['{KK-BARU-1}', true, [son.name, BRIDES.bride.name]],
        [card.kkNumber, false, [father.name, mother.name, daughter.name]],
        [BRIDES.card.kkNumber, false, ['MUJIONO', 'SRI REJEKI']],
      ]);
      expect(await entered(HEAD_DIED)).to.deep.equal([
        ['{KK-BARU-1}', true, [mother.name, son.name, daughter.name]],
        [card.kkNumber, false, null],
      ]);
    });

    it('nothing that SIAK has so already, and nothing where another service comes first', async () => {
      expect(await entered(GRADUATED, { cards: [BRIDES.card, graduatedCard()] })).to.deep.equal([]);
      expect(await entered(MOVES_AWAY)).to.deep.equal([]);
    });

    it('first of several cards that it issues the one on which the applicant stands', async () => {
      expect((await entered(TWO_FAMILIES, BOTH_CARDS)).map(([kkNumber]) => kkNumber)).to.deep.equal([
        BRIDES.card.kkNumber,
        card.kkNumber,
      ]);
      const { kkNumber, card: after } = await assess(TWO_FAMILIES, BOTH_CARDS);
      expect([kkNumber, after!.kkNumber]).to.deep.equal([BRIDES.card.kkNumber, BRIDES.card.kkNumber]);
      const byStranger = { ...TWO_FAMILIES, applicant: { ...TWO_FAMILIES.applicant, nik: '3402159999999999' } };
      expect((await assess(byStranger, BOTH_CARDS)).kkNumber, 'else the first').to.equal(card.kkNumber);
    });
  });

  it('has the number of its card, once that is known', async () => {
    const number = async (...of: Parameters<typeof assess>) => {
      const { kkNumber, card: after } = await assess(...of);
      return [kkNumber, after?.kkNumber];
    };
    expect(await number(GRADUATED)).to.deep.equal([card.kkNumber, card.kkNumber]);
    expect(await number(MARRIED, BOTH_CARDS)).to.deep.equal([undefined, '{KK-BARU-1}']);
    expect(await number(MARRIED, NUMBERED, TYPED), 'typed from SIAK').to.deep.equal([NEW_KK, NEW_KK]);
    expect(await number(HEAD_DIED, { ...NUMBERED, cards: [card] }, TYPED), 'beside one that ended').to.deep.equal([
      ...[NEW_KK, NEW_KK],
    ]);
    expect(await number(MOVES_AWAY), 'no card comes of it').to.deep.equal([undefined, undefined]);
    expect(await number(GRADUATED, { cards: [] }), 'nobody was found').to.deep.equal([undefined, undefined]);
  });

  it('has none where nobody wrote it down, and whoever types is told so', async () => {
    const { kkNumber: _unknown, ...unread } = GRADUATED;
    const known = await assess(unread, { cards: [{ ...card, kkNumber: '1000000000000001' }], read: false });
    expect(known.kkNumber).to.equal(undefined);
    expect(sheetOfCards(known)[0]).to.include({ kkNumber: null, isUnknown: true });
  });

  it('names every number that SIAK gives, also once it was typed, and none of cards that stay as they are', async () => {
    const awaited = async (...of: Parameters<typeof assess>) =>
      (await assess(...of)).awaited.map(({ placeholder, name }) => [placeholder, name]);
    expect(await awaited(BORN)).to.deep.equal([['{NIK-BARU-1}', 'ARJUNA PAMUNGKAS']]);
    for (const [given, change] of [
      [BOTH_CARDS, {}],
      [NUMBERED, TYPED],
    ] as const)
      expect(await awaited(MARRIED, given, change)).to.deep.equal([['{KK-BARU-1}', son.name]]);
    expect(await awaited(HEAD_DIED)).to.deep.equal([['{KK-BARU-1}', mother.name]]);
    expect(await awaited(GRADUATED)).to.deep.equal([]);
    const withoutNik = {
      ...card,
      members: card.members.map((row) => ({ ...row, nik: `{NIK-BARU-${row.name.length}}` })),
    };
    expect(await awaited(MOVES_AWAY, { cards: [withoutNik] })).to.deep.equal([]);
  });

  it('says whether somebody’s KTP-el no longer says what the cards will', async () => {
    const affected = async (...of: Parameters<typeof assess>) => (await assess(...of)).ktpAffected;
    expect([await affected(GRADUATED), await affected(MARRIED, BOTH_CARDS)]).to.deep.equal([false, true]);
  });

  describe('knows', () => {
    const lacking = async (papers: NonNullable<Assessed['papers']>, readings: Assessed['readings'] = []) => {
      const { lacking: missing, needed } = await assess(GRADUATED, {
        ...{ papers, readings, documents: { reading: { reading: { reads: { name: 'ORANG LAIN' } } } } },
      });
      expect(needed, 'asked for whether it is there or not').to.have.length(4);
      return missing.map(({ anyOf }) => anyOf![0]);
    };
    it('which papers are there, of the kinds that events know', async () => {
      expect(await lacking([])).to.deep.equal(['f-1-02', 'f-1-06', 'kk-lama', 'ijazah']);
      expect(await lacking(PAPERS_OF_GRADUATION)).to.deep.equal([]);
      expect(await lacking([{ id: 'p', kind: 'lainnya' }])).to.have.length(4);
    });

    it('what an officer read on them', async () => {
      const found = async (reads: object) => {
        const readings = [{ paperId: 'paper ijazah', content: 'reading' }];
        const given = { papers: PAPERS_OF_GRADUATION, readings, documents: { reading: { reading: reads } } };
        return rules((await assess(GRADUATED, given)).assessment.warnings);
      };
      const nothing = await found({});
      const other = await found({ about: mother.nik, reads: { name: 'ORANG LAIN', nik: father.nik } });
      expect(other).to.not.deep.equal(nothing);
    });

    it('other open applications about the same people or cards, without this one', async () => {
      const about = (kind: 'nik' | 'kk', number: string, of = 'KK-2') => [
        { applicationNumber: of, subject: subjectHash(LINK_KEY, kind, number) },
      ];
      const found = async (open: NonNullable<Assessed['open']>, of = GRADUATED) => {
        const { assessment } = await assess(of, { ...BOTH_CARDS, papers: PAPERS_OF_GRADUATION, open });
        return assessment.warnings.filter(({ rule }) => rule === 'R51').map(({ sentence }) => sentence);
      };
      expect(await found([])).to.deep.equal([]);
      for (const open of [about('nik', mother.nik), about('kk', card.kkNumber), about('nik', daughter.nik)]) {
        const sentences = await found(open);
        expect(sentences).to.have.length(1);
        expect(sentences[0]).to.contain('KK-2');
      }
      expect(await found(about('nik', mother.nik, NUMBER)), 'this one').to.deep.equal([]);
      const twice = [...about('nik', mother.nik), ...about('nik', father.nik), ...about('kk', card.kkNumber)];
      expect(await found(twice), 'one application is told once').to.have.length(1);
      expect(await found([...twice, ...about('nik', son.nik, 'KK-3')])).to.have.length(2);
      const stranger = about('nik', BRIDES.bride.nik, 'KK-3');
      expect(await found([...twice, ...stranger]), 'of another family').to.have.length(1);
      expect(await found([...stranger, ...about('kk', card.kkNumber, 'KK-3')])).to.have.length(1);
      const { kkNumber: _none, ...unnamed } = application([graduation('DIPLOMA IV/STRATA I')], {
        listed: [{ name: father.name, nik: father.nik, shdk: father.shdk }],
      });
      for (const open of [about('nik', daughter.nik), about('kk', card.kkNumber)])
        expect(await found(open, unnamed), 'on the card alone').to.have.length(1);
    });

    it('whether the number of the applicant was reached before', async () => {
      const asked: unknown[][] = [];
      const needs = assessed({ papers: PAPERS_OF_GRADUATION });
      const subjects = {
        ...needs.store.subjects,
        reachedBefore: (...args: unknown[]) => Promise.resolve(asked.push(args) > 0),
      };
      const all = { ...needs, store: { ...needs.store, subjects } } as unknown as Needs;
      const known = (await assessCase(all, record(GRADUATED)))!;
      expect(rules(known.assessment.warnings)).to.not.include('R52');
      expect(asked[0]![0]).to.equal(subjectHash(LINK_KEY, 'phone', '+6281234567890'));
      expect(asked[0]![1]).to.include(subjectHash(LINK_KEY, 'nik', daughter.nik));
      expect(asked[0]![1]).to.include(subjectHash(LINK_KEY, 'kk', card.kkNumber));
      expect(asked[0]![2]).to.equal(NUMBER);
      const numberless = { ...GRADUATED, applicant: { ...GRADUATED.applicant, whatsapp: 'none' } };
      expect(rules((await assessCase(all, record(numberless)))!.assessment.warnings)).to.include('R52');
      expect(asked, 'no number, no question').to.have.length(1);
      const unknown = await assess(GRADUATED, { papers: PAPERS_OF_GRADUATION });
      expect(rules(unknown.assessment.warnings)).to.include('R52');
    });
  });

  it('says what a draft has against the application, with the other cards as SIAK has them afterwards', async () => {
    const { draftFindings } = await assess(GRADUATED, { papers: PAPERS_OF_GRADUATION });
    expect(draftFindings(graduatedCard())).to.deep.equal([]);
    expect(draftFindings(card)).to.not.deep.equal([]);
    const couple: FamilyCard = {
      ...card,
      ...{ kkNumber: NEW_KK, headName: son.name },
      members: [
        { ...son, shdk: 'KEPALA KELUARGA' },
        { ...BRIDES.bride, shdk: 'ISTRI' },
      ].map((row) => ({ ...row, maritalStatus: 'KAWIN TERCATAT', maritalDate: '2026-10-12' })),
    };
    const after = async (documents: Readonly<Record<string, unknown>>) => {
      const change = { ...TYPED, cardsAfterSha256: 'after' };
      return rules((await assess(MARRIED, { ...BOTH_CARDS, documents }, change)).draftFindings(couple));
    };
    expect(await after({ after: [card] }), 'the son still stands with his parents').to.include('R65');
    expect(await after({ after: [] })).to.not.include('R65');
  });
});

describe('What an officer sees of a case of events', () => {
  const outlook = async (
    of: Application,
    given: Assessed = {},
    draft?: FamilyCard,
    change: Partial<CaseRecord> = {},
    papers: readonly { readonly id: string; readonly kind: string }[] = [],
  ) => (await familyOutlook(needsOf(given), record(of, change), papers as unknown as PaperRecord[], draft))!;

  it('is nothing of a case of elements', async () => {
    expect(await familyOutlook(needsOf({}), record(sampleApplication()), [], undefined)).to.equal(undefined);
  });

  it('is what happened, who is on the cards, and what was read', async () => {
    const seen = await outlook(GRADUATED, { papers: PAPERS_OF_GRADUATION });
    expect(seen).to.deep.include({
      events: ['Lulus sekolah atau kuliah'],
      boxes: ['I.B.3 Perubahan data: perubahan elemen data yang tercantum dalam KK'],
      ...{ read: true, outcome: 'issue', text: null, sendTo: null, ktp: [], kia: [] },
      people: EVERYBODY.map(({ nik, name }) => ({ nik, name })),
    });
    expect([...seen.readings.keys()]).to.deep.equal([]);
    const readings = [{ paperId: 'paper ijazah', content: 'reading' }];
    const documents = { reading: { reading: { reads: { name: 'WENING' } } } };
    expect([...(await outlook(GRADUATED, { readings, documents })).readings]).to.deep.equal([
      ['paper ijazah', { reads: { name: 'WENING' } }],
    ]);
  });

  it('names whose KTP-el and KIA change', async () => {
    const changed = (person: typeof son, to: string) => ({
      event: 'pembetulan',
      data: { changes: [{ person: person.nik, element: 'nama', from: person.name, to }] },
    });
    const papers = ['f-1-02', 'f-1-06', 'kk-lama', 'akta-kelahiran', 'akta-kelahiran'].map((kind, i) => ({
      ...{ id: `p${i}`, kind },
    }));
    const seen = await outlook(
      application([changed(mother, 'WENING PRAMESWARI PUTRI'), changed(daughter, 'SEKAR PAMUNGKAS PUTRI')]),
      { papers },
    );
    expect([seen.ktp, seen.kia]).to.deep.equal([['WENING PRAMESWARI PUTRI'], ['SEKAR PAMUNGKAS PUTRI']]);
  });

  it('is every paper that is asked for, with what was handed in for it', async () => {
    const { papers } = await outlook(GRADUATED, {}, undefined, {}, [
      { id: 'p1', kind: 'ijazah' },
      { id: 'p2', kind: 'surat-lulus' },
      { id: 'p3', kind: 'lainnya' },
    ]);
    expect(papers.map(({ anyOf, paperIds }) => [anyOf![0], paperIds])).to.deep.equal([
      ['f-1-02', []],
      ['f-1-06', []],
      ['kk-lama', []],
      ['ijazah', ['p1', 'p2']],
    ]);
  });

  it('is what the rules say, by their weight', async () => {
    const seen = await outlook(GRADUATED);
    expect([rules(seen.stops), rules(seen.warnings), rules(seen.informs)]).to.deep.equal([
      ['R53', 'R53', 'R53', 'R53'],
      ['R52'],
      [],
    ]);
    expect(seen.text).to.contain('belum ada');
    const already = await outlook(GRADUATED, { cards: [graduatedCard()], papers: PAPERS_OF_GRADUATION });
    expect(rules(already.informs)).to.deep.equal(['R47']);
  });

  it('is the cards with the one of this file first, and none where another service comes first', async () => {
    const cards = async (...of: Parameters<typeof outlook>) =>
      (await outlook(...of)).cards.map(({ kkNumber, effect }) => [kkNumber, effect]);
    expect(await cards(MARRIED, { cards: [BRIDES.card, card] })).to.deep.equal([
      ['{KK-BARU-1}', 'issued'],
      [BRIDES.card.kkNumber, 'changed'],
      [card.kkNumber, 'changed'],
    ]);
    expect((await cards(MARRIED, NUMBERED, undefined, TYPED))[0]).to.deep.equal([NEW_KK, 'issued']);
    expect(await cards(GRADUATED, { cards: [graduatedCard()] }), 'though nothing is entered').to.deep.equal([
      [card.kkNumber, 'issued'],
    ]);
    const order = async (of: Application) => (await cards(of, BOTH_CARDS)).map(([kkNumber]) => kkNumber);
    expect(await order(TWO_FAMILIES)).to.deep.equal([BRIDES.card.kkNumber, card.kkNumber]);
    const damaged = [card, BRIDES.card].map(({ kkNumber }) => ({ event: 'kk-rusak', data: { kkNumber } }));
    const both = application(damaged, { applicant: TWO_FAMILIES.applicant });
    expect(await order(both), 'nothing is entered').to.deep.equal([BRIDES.card.kkNumber, card.kkNumber]);
    const nobody = await outlook(GRADUATED, { cards: [] });
    expect([nobody.cards, nobody.changes]).to.deep.equal([[], []]);
    const away = await outlook(MOVES_AWAY);
    expect([away.outcome, away.cards, away.changes]).to.deep.equal(['elsewhere', [], []]);
    expect(away.sendTo).to.contain('Pindah Penduduk');
  });

  describe('beside the draft', () => {
    const LINE = {
      ...{ member: mother.name, element: null, label: 'Pendidikan', from: 'SLTA/SEDERAJAT' },
      ...{ to: 'DIPLOMA IV/STRATA I', unread: null, basis: null },
    };
    const changes = async (draft?: FamilyCard, given: Assessed = {}) =>
      (await outlook(GRADUATED, given, draft)).changes;

    it('is old and new of every cell that changes, and what the draft really prints there', async () => {
      expect(await changes()).to.deep.equal([{ ...LINE, drafted: null }]);
      const matching = { value: 'DIPLOMA IV/STRATA I', matches: true };
      expect(await changes(graduatedCard())).to.deep.equal([{ ...LINE, drafted: matching }]);
      const wrong = { value: 'STRATA II', matches: false };
      expect(await changes(graduatedCard('STRATA II'))).to.deep.equal([{ ...LINE, drafted: wrong }]);
    });

    it('is named as stated only where SIAK was not read', async () => {
      const [line] = await changes(undefined, { read: false });
      expect(line!.unread).to.not.equal(null);
    });

    it('finds a person by NIK before by name, and says so where they are missing', async () => {
      const namesake = { ...father, name: mother.name, education: 'STRATA II' };
      const members = [namesake, ...graduatedCard().members];
      expect((await changes({ ...card, members }))[0]!.drafted).to.include({ matches: true });
      const byName = graduatedCard().members.map((row) =>
        row.nik === mother.nik ? { ...row, nik: '3402159999999999', name: ' wening  Prameswari ' } : row,
      );
      expect((await changes({ ...card, members: byName }))[0]!.drafted).to.include({ matches: true });
      expect((await changes({ ...card, members: [father] }))[0]!.drafted).to.deep.equal({ value: '', matches: false });
    });

    it('takes any number that SIAK gave for the one that it was to give', async () => {
      const born = { ...father, name: 'ARJUNA PAMUNGKAS', nik: '3402151511260001', birthDate: '2026-11-15' };
      const { changes: lines } = await outlook(BORN, {}, { ...card, members: [...card.members, born] });
      const drafted = (label: string) => lines.find((line) => line.label === label)!.drafted;
      expect(drafted('NIK')).to.deep.equal({ value: '3402151511260001', matches: true });
      expect(drafted('Agama')).to.deep.equal({ value: 'ISLAM', matches: true });
      expect(drafted('Golongan darah')).to.deep.equal({ value: 'O', matches: false });
    });

    it('wants the very number that SIAK gave, once that was typed', async () => {
      const NIK = '3402151511260001';
      const given = { ...NUMBERED, cards: [card], documents: { numbers: { numbers: { '{NIK-BARU-1}': NIK } } } };
      const printed = async (nik: string) => {
        const born = { ...father, name: 'ARJUNA PAMUNGKAS', nik };
        const { changes: lines } = await outlook(BORN, given, { ...card, members: [...card.members, born] }, TYPED);
        return lines.find(({ label }) => label === 'NIK')!.drafted;
      };
      expect(await printed(NIK)).to.deep.equal({ value: NIK, matches: true });
      expect(await printed('3402151511260002')).to.deep.equal({ value: '3402151511260002', matches: false });
    });

    it('compares the lines above the table too', async () => {
      const { changes: lines } = await outlook(MOVED, {}, { ...card, address: ' jogonalan ', rt: '009' });
      const drafted = (label: string) => lines.find((line) => line.label === label)?.drafted;
      expect(drafted('Alamat')).to.deep.equal({ value: 'JOGONALAN', matches: true });
      expect(drafted('RT')).to.deep.equal({ value: '009', matches: false });
    });

    it('has findings about the draft itself in the place of those about the planned card', async () => {
      const name = application([
        {
          event: 'pembetulan',
          data: { changes: [{ person: mother.nik, element: 'nama', from: mother.name, to: 'WENING PUTRI' }] },
        },
      ]);
      const found = async (given: Assessed, draft?: FamilyCard) => {
        const { stops, warnings, informs } = await outlook(name, given, draft);
        return [...stops, ...warnings, ...informs].filter(({ where }) => where.startsWith('draft'));
      };
      expect(await found({}), 'of the planned card').to.not.deep.equal([]);
      const { draftFindings } = await assess(name);
      expect(await found({}, card)).to.have.deep.members([...draftFindings(card)]);
      const wrong = rules(await found({}, card));
      expect(wrong).to.not.deep.equal(rules(await found({})));
      expect(await found({ read: false }), 'SIAK was not read').to.deep.equal([]);
      expect(await found({ read: false }, card)).to.deep.equal([]);
      const others = async (given: Assessed, draft?: FamilyCard) => {
        const { stops, warnings } = await outlook(name, given, draft);
        return rules([...stops, ...warnings].filter(({ where }) => !where.startsWith('draft')));
      };
      expect(await others({ read: false }), 'what speaks of no card stays').to.deep.equal(await others({}));
      expect(await others({}, card)).to.deep.equal(await others({}));
    });
  });
});

describe('What an officer types into SIAK for events', () => {
  const sheet = async (...of: Parameters<typeof assess>) => sheetOfCards(await assess(...of));
  const people = ({ people: rows }: Awaited<ReturnType<typeof sheet>>[number]) =>
    rows.map(({ nik, name, joins, cells }) => [nik, name, joins, cells.map(({ label }) => label)]);

  it('is only what changes on a card that stays', async () => {
    const [only, ...others] = await sheet(GRADUATED);
    expect(others).to.deep.equal([]);
    expect(only).to.deep.include({
      ...{ effect: 'issued', kkNumber: card.kkNumber, isUnknown: false, headName: father.name, lines: [], leave: [] },
    });
    expect(people(only!)).to.deep.equal([[mother.nik, mother.name, false, ['Pendidikan']]]);
    expect(only!.people[0]!.cells[0]).to.include({ from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' });
    expect(only!.people[0]!.shdk).to.equal('ISTRI');
  });

  it('is the whole of a new card, whose number SIAK makes, and who leaves the others', async () => {
    const [couple, sons, brides] = await sheet(MARRIED, BOTH_CARDS);
    expect(couple).to.include({ effect: 'issued', kkNumber: null, isUnknown: false, headName: son.name });
    expect(couple!.lines.map(({ label, from, to }) => [label, from, to])).to.deep.include.members([
      ['Alamat', '', 'CEPIT'],
      ['RT', '', '004'],
    ]);
    expect(couple!.lines.map(({ label }) => label).join()).to.not.contain('Nomor');
    expect(people(couple!).map(([nik, , joins]) => [nik, joins])).to.deep.equal([
      [son.nik, true],
      [BRIDES.bride.nik, true],
    ]);
    expect([sons, brides].map((one) => [one!.effect, one!.kkNumber, one!.lines, one!.people])).to.deep.equal([
      ['changed', card.kkNumber, [], []],
      ['changed', BRIDES.card.kkNumber, [], []],
    ]);
    expect([sons, brides].map((one) => one!.leave.map(({ name }) => name))).to.deep.equal([
      [son.name],
      [BRIDES.bride.name],
    ]);
  });

  it('is the whole of a new card also for the second officer, when its number was typed', async () => {
    const [awaited] = await sheet(MARRIED, BOTH_CARDS);
    const [numbered] = await sheet(MARRIED, NUMBERED, TYPED);
    expect(numbered).to.deep.equal({ ...awaited, kkNumber: NEW_KK });
  });

  it('is the lines that change, of a card that stays', async () => {
    const [only] = await sheet(MOVED);
    expect(only!.lines.map(({ label, from, to }) => [label, from, to])).to.deep.equal([
      ['Alamat', 'CEPIT', 'JOGONALAN'],
      ['RT', '004', '002'],
      ['Kalurahan', 'PANGGUNGHARJO', 'BANGUNHARJO'],
    ]);
    expect(only!.people).to.deep.equal([]);
  });

  it('says of a newborn that SIAK gives the NIK, and does not ask for it as a cell', async () => {
    const [only] = await sheet(BORN);
    expect(only!.people.map(({ nik, name, joins }) => [nik, name, joins])).to.deep.equal([
      [null, 'ARJUNA PAMUNGKAS', true],
    ]);
    expect(only!.people[0]!.cells.map(({ label }) => label))
      .to.include('Agama')
      .and.not.include('NIK');
  });

  it('says of a card that ends who leaves it', async () => {
    const [, ended] = await sheet(HEAD_DIED);
    expect(ended).to.include({ effect: 'ended', kkNumber: card.kkNumber });
    expect(ended!.people).to.deep.equal([]);
    expect(ended!.leave).to.have.length(4);
  });
});
