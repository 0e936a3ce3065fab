import { expect } from 'chai';
import { PEOPLE, withOffice } from './office.ts';

describe('Tracking an application', () => {
  const given = withOffice();

  it('shows the ten steps of the SOP with the times of those that were taken, and nothing of the family', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    const tracking = await office.applicants.track(applicationNumber, pin);
    expect(tracking).to.include({ applicationNumber, state: 'delivery', cardReady: true, mayWithdraw: false });
    expect(tracking.todo).to.contain('Unduh KK Anda');
    expect(tracking.steps.map(({ status }) => status)).to.deep.equal([
      ...Array<string>(7).fill('done'),
      'current',
      'waiting',
      'waiting',
    ]);
    for (const { step, at } of tracking.steps) expect(at === null, `step ${step}`).to.equal(step >= 8);
    expect(JSON.stringify(tracking)).to.not.match(/\d{16}|Wening/);
  });

  it('takes the time of a human step from the decision in force, not from a refused or lapsed one', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    await office.engine.advance(60_000);
    await office.decides('sri', applicationNumber, 'open-application');
    const decided = (await office.store.decisions.of(applicationNumber))[0]!.decidedAt.toISOString();
    const { taskId } = await office.task(applicationNumber, 'examine-application');
    await office.officers
      .decide(PEOPLE.rini.username, { applicationNumber, task: taskId, answer: {} })
      .catch(() => undefined);
    const { steps } = await office.applicants.track(applicationNumber, pin);
    expect(steps[1]).to.include({ status: 'done', at: decided });
    expect(steps[2]).to.include({ status: 'current', at: null });
  });

  it('says what the officer asks for, in the officer’s words, until it has come', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'Foto ijazah buram',
    });
    const asked = await office.applicants.track(applicationNumber, pin);
    expect(asked).to.deep.include({
      state: 'waiting-for-applicant',
      note: 'Foto ijazah buram',
      missingDocuments: [{ code: 'ijazah', label: 'Ijazah terakhir', instead: [] }],
      mayWithdraw: true,
    });
    expect(asked.todo).to.contain('Unggah dokumen pada kotak');
    await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
    const answered = await office.applicants.track(applicationNumber, pin);
    expect(answered).to.deep.include({ state: 'examination', note: null, missingDocuments: [], todo: null });
  });

  it('shows a case that ended early with the steps it really took', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    await office.applicants.withdraw(applicationNumber, pin);
    await office.settle();
    const { state, steps, mayWithdraw } = await office.applicants.track(applicationNumber, pin);
    expect([state, mayWithdraw]).to.deep.equal(['withdrawn', false]);
    expect(steps.map(({ status }) => status)).to.deep.equal(['done', 'done', ...Array<string>(8).fill('waiting')]);
  });
});
