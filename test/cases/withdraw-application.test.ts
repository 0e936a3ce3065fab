import { expect } from 'chai';
import { PEOPLE, refusalOf, withOffice, type SubmittedCase } from './office.ts';
import { PASSPHRASE } from './external-services.ts';
import { until } from '../until.ts';

describe('Withdrawing an application', () => {
  const given = withOffice();
  afterEach(() => {
    given.office.signer.gate = Promise.resolve();
  });

  const stages: readonly (readonly [string, () => Promise<SubmittedCase>])[] = [
    ['before it is opened', () => given.office.submit()],
    ['while it is examined', () => given.office.opened()],
    ['while the draft waits for verification', () => given.office.drafted()],
    ['while the draft waits for the head', () => given.office.verified()],
  ];
  for (const [stage, make] of stages)
    it(`ends the case ${stage}, undoes the entry and tells the applicant`, async () => {
      const { office } = given;
      const { applicationNumber, pin } = await make();
      const { siakReference, state } = await office.case(applicationNumber);
      await office.applicants.withdraw(applicationNumber, pin);
      await office.settle();
      expect(await office.case(applicationNumber)).to.include({ state: 'withdrawn', siakReference: null });
      expect(await office.openElements(applicationNumber)).to.deep.equal([]);
      if (siakReference !== null) expect(office.register.cancelled).to.include(siakReference);
      expect(office.messenger.of(applicationNumber, 'withdrawn')).to.have.length(1);
      expect((await office.journal(applicationNumber, 'withdrawal-requested'))[0]).to.deep.include({
        actor: 'pemohon',
        step: null,
        detail: { in: state },
      });
      await office.applicants.withdraw(applicationNumber, pin);
      expect(
        await office.journal(applicationNumber, 'withdrawal-requested'),
        'asking again changes nothing',
      ).to.have.length(1);
    });

  it('comes too late between the approval and the signature', async () => {
    const { office } = given;
    const { applicationNumber, pin, draftSha256 } = await office.verified();
    let sign: () => void = () => undefined;
    office.signer.gate = new Promise<void>((resolve) => (sign = resolve));
    office.grants.give({ draftSha256, signer: PEOPLE.agus.username, passphrase: Buffer.from(PASSPHRASE) });
    await office.reads('agus', applicationNumber);
    const { taskId } = await office.task(applicationNumber, 'approve-signing');
    await office.officers.decide(PEOPLE.agus.username, {
      applicationNumber,
      task: taskId,
      answer: { signing: 'approved' },
    });
    await until('the card is being signed', () => Promise.resolve(office.signer.orders.length > 0));
    expect((await office.case(applicationNumber)).state).to.equal('signing');
    expect((await office.applicants.track(applicationNumber, pin)).mayWithdraw).to.equal(false);
    expect((await refusalOf(office.applicants.withdraw(applicationNumber, pin))).text).to.contain(
      'tidak bisa dibatalkan lagi',
    );
    sign();
    await office.settle();
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    expect((await refusalOf(office.applicants.withdraw(applicationNumber, pin))).text).to.contain(
      'tidak bisa dibatalkan',
    );
    expect(office.register.cancelled).to.not.include((await office.case(applicationNumber)).siakReference);
  });

  it('comes too late once the case has ended or its card is out, whatever was decided last', async () => {
    const { office } = given;
    const refused = await office.opened();
    await office.decides('sri', refused.applicationNumber, 'examine-application', {
      examination: 'refused',
      note: 'Bukan warga Bantul; ajukan di Disdukcapil Sleman.',
    });
    const out = await office.verified();
    office.messenger.next.push('NUMBER_UNREACHABLE');
    await office.signs(out.applicationNumber);
    await office.decides('rini', out.applicationNumber, 'hand-over-card', { handOver: 'resend' });
    for (const { applicationNumber, pin } of [refused, out]) {
      const { state } = await office.case(applicationNumber);
      expect((await office.applicants.track(applicationNumber, pin)).mayWithdraw, state).to.equal(false);
      expect((await refusalOf(office.applicants.withdraw(applicationNumber, pin))).text, state).to.contain(
        'tidak bisa dibatalkan lagi',
      );
      expect(await office.journal(applicationNumber, 'withdrawal-requested'), state).to.deep.equal([]);
      expect((await office.case(applicationNumber)).state).to.equal(state);
    }
  });

  it('is void, and journalled so, when the approval overtook its message', async () => {
    const { office } = given;
    const { applicationNumber, pin, draftSha256 } = await office.verified();
    office.faults.correlate = () => Promise.reject(new Error('connect ECONNREFUSED'));
    await office.applicants.withdraw(applicationNumber, pin);
    office.faults = {};
    office.grants.give({ draftSha256, signer: PEOPLE.agus.username, passphrase: Buffer.from(PASSPHRASE) });
    await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'approved' });
    await office.settle();
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    const messages = await office.store.outbox.of(applicationNumber);
    expect(messages.find(({ name }) => name === 'application-withdrawn')).to.include({ voidBecause: 'too-late' });
    expect((await office.journal(applicationNumber, 'message-void'))[0]?.detail).to.deep.equal({
      message: 'application-withdrawn',
      because: 'too-late',
    });
  });
});
