import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { pinOf } from '../../src/domain/application-number.ts';
import { IdempotencyConflict } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { errorOf } from '../store/given.ts';
import { LINK_KEY, withOffice } from './office.ts';

describe('Submitting an application (SOP step 1)', () => {
  const given = withOffice();

  it('opens a case with its papers, answers number and PIN, and starts the process', async () => {
    const { office } = given;
    const papers = [await office.paper('f-1-06'), await office.paper('ijazah')];
    const application = sampleApplication();
    const { applicationNumber, pin, created } = await office.applicants.submit({
      application,
      papers,
      idempotencyKey: randomUUID(),
      another: true,
    });
    expect(created).to.equal(true);
    expect(pin).to.equal(pinOf(applicationNumber, LINK_KEY));
    await office.settle();
    const record = await office.case(applicationNumber);
    expect(record).to.deep.include({
      application,
      reason: 'perubahan-data',
      elements: ['pendidikan'],
      state: 'submitted',
    });
    expect(record.takenUpAt).to.be.instanceOf(Date);
    expect((await office.store.papers.of(applicationNumber)).map(({ kind }) => kind)).to.deep.equal([
      'f-1-06',
      'ijazah',
    ]);
    expect((await office.journal(applicationNumber, 'application-submitted'))[0]).to.deep.include({
      actor: 'pemohon',
      step: 1,
      detail: { reason: 'perubahan-data', papers: ['f-1-06', 'ijazah'] },
    });
    expect(await office.openElements(applicationNumber)).to.deep.equal(['open-application']);
  });

  it('makes one case of equal requests, also at the same moment, and refuses other content under the same key', async () => {
    const { office } = given;
    const idempotencyKey = randomUUID();
    const papers = [await office.paper('f-1-06', 'the same photo')];
    const request = { application: sampleApplication(), papers, idempotencyKey, another: true };
    const answers = await Promise.all([1, 2, 3].map(() => office.applicants.submit(request)));
    expect(new Set(answers.map(({ applicationNumber }) => applicationNumber))).to.have.property('size', 1);
    expect(answers.filter(({ created }) => created)).to.have.length(1);
    for (const change of [
      { application: sampleApplication({ reason: 'hilang', changes: [] }) },
      { papers: [await office.paper('f-1-06', 'another photo')] },
      { papers: [await office.paper('ijazah', 'the same photo')] },
    ])
      expect(await errorOf(office.applicants.submit({ ...request, ...change }))).to.be.instanceOf(IdempotencyConflict);
    const { applicationNumber } = answers[0]!;
    expect(await office.store.papers.of(applicationNumber)).to.have.length(1);
    expect(await office.journal(applicationNumber, 'application-submitted')).to.have.length(1);
  });

  it('does not give the PIN that was renewed at the counter to whoever sends the submission again', async () => {
    const { office } = given;
    const application = sampleApplication();
    const request = { application, papers: [], idempotencyKey: randomUUID(), another: true };
    const { applicationNumber } = await office.applicants.submit(request);
    await office.store.transaction((tables) => tables.cases.change(applicationNumber, { pinGeneration: 1 }));
    const refused = await errorOf(office.applicants.submit(request));
    expect(refused).to.include({ name: 'NotNow' }).and.to.have.property('remedy').that.contains('loket');
    expect(await office.journal(applicationNumber, 'application-submitted')).to.have.length(1);
  });

  it('keeps a case whose start the engine did not take, and starts it when the engine is back', async () => {
    const { office } = given;
    office.faults.start = () => Promise.reject(new Error('connect ECONNREFUSED'));
    const request = {
      application: sampleApplication(),
      papers: [await office.paper('f-1-06')],
      idempotencyKey: randomUUID(),
      another: true,
    };
    const { applicationNumber } = await office.applicants.submit(request);
    expect((await office.case(applicationNumber)).takenUpAt).to.equal(null);
    expect((await office.store.outbox.of(applicationNumber)).map(({ name, takenAt }) => [name, takenAt])).to.deep.equal(
      [['application-submitted', null]],
    );
    office.faults = {};
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['open-application']);
    expect((await office.case(applicationNumber)).takenUpAt).to.be.instanceOf(Date);
  });

  it('starts one instance when the answer to the start was lost', async () => {
    const { office } = given;
    office.faults.start = async (...args) => {
      await office.engine.start(...args);
      throw new Error('socket hang up');
    };
    const { applicationNumber } = await office.applicants.submit({
      application: sampleApplication(),
      papers: [],
      idempotencyKey: randomUUID(),
      another: true,
    });
    office.faults = {};
    await office.settle();
    expect(await office.store.workList.of(applicationNumber)).to.have.length(1);
    expect(await office.store.outbox.waiting(0)).to.deep.equal([]);
  });
});
