import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { outsideOf } from './once.ts';
import { deliverAgain } from './redelivery.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Whatever is delivered twice happens once', () => {
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });

  it('every job of a case: the same answer, one decision, one entry, one draft, one signature, one message, one package', async () => {
    const berkas = await office.applies();
    await berkas.reachesVerification();
    const { siakReference, draftSha256 } = await berkas.record;
    await deliverAgain(berkas, 'record-examination');
    expect(await deliverAgain(berkas, 'enter-siak')).to.deep.equal({ siakReference });
    await deliverAgain(berkas, 'draft-card');
    expect(await deliverAgain(berkas, 'render-card')).to.deep.equal({ draftSha256 });
    await berkas.isVerified();
    await berkas.task('approve-signing');
    expect(
      await Promise.all([deliverAgain(berkas, 'record-verification'), deliverAgain(berkas, 'record-verification')]),
    ).to.deep.equal([
      { verification: 'valid', draftSha256, note: '' },
      { verification: 'valid', draftSha256, note: '' },
    ]);
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    const { signedSha256 } = await berkas.record;
    expect(await deliverAgain(berkas, 'sign-card')).to.deep.equal({ signedSha256 });
    await deliverAgain(berkas, 'deliver-card');
    await deliverAgain(berkas, 'archive-case');

    expect(await outsideOf(berkas)).to.deep.include({ entries: 1, cards: 1, signatures: 1, receipts: 1 });
    const decisions = await office.store.decisions.of(berkas.number);
    expect(decisions.map(({ step }) => step)).to.deep.equal([2, 3, 5, 7]);
    expect((await office.store.archiveCopies.of(berkas.number)).map(({ layer }) => layer)).to.have.members([
      'server',
      'hard-disk',
      'flash-disk',
    ]);
  });

  it('an application that the phone sends again', async () => {
    const berkas = await office.applies();
    await office.engine.startCase({
      applicationNumber: berkas.number,
      reason: 'perubahan-data',
      elements: ['pendidikan'],
    });
    await berkas.reachesVerification();
    expect(
      await office.sri.tasks({ taskDefinitionId: 'verify-draft', processInstanceKey: berkas.processInstanceKey }),
    ).to.have.length(1);
    expect((await office.store.cases.get(berkas.number)).processInstanceKey).to.equal(berkas.processInstanceKey);
  });
});
