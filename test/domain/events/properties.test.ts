import { expect } from 'chai';
import fc from 'fast-check';
import { assess, type Assessment } from '../../../src/domain/assessment/assess.ts';
import { isAwaited } from '../../../src/domain/card/awaited.ts';
import { COLUMNS, printedCell } from '../../../src/domain/card/columns.ts';
import { hasMaritalDate } from '../../../src/domain/card/marital.ts';
import { cardOf, headOf, memberOf } from '../../../src/domain/card/register.ts';
import { isOrdered } from '../../../src/domain/card/row-order.ts';
import { SHDK } from '../../../src/domain/code-lists.ts';
import type { FamilyCard } from '../../../src/domain/family-card.ts';
import type { EntryRequest } from '../../../src/siak/entry-contract.ts';
import { isRefusal } from '../../../src/simulators/siak/apply-entry.ts';
import { cancel, enter, freshRegister } from '../../../src/simulators/siak/register.ts';
import { applicationFor, situationFor } from '../families.ts';
import { eventFrom, families, steps, type Step } from './random-families.ts';

/** Rules that must hold of the cards themselves; what only a paper or a person proves is not asked here. */
const STRUCTURE = ['R19', 'R20', 'R21', 'R23', 'R60', 'R65', 'R68'];

interface Happened {
  readonly step: Step;
  readonly before: readonly FamilyCard[];
  readonly after: readonly FamilyCard[];
  readonly assessment: Assessment;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

let given = 0;
/** What SIAK does: a number for every place-holder. */
function numbered(cards: readonly FamilyCard[]): FamilyCard[] {
  const next = () => String((given += 1)).padStart(4, '0');
  return cards.map((card) => ({
    ...card,
    kkNumber: isAwaited(card.kkNumber) ? `340215261126${next()}` : card.kkNumber,
    members: card.members.map((row) => (isAwaited(row.nik) ? { ...row, nik: `340216151126${next()}` } : row)),
  }));
}

/** What is entered in SIAK for it. */
const entryOf = ({ cards }: Assessment): EntryRequest => ({
  referensi: 'KK-261127-000001',
  alasan: 'perubahan-data',
  noKk: null,
  perubahan: [],
  anggota: [],
  alamat: { jalan: 'Jl. Parangtritis', rt: '001', rw: '001', kalurahan: '34.02.15.2001' },
  tanggal: '2026-11-27',
  kartu: cards
    .filter(({ effect }) => effect !== 'untouched')
    .map(({ kkNumber, card, effect }) => ({ noKk: kkNumber, terbit: effect === 'issued', lembar: card ?? null })),
});

/** Lets the steps happen one after the other; a step that the rules of structure refuse changes nothing. */
function happenings(cards: readonly FamilyCard[], path: readonly Step[]): Happened[] {
  const happened: Happened[] = [];
  let now = cards;
  for (const step of path) {
    const chosen = eventFrom(step, now);
    if (chosen === undefined) continue;
    const given = { cards: deepFreeze(now), events: [chosen.event], applicant: { nik: chosen.applicant } };
    const assessment = assess(deepFreeze(applicationFor(given)), situationFor(given));
    const refused = assessment.outcome === 'elsewhere' || assessment.stops.some(({ rule }) => STRUCTURE.includes(rule));
    if (refused) continue;
    const after = assessment.plan.register.cards;
    happened.push({ step, before: now, after, assessment });
    now = numbered(after);
  }
  return happened;
}

const everyHappening = (check: (happened: Happened) => void) =>
  fc.assert(
    fc.property(families, steps, (cards, path) => {
      for (const happened of happenings(cards, path)) check(happened);
    }),
    { numRuns: 120, seed: 261127 },
  );
const people = (cards: readonly FamilyCard[]) => cards.flatMap(({ members }) => members);
/** Kinds after which every card that still has its head keeps its number. */
const KEEP = [
  'bayi-lahir',
  'anak-angkat',
  'numpang-kk',
  'alamat-wilayah',
  'pembetulan',
  'pekerjaan',
  'golongan-darah',
  'penulisan-lama',
  'kk-hilang',
];

describe('Whatever happens to random families', () => {
  it('really happens: most steps are not refused', () => {
    const seen = new Map<string, number>();
    everyHappening(({ step }) => void seen.set(step.kind, (seen.get(step.kind) ?? 0) + 1));
    for (const kind of [
      'menikah',
      'bayi-lahir',
      'cerai-hidup',
      'anggota-meninggal',
      'ganti-kepala',
      'pisah-kk',
      'numpang-kk',
      'pindah-dalam-bantul',
    ])
      expect(seen.get(kind) ?? 0, kind).to.be.greaterThan(5);
  });

  it('every card has exactly one head, whose name stands above the tables, and its rows in their lawful order', () => {
    everyHappening(({ after }) => {
      for (const card of after) {
        expect(card.members.filter(({ shdk }) => shdk === 'KEPALA KELUARGA')).to.have.length(1);
        expect(card.headName).to.equal(headOf(card)!.name);
        expect(isOrdered(card.members), card.members.map(({ shdk }) => shdk).join(', ')).to.equal(true);
        for (const { shdk } of card.members) expect(SHDK).to.include(shdk);
      }
    });
  });

  it('nobody is lost or doubled over all cards, but who died, moved out or stopped being a citizen; who is new is announced', () => {
    everyHappening(({ before, after, assessment }) => {
      const niks = people(after).map(({ nik }) => nik);
      expect(new Set(niks).size).to.equal(niks.length);
      const gone = assessment.plan.facts.flatMap((fact) =>
        ['death', 'moved-out', 'left-citizenship'].includes(fact.fact) && 'nik' in fact ? [fact.nik] : [],
      );
      const born = assessment.plan.facts.flatMap((fact) => (fact.fact === 'birth' ? [fact.nik] : []));
      const expected = [
        ...people(before)
          .map(({ nik }) => nik)
          .filter((nik) => !gone.includes(nik)),
        ...born,
      ];
      expect([...niks].sort()).to.deep.equal(expected.sort());
    });
  });

  it('every NIK stays with its person: only declared cells change', () => {
    const MAY_CHANGE: Partial<Record<Step['kind'], readonly string[]>> = {
      pembetulan: ['name'],
      pekerjaan: ['occupation'],
      'golongan-darah': ['bloodType'],
      'penulisan-lama': ['maritalStatus', 'maritalDate'],
      menikah: ['maritalStatus', 'maritalDate', 'shdk'],
      'kawin-belum-tercatat': ['maritalStatus', 'maritalDate', 'shdk'],
      'cerai-hidup': ['maritalStatus', 'maritalDate', 'shdk'],
      'anggota-meninggal': ['maritalStatus', 'maritalDate', 'shdk'],
      'kk-hilang': [],
      'alamat-wilayah': [],
    };
    everyHappening(({ step, before, after }) => {
      const allowed = MAY_CHANGE[step.kind] ?? ['shdk'];
      for (const row of people(after)) {
        const was = memberOf({ cards: before }, row.nik);
        if (was === undefined) continue;
        const changed = COLUMNS.filter(({ field }) => printedCell(was, field) !== printedCell(row, field)).map(
          ({ field }) => field,
        );
        expect(
          changed.filter((field) => !allowed.includes(field)),
          step.kind,
        ).to.deep.equal([]);
      }
    });
  });

  it('a card keeps its number only with its head, and gets a new one when the head changes', () => {
    everyHappening(({ before, after, step }) => {
      for (const card of after) {
        const was = before.find(({ kkNumber }) => kkNumber === card.kkNumber);
        if (was === undefined) expect(isAwaited(card.kkNumber), 'a number from nowhere').to.equal(true);
        else expect(headOf(card)!.nik, 'kept with its head').to.equal(headOf(was)!.nik);
      }
      if (!KEEP.includes(step.kind)) return;
      for (const was of before) {
        const head = headOf(was)!;
        const now = cardOf({ cards: after }, head.nik);
        if (now !== undefined && headOf(now)!.nik === head.nik) expect(now.kkNumber, step.kind).to.equal(was.kkNumber);
      }
    });
  });

  it('column 11 is filled when the status says so, and only then', () => {
    everyHappening(({ before, after }) => {
      for (const row of people(after)) {
        if (memberOf({ cards: before }, row.nik)?.maritalStatus === row.maritalStatus) continue;
        expect(row.maritalDate !== undefined, `${row.maritalStatus} ${row.maritalDate}`).to.equal(
          hasMaritalDate(row.maritalStatus),
        );
      }
    });
  });

  it('undoing the entry gives the cards before, cell by cell; the same happens the same way every time', () => {
    everyHappening(({ before, after, step, assessment }) => {
      const register = freshRegister(before);
      const entered = enter(register, entryOf(assessment));
      if (isRefusal(entered)) throw new Error(`${step.kind}: ${JSON.stringify(entered)}`);
      const undone = cancel(entered.state, entered.receipt.nomor);
      expect(!isRefusal(undone) && undone.families).to.deep.equal(register.families);
      const chosen = eventFrom(step, before)!;
      const again = { cards: before, events: [chosen.event], applicant: { nik: chosen.applicant } };
      expect(assess(applicationFor(again), situationFor(again)).plan.register.cards).to.deep.equal(after);
    });
  });
});
