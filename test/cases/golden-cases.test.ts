import { expect } from 'chai';
import { isAwaited } from '../../src/domain/card/awaited.ts';
import { printedCell, COLUMNS } from '../../src/domain/card/columns.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { toPlainDate } from '../../src/domain/plain-date.ts';
import { assessCase } from '../../src/cases/assess-case.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { goldenCases, printedCard, type GoldenAfter, type GoldenCase } from '../domain/events/golden-case.ts';
import { ENTRIES, applicationOf, papersOf } from '../domain/events/golden-applications.ts';
import { textOf } from '../card/read-pdf.ts';
import { familiesOf, photosOf, submits, withPress, withRegister } from './golden-office.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

const CASES = goldenCases();
const TODAY = new Date(`${toPlainDate(CASES[0]!.today)}T02:00:00Z`);
const KINDS_IN_ORDER = ['issue', 'ask for completion', 'send elsewhere'];

/**
 * Every golden case through the whole process: a resident applies, an officer examines, SIAK (the simulator, seeded
 * with the family of the case) takes the entry, the card is drawn and verified. The draft's data, what its PDF prints
 * and the other cards in the register must be those of the case.
 */
describe('The golden cases, from the application to the verified draft', () => {
  const given = withOffice({}, TODAY);
  const table: Record<string, string>[] = [];
  let register: RunningSimulator;
  let press: { close(): Promise<void> };
  before(async () => {
    register = await withRegister(given.office, familiesOf(CASES));
    press = await withPress(given.office);
  });
  after(async () => {
    await press.close();
    await register.close();
    console.table(table);
  });

  for (const golden of CASES.toSorted(
    (a, b) => KINDS_IN_ORDER.indexOf(a.expected.outcome) - KINDS_IN_ORDER.indexOf(b.expected.outcome),
  ))
    it(`${golden.case} ${golden.title}`, async () => {
      const { office } = given;
      const { expected } = golden;
      const { first, completed } = ENTRIES[golden.case]!;
      const papers = [...papersOf(golden), ...(first.papers ?? [])];
      const day = toPlainDate(golden.today)!;
      const { applicationNumber, pin } = await submits(office, applicationOf(golden, first), papers, day);
      await office.decides('sri', applicationNumber, 'open-application');
      const row: Record<string, string> = { case: golden.case, event: golden.event, outcome: expected.outcome };
      table.push(row);

      if (expected.outcome !== 'issue') {
        await asksForCompletion(golden, applicationNumber);
        if (completed === undefined) {
          row['card'] = 'nothing is issued';
          return;
        }
        const photos = await photosOf(office, completed.papers ?? [], 'completed');
        await office.applicants.complete(applicationNumber, pin, photos, undefined, {
          amendment: { events: completed.events },
        });
        await office.settle();
      }
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      const after = expected.outcome === 'issue' ? expected.after : expected.afterCompletion!;
      const draft = await draftOf(applicationNumber);
      isTheExpectedCard(draft.family, after, row);
      await othersAreAsExpected(golden, after, draft.family);
      await printsTheCard(draft.family, draft.sha256);
      await office.requests(applicationNumber);
      await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
      expect(await office.openElements(applicationNumber)).to.deep.equal(['approve-signing']);
    });

  /** The officer cannot call it complete, and asks; where nothing can be done here the text says where. */
  async function asksForCompletion({ expected }: GoldenCase, applicationNumber: string): Promise<void> {
    const { office } = given;
    const assessed = (await assessCase(office.dependencies, await office.case(applicationNumber)))!;
    expect(assessed.assessment.text).to.equal(expected.textForResident);
    expect(assessed.assessment.missing.map(({ text }) => text)).to.deep.equal(expected.missingEvidence);
    if (assessed.assessment.stops.some(({ where }) => where !== 'evidence')) {
      const { taskId } = await office.task(applicationNumber, 'examine-application');
      await office.reads('sri', applicationNumber);
      const decide = office.officers.decide(PEOPLE.sri.username, {
        applicationNumber,
        task: taskId,
        answer: { examination: 'complete' },
      });
      expect((await refusalOf(decide)).code).to.equal('RULES_STOP_EXAMINATION');
    }
    await office.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      note: 'Mohon dilengkapi seperti tertulis pada halaman lacak.',
    });
  }

  async function draftOf(applicationNumber: string) {
    const { draftSha256 } = await given.office.case(applicationNumber);
    expect(draftSha256, 'a draft was drawn').to.be.a('string');
    return (await given.office.store.drafts.find(draftSha256!))!;
  }

  /** Of the cards that the case says are issued the one on which the applicant or the first head stands. */
  function isTheExpectedCard(draft: FamilyCard, after: GoldenAfter, row: Record<string, string>): void {
    const issued = (after.cards ?? []).filter(({ effect }) => effect.startsWith('issued'));
    const expected = issued.find((card) => same(card['nama_kepala_keluarga'], draft.headName));
    expect(expected, `a card of ${draft.headName} is to be issued`).to.not.equal(undefined);
    const { effect: _effect, ...card } = expected!;
    row['card'] = `${draft.kkNumber} ${draft.members.map(({ shdk }) => shdk).join(', ')}`;
    expect(withGivenNumbers(printedCard(draft), card)).to.deep.equal(card);
  }

  async function othersAreAsExpected(golden: GoldenCase, after: GoldenAfter, draft: FamilyCard): Promise<void> {
    const { office } = given;
    for (const { effect, ...card } of after.cards ?? []) {
      if (same(card['nama_kepala_keluarga'], draft.headName) || isAwaited(card.nomor_kk)) continue;
      if (effect.startsWith('ended')) {
        expect((await refusalOf(office.register.family(card.nomor_kk))).code).to.equal('FAMILY_UNKNOWN');
        continue;
      }
      const kept = await office.register.family(card.nomor_kk);
      expect(printedCard(kept), `${golden.case}: the other card ${card.nomor_kk}`).to.deep.equal(card);
    }
  }

  /** Every cell of every row as a reader copies it from the PDF; a cell may be set on two lines. */
  async function printsTheCard(draft: FamilyCard, sha256: string): Promise<void> {
    const letters = (text: string) => text.replace(/[\s-]+/g, '');
    const text = letters((await textOf(await given.office.dependencies.documents.get(sha256))).join(' '));
    for (const member of draft.members)
      for (const { field } of COLUMNS) {
        const cell = printedCell(member, field);
        expect(text, `${field} of ${member.name}`).to.include(letters(cell));
      }
    expect(text).to.include(draft.kkNumber).and.include(letters(draft.headName)).and.include(letters(draft.address));
  }
});

const same = (a: unknown, b: unknown) => String(a).toUpperCase() === String(b).toUpperCase();

/**
 * The printed card with the place-holders of the case where SIAK gave a number whose beginning follows from address or
 * birth.
 */
function withGivenNumbers(printed: Record<string, unknown>, expected: Readonly<Record<string, unknown>>): unknown {
  const numberOf = (given: unknown, wanted: unknown): unknown => {
    if (!isAwaited(String(wanted))) return given;
    expect(String(given), 'a number that SIAK gave').to.match(/^3402\d{12}$/);
    return wanted;
  };
  const rows = printed['rows'] as readonly Record<string, unknown>[];
  const wanted = expected['rows'] as readonly Record<string, unknown>[];
  return {
    ...printed,
    nomor_kk: numberOf(printed['nomor_kk'], expected['nomor_kk']),
    rows: rows.map((row, i) => ({ ...row, '2_nik': numberOf(row['2_nik'], wanted[i]?.['2_nik']) })),
  };
}
