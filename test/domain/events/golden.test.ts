import { expect } from 'chai';
import { assess, type Assessment, type Situation } from '../../../src/domain/assessment/assess.ts';
import { readApplication } from '../../../src/domain/events/read-application.ts';
import { isAwaited } from '../../../src/domain/card/awaited.ts';
import { toPlainDate } from '../../../src/domain/plain-date.ts';
import { cardFrom, goldenCases, printedCard, type Affected, type GoldenAfter, type GoldenCase } from './golden-case.ts';
import { ENTRIES, applicationOf, papersOf } from './golden-applications.ts';

const OUTCOMES = { issue: 'issue', 'ask for completion': 'complete', 'send elsewhere': 'elsewhere' } as const;

/**
 * Sentences that the events say beyond what a case lists: other families are named, the akta of a child is due.
 */
const FURTHER_NOTICES: Readonly<Record<string, readonly RegExp[]>> = {
  '17': [/^NIK anak Anda tercantum/],
  '34': [/^KK orang tua Anda juga berubah/],
  '37': [/^KK orang tua suami dan orang tua istri juga berubah/],
};

function situationOf(golden: GoldenCase, papers: Situation['papers']): Situation {
  return {
    today: toPlainDate(golden.today)!,
    cards: golden.before.cards.map(cardFrom),
    papers,
    phoneKnown: golden.application.applicant.phoneVerifiedBefore,
  };
}

function assessed(golden: GoldenCase, which: 'first' | 'completed'): Assessment {
  const entries = ENTRIES[golden.case];
  const entered = which === 'first' ? entries?.first : entries?.completed;
  if (entered === undefined) throw new Error(`case ${golden.case} has no ${which} application`);
  const read = readApplication(applicationOf(golden, entered));
  expect(read, 'the form takes what the resident enters').to.have.property('ok', true);
  if (!read.ok) throw new Error('not read');
  return assess(read.application, situationOf(golden, [...papersOf(golden), ...(entered.papers ?? [])]));
}

const rulesOf = (findings: Assessment['stops']) => [...new Set(findings.map(({ rule }) => rule))].sort();

/** Cards by number and, for new ones, by place-holder; an untouched card is not part of what a case expects. */
function cardsOf({ cards }: Assessment) {
  return cards
    .filter(({ effect }) => effect !== 'untouched')
    .map(({ effect, kkNumber, card }) =>
      card === undefined ? { effect, nomor_kk: kkNumber, rows: [] } : { effect, ...printedCard(card) },
    );
}
function expectedCards({ cards = [] }: GoldenAfter) {
  return cards.map(({ effect, ...card }) => ({ effect: effect.split(/[ ;]/)[0], ...card }));
}
const byNumber = (a: { nomor_kk?: unknown }, b: { nomor_kk?: unknown }) =>
  String(a.nomor_kk) < String(b.nomor_kk) ? -1 : 1;

function expectCards(assessment: Assessment, after: GoldenAfter): void {
  const found = cardsOf(assessment).sort(byNumber);
  expect(found).to.deep.equal(expectedCards(after).sort(byNumber));
  // SIAK gives the number; the first six digits follow from the address.
  for (const { kkNumber, newNumberPrefix } of assessment.cards.filter(({ effect }) => effect === 'issued'))
    if (isAwaited(kkNumber)) expect(newNumberPrefix).to.match(/^3402\d\d$/);
}

function expectAffected(found: Assessment['ktp'], expected: readonly Affected[]): void {
  expect(found.map(({ name, nik }) => ({ name, nik }))).to.deep.equal(expected.map(({ name, nik }) => ({ name, nik })));
  expected.forEach(({ because, name }, i) => {
    const words = found[i]!.because.join(', ');
    const said = because
      .replace(' tercetak di KTP-el', '')
      .replace('tempat dan tanggal lahir', 'tempat lahir, tanggal lahir');
    for (const part of said.split(/, | dan /)) expect(words, name).to.include(part);
  });
}

describe('Golden cases of the family events', () => {
  const table: Record<string, string>[] = [];
  for (const golden of goldenCases()) {
    const { expected } = golden;
    it(`${golden.case} ${golden.title}`, () => {
      const assessment = assessed(golden, 'first');
      table.push({
        case: golden.case,
        event: golden.event,
        outcome: assessment.outcome,
        box: assessment.boxes.join(' + '),
        cards: assessment.cards.map(({ effect, kkNumber }) => `${effect} ${kkNumber}`).join(', '),
        rules: rulesOf([...assessment.stops, ...assessment.warnings, ...assessment.informs]).join(' '),
      });
      expect(assessment.outcome).to.equal(OUTCOMES[expected.outcome as keyof typeof OUTCOMES]);
      expect({
        stops: rulesOf(assessment.stops),
        warnings: rulesOf(assessment.warnings),
        informs: rulesOf(assessment.informs),
      }).to.deep.equal({
        stops: [...expected.rulesThatStop].sort(),
        warnings: [...expected.warnings].sort(),
        informs: [...expected.informs].sort(),
      });
      expect(assessment.missing.map(({ text }) => text)).to.deep.equal(expected.missingEvidence);
      if (expected.f102Box !== undefined) expect(assessment.boxes[0]).to.equal(expected.f102Box.slice(0, 5));
      if (expected.sendTo !== undefined) expect(assessment.sendTo).to.equal(expected.sendTo);
      expect(assessment.text).to.equal(expected.textForResident);
      if (expected.after.unchanged !== true) expectCards(assessment, expected.after);
      expectAffected(assessment.ktp, expected.ktpAffected);
      expectAffected(assessment.kia, expected.kiaAffected);
      expect(entryWord(assessment)).to.equal(expected.siakEntry.replace(/^(needed|already|none until|none).*/, '$1'));
      const further = FURTHER_NOTICES[golden.case] ?? [];
      const notices = assessment.notices.filter((notice) => !further.some((pattern) => pattern.test(notice)));
      expect(notices).to.deep.equal(expected.notices);
      expect(assessment.notices).to.have.length(expected.notices.length + further.length);
    });

    if (expected.afterCompletion !== undefined)
      it(`${golden.case} ${golden.title}, after completion`, () => {
        const assessment = assessed(golden, 'completed');
        expect(assessment.stops.map(({ sentence }) => sentence)).to.deep.equal([]);
        expectCards(assessment, expected.afterCompletion!);
        expectAffected(assessment.ktp, expected.afterCompletion!.ktpAffected);
        expectAffected(assessment.kia, expected.afterCompletion!.kiaAffected);
      });
  }
  after('prints what became of each case', () => console.table(table));
});

function entryWord({ siakEntry }: Assessment): string {
  return siakEntry === 'none-until-complete' ? 'none until' : siakEntry;
}
