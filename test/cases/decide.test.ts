import { expect } from 'chai';
import { lapseForgottenJudgements } from '../../src/cases/decide.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

describe('Deciding', () => {
  const given = withOffice();

  it('carries a case through all ten steps, each decision in force with its task', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    expect((await office.case(applicationNumber)).state).to.equal('archived');
    const decisions = await office.store.decisions.of(applicationNumber);
    expect(decisions.map(({ step, element, decidedBy }) => [step, element, decidedBy])).to.deep.equal([
      [2, 'open-application', 'sri.wahyuni'],
      [3, 'examine-application', 'sri.wahyuni'],
      [5, 'verify-draft', 'endah.kusuma'],
      [7, 'approve-signing', 'agus.hartanto'],
    ]);
    expect(await office.store.judgements.forgotten(0)).to.deep.equal([]);
  });
});
