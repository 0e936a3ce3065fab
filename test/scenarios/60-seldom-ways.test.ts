import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { until } from '../../src/demo/until.ts';
import { SUMIYATI } from '../../src/simulators/siak/families.ts';
import { flipsABit } from './flip-a-bit.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Ways that are seldom gone', function () {
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });

  it('a draft of which one bit flips in the store between its verification and the signature is printed and verified anew', async () => {
    const berkas = await office.applies();
    await berkas.reachesVerification();
    const verified = await berkas.task('verify-draft');
    await berkas.isVerified();
    await berkas.task('approve-signing');
    const { draftSha256 } = await berkas.record;
    await flipsABit(office, draftSha256!);
    const [outcome] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(outcome).to.include({ status: 'returned' });
    await berkas.isRequested();
    const again = await berkas.taskAgain('verify-draft', verified);
    expect(again.assignee).to.equal(null);
    expect((await berkas.record).signedSha256).to.equal(null);
    await berkas.isVerified();
    await berkas.task('approve-signing');
    const [signed] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(signed).to.include({ status: 'signed' });
  });

  it('a number of a card that SIAK does not know, of people whom it does, brings the case back to the examination', async () => {
    const [widow] = SUMIYATI.members;
    const { name, nik, shdk } = widow!;
    const berkas = await office.applies({
      application: { reason: 'hilang', kkNumber: '3402081003059992', members: [{ name, nik, shdk }] },
    });
    await berkas.isOpenedBy(office.sri);
    const before = await berkas.task('examine-application');
    await berkas.isFoundComplete();
    await berkas.taskAgain('examine-application', before);
    await berkas.isReturnedBecause('FAMILY_UNKNOWN');
    expect((await berkas.happened('task-returned')).detail).to.include({ code: 'FAMILY_UNKNOWN' });
  });

  it("an entry that was typed by hand is undone by SIAK's reference like one that a program made", async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    await berkas.meets('siak', 'manual');
    await berkas.isFoundComplete();
    await berkas.task('enter-siak-manually');
    const siakReference = await office.simulators.typesIntoSiak(berkas);
    await office.sri.does(berkas.number, 'enter-siak-manually', { siakReference });
    await berkas.isRequested();
    await berkas.task('verify-draft');
    await berkas.isDoubted('Ijazah tidak terbaca.');
    expect((await berkas.happened('siak-entry-cancelled')).detail).to.include({ siakReference });
  });

  it("a withdrawal that arrives while the head's signature is being made is refused by the process itself", async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    await berkas.meets('whatsapp', 'no-callback');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.happened('message-sent', (detail) => detail['purpose'] === 'card');
    // The portal refuses it by now; this is the message that was on its way a moment earlier.
    await office.engine.correlate({
      name: 'application-withdrawn',
      caseNumber: berkas.number,
      once: `${berkas.number}:late-withdrawal`,
    });
    await until('the refusal in the history', async () => (await berkas.path()).includes('withdrawal-refused'));
    await berkas.applicant.downloads();
    await berkas.isFinished();
    expect(await berkas.path())
      .to.include('card-issued')
      .and.not.include('application-closed-withdrawn');
  });

  describe('A number that WhatsApp refuses', () => {
    it('at the doubt of Kasi/Kabid: a person reaches the applicant', async () => {
      const berkas = await office.applies();
      await berkas.reachesVerification();
      await berkas.meets('whatsapp', '21610');
      await berkas.isDoubted('Ijazah tidak terbaca.');
      await office.sri.does(berkas.number, 'reach-applicant');
      await berkas.is('waiting-for-applicant');
      expect(await berkas.path()).to.include('tell-invalid-undeliverable');
    });

    it('at the withdrawal: the case closes all the same', async () => {
      const berkas = await office.applies();
      await berkas.task('open-application');
      await berkas.meets('whatsapp', '21211');
      await berkas.applicant.withdraws();
      await berkas.is('withdrawn');
      await berkas.isFinished();
      expect(await berkas.path()).to.include('tell-withdrawn-undeliverable');
    });
  });
});
