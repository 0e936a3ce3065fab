import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { externalTracesOf } from './once.ts';
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
    expect(await deliverAgain(berkas, 'enter-siak', 'enter-siak')).to.deep.equal({ siakReference });
    await deliverAgain(berkas, 'draft-card', 'draft-card');
    expect(await deliverAgain(berkas, 'render-card', 'render-card')).to.deep.equal({ draftSha256 });
    await berkas.isVerified();
    await berkas.task('approve-signing');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    const { signedSha256 } = await berkas.record;
    expect(await deliverAgain(berkas, 'sign-card', 'sign-card')).to.deep.equal({ signedSha256 });
    await deliverAgain(berkas, 'send-message', 'deliver-card');
    await deliverAgain(berkas, 'archive-case', 'archive-case');

    expect(await externalTracesOf(berkas)).to.deep.include({ entries: 1, cards: 1, signatures: 1, receipts: 1 });
    const decisions = await office.store.decisions.of(berkas.number);
    expect(decisions.map(({ step }) => step)).to.deep.equal([2, 3, 4, 5, 7]);
    expect((await office.store.archiveCopies.of(berkas.number)).map(({ layer }) => layer)).to.have.members([
      'server',
      'hard-disk',
      'flash-disk',
    ]);
  });

  it('an application that the phone sends again', async () => {
    const berkas = await office.applies();
    const start = { reason: 'perubahan-data', elements: ['pendidikan'], siakWay: 'simulator' } as const;
    await Promise.all(
      Array.from({ length: 5 }, () => office.engine.start(berkas.number, { ...start, elements: [...start.elements] })),
    );
    await berkas.reachesVerification();
    const open = await office.store.workList.open({ applicationNumber: berkas.number });
    expect(open.map(({ element }) => element)).to.deep.equal(['verify-draft']);
  });
});
