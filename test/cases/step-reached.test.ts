import { expect } from 'chai';
import type { ProcessCases } from '../../src/cases/create-cases.ts';
import type { Failure } from '../../src/domain/failures.ts';
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
