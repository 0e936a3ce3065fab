import { expect } from 'chai';
import { paperPhoto } from '../../src/demo/photos.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Doubt at the verification (SOP step 6)', () => {
  let office: TestOffice;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });

  it('undoes the SIAK entry, tells the applicant why, and begins again at the examination when they answer', async () => {
    const berkas = await office.applies();
    await berkas.reachesVerification();
    const { siakReference } = await berkas.record;
    const examined = await berkas.taskDone('examine-application');
    await berkas.isDoubted('Nama di ijazah berbeda dengan di KK.');
    const message = await office.phones.waitFor(berkas.phone, (m) => m.text.includes('Nama di ijazah berbeda'));
    expect(message.text).to.include(berkas.number);
    const cancelled = await berkas.happened('siak-entry-cancelled');
    expect(cancelled.detail).to.include({ siakReference });
    expect((await berkas.record).siakReference).to.equal(null);

    await berkas.applicant.completes({ ijazah: await paperPhoto('ijazah', 7) });
    await berkas.taskAgain('examine-application', examined);
    await berkas.isFoundComplete();
    await berkas.isRequested();
    const verifyAgain = await berkas.task('verify-draft');
    expect(verifyAgain.assignee).to.equal(null);
    expect((await berkas.record).siakReference)
      .to.be.a('string')
      .and.not.equal(siakReference);
  });
});

describe('SIAK (SOP step 3)', () => {
  let office: TestOffice;
  let opened: Berkas[];
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    opened = await office.severalThat(3, async (berkas) => {
      await berkas.isOpenedBy(office.sri);
      await berkas.task('examine-application');
    });
  });

  it('refuses: the case goes back to the examination with the reason', async () => {
    const berkas = opened.pop()!;
    const before = await berkas.task('examine-application');
    await berkas.meets('siak', 'refuse');
    await berkas.isFoundComplete();
    await berkas.taskAgain('examine-application', before);
    await berkas.isReturnedBecause('SIAK_REFUSED');
  });

  it('answers nothing for a while: the entry is made once, later, by itself', async () => {
    const berkas = opened.pop()!;
    await berkas.meets('siak', 'reset', 2);
    await berkas.isFoundComplete();
    await berkas.task('request-print');
    expect((await berkas.journal).filter((row) => row.event === 'siak-entered')).to.have.length(1);
  });

  it('closed for writing: the officer types the entry by hand, and SIAK itself confirms the reference', async () => {
    const berkas = opened.pop()!;
    await berkas.meets('siak', 'manual');
    await berkas.isFoundComplete();
    const task = await berkas.task('enter-siak-manually');
    expect(task).to.include({ assignee: 'sri.wahyuni' });
    await office.sri.does(berkas.number, 'enter-siak-manually', { siakReference: 'SIAK-SALAH-1' });
    await berkas.taskAgain('enter-siak-manually', task);
    const reference = await office.simulators.typesIntoSiak(berkas);
    await office.sri.does(berkas.number, 'enter-siak-manually', { siakReference: reference });
    await berkas.task('request-print');
    expect((await berkas.happened('siak-entered')).detail).to.include({ way: 'manual', siakReference: reference });
  });
});
