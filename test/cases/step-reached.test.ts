import { expect } from 'chai';
import type { ProcessCases } from '../../src/cases/create-cases.ts';
import { requireEndable, requireExamined, requireRefused } from '../../src/cases/step-reached.ts';
import type { Failure } from '../../src/domain/failures.ts';
import type { CaseRecord, DecisionRecord, Store } from '../../src/store/store.ts';
import { errorOf } from '../store/given.ts';
import { withOffice } from './office.ts';

const HASH = 'a'.repeat(64);
type Step = (process: ProcessCases, applicationNumber: string) => Promise<unknown>;

/** What the workers of the diagram do, by what the case must have come to. */
const AFTER_EXAMINATION: Record<string, Step> = {
  'entry in SIAK': (process, applicationNumber) => process.enterSiak({ applicationNumber }),
  'confirmation of an entry': (process, applicationNumber) =>
    process.confirmSiakEntry({ applicationNumber, siakReference: 'SIAK-1' }),
  'draft of the card': (process, applicationNumber) => process.draftCard({ applicationNumber }),
  'print of the draft': (process, applicationNumber) => process.renderCard({ applicationNumber }),
  'card that SIAK signed': (process, applicationNumber) =>
    process.takeSignedCard({ applicationNumber, signedSha256: HASH }),
};
const FURTHER: Record<string, Step> = {
  'message with the card': (process, applicationNumber) =>
    process.sendMessage({ applicationNumber }, 'card', { once: `${applicationNumber}:card` }),
  'message of a refusal': (process, applicationNumber) =>
    process.sendMessage({ applicationNumber }, 'refused', { once: `${applicationNumber}:refused` }),
  'end as refused': (process, applicationNumber) => process.close({ applicationNumber }, 'refused'),
  archiving: (process, applicationNumber) => process.archive({ applicationNumber }),
};

describe('What a worker requires of a case before it goes on', () => {
  const CASE = { applicationNumber: 'KK-1', state: 'drafting', signedSha256: null } as CaseRecord;
  const decided = (answer: object, change: Partial<DecisionRecord> = {}) =>
    ({ answer, refusedBecause: null, takenBackAt: null, ...change }) as unknown as DecisionRecord;
  const complete = decided({ examination: 'complete' });
  const refused = decided({ examination: 'refused' });
  const codeOf = (work: (tables: Pick<Store, 'decisions'>) => Promise<void>, decisions: readonly DecisionRecord[]) =>
    work({
      decisions: { of: (number: string) => Promise.resolve(number === 'KK-1' ? decisions : []) },
    } as unknown as Pick<Store, 'decisions'>).then(
      () => 'goes on',
      (error: unknown) => (error as Failure).message,
    );
  const examined = (...decisions: DecisionRecord[]) => codeOf((tables) => requireExamined(tables, CASE), decisions);
  const STOPPED = 'STEP_NOT_REACHED: not examined, in state drafting';

  it('is that an officer found it complete, and nothing sent it back since', async () => {
    expect(await examined()).to.equal(STOPPED);
    expect(await examined(complete)).to.equal('goes on');
    expect(await examined(complete, decided({ printRequest: 'requested' }))).to.equal('goes on');
    expect(await examined(complete, decided({ verification: 'valid' }))).to.equal('goes on');
    expect(await examined(complete, decided({ signing: 'rejected' }))).to.equal('goes on');
    expect(await examined(complete, decided({ signedCard: 'accepted' }))).to.equal('goes on');
    for (const back of [
      { examination: 'incomplete' },
      { examination: 'refused' },
      { verification: 'invalid' },
      { printRequest: 'withheld' },
      { signedCard: 'returned' },
    ]) {
      expect(await examined(complete, decided(back)), JSON.stringify(back)).to.equal(STOPPED);
      expect(await examined(complete, decided(back), complete), JSON.stringify(back)).to.equal('goes on');
      expect(await examined(complete, decided(back, { takenBackAt: new Date() })), 'taken back').to.equal('goes on');
    }
    expect(await examined({ ...complete, refusedBecause: 'WRONG_ROLE' })).to.equal(STOPPED);
  });

  it('is, before the message of a refusal, that an officer refused', async () => {
    const of = (...decisions: DecisionRecord[]) => codeOf((tables) => requireRefused(tables, CASE), decisions);
    expect(await of(refused)).to.equal('goes on');
    expect(await of(complete)).to.equal('STEP_NOT_REACHED: not refused, in state drafting');
  });

  it('is, before the end without a card, that it is not signed; and refused, to end as that', async () => {
    const end = (as: 'closed' | 'withdrawn' | 'refused', record = CASE, ...decisions: DecisionRecord[]) =>
      codeOf((tables) => requireEndable(tables, record, as), decisions);
    const signed = { ...CASE, signedSha256: HASH };
    for (const as of ['closed', 'withdrawn'] as const) expect(await end(as), as).to.equal('goes on');
    expect(await end('refused')).to.equal('STEP_NOT_REACHED: not refused, in state drafting');
    expect(await end('refused', CASE, refused)).to.equal('goes on');
    for (const as of ['closed', 'withdrawn', 'refused'] as const)
      expect(await end(as, signed, refused), as).to.equal(
        `STEP_NOT_REACHED: signed, and to be ${as}, in state drafting`,
      );
  });
});

/** As after a diagram that was edited wrongly, or a token that the admin moved: the engine calls a worker too early. */
describe('A case that has not come so far', () => {
  const given = withOffice();
  const refused = async (step: Step, applicationNumber: string) => {
    const { office } = given;
    const before = await office.case(applicationNumber);
    const failure = (await errorOf(step(office.process, applicationNumber))) as Failure;
    expect(failure.code).to.equal('STEP_NOT_REACHED');
    expect(failure.outcome, 'a person looks').to.deep.equal({ kind: 'incident' });
    expect(await office.case(applicationNumber)).to.deep.equal(before);
    expect(
      await office.journal(applicationNumber, 'siak-entered', 'draft-rendered', 'message-undelivered'),
    ).to.deep.equal([]);
  };

  describe('because nobody examined it', () => {
    let applicationNumber = '';
    before(async () => {
      ({ applicationNumber } = await given.office.opened());
    });
    for (const [what, step] of Object.entries({ ...AFTER_EXAMINATION, ...FURTHER }))
      it(`is refused by its worker: ${what}`, () => refused(step, applicationNumber));

    it('is not signed either: it goes back to the draft', async () => {
      const failure = (await errorOf(
        given.office.process.signCard({ applicationNumber, draftSha256: HASH }),
      )) as Failure;
      expect(failure.code).to.equal('DRAFT_CHANGED');
    });
  });

  it('because it lacks papers is not entered, drafted or printed', async () => {
    const { applicationNumber } = await given.office.opened();
    await given.office.asksAgain(applicationNumber, ['ijazah']);
    for (const step of Object.values(AFTER_EXAMINATION)) await refused(step, applicationNumber);
  });

  it('because Kasi/Kabid doubted its draft is not drafted again before it was examined again', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    await office.decides('endah', applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Tanggal lahir',
    });
    for (const step of Object.values(AFTER_EXAMINATION)) {
      const failure = (await errorOf(step(office.process, applicationNumber))) as Failure;
      expect(failure.code).to.equal('STEP_NOT_REACHED');
    }
  });

  it('and one that has come further: a signed card is not closed as if there were none', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    for (const as of ['closed', 'withdrawn', 'refused'] as const) {
      const failure = (await errorOf(office.process.close({ applicationNumber }, as))) as Failure;
      expect(failure.code, as).to.equal('STEP_NOT_REACHED');
    }
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
  });
});
