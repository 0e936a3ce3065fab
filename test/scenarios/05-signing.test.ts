import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { completesInTasklist, formInTasklist } from './attempts.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';
import { isEmbedded, itOnEmbedded } from './embedded.ts';

describe('Signing (SOP step 7)', () => {
  let office: TestOffice;
  let waiting: Berkas[];
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    waiting = await office.severalThat(8, (berkas) => berkas.reachesTheHead());
  });

  it('a wrong passphrase comes back to the head, is not tried again by itself, and the right one signs', async () => {
    const berkas = waiting.pop()!;
    const [wrong] = await office.agus.signs([berkas.number], 'salah-ketik');
    expect(wrong).to.include({ status: 'returned' });
    expect(
      (await berkas.journal).filter((row) => row.event === 'signing-failed').map((row) => row.detail['code']),
    ).to.deep.equal(['BSRE_2031']);
    const [right] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(right).to.include({ status: 'signed' });
  });

  itOnEmbedded('an approval in Tasklist without a passphrase comes back with an explanation', async () => {
    const berkas = waiting.pop()!;
    const task = await berkas.task('approve-signing');
    await office.agus.looksAt(berkas.number);
    await completesInTasklist(office.agus, task.taskId, { signing: 'approved' });
    await berkas.taskAgain('approve-signing', task);
    await berkas.isReturnedBecause('NO_SIGNING_GRANT');
  });

  it('a draft that the head never saw in full size is not signed', async () => {
    const berkas = waiting.pop()!;
    const [outcome] = await office.agus.signsUnseen([berkas.number], DEMO_PASSPHRASE);
    expect(outcome?.status).to.equal('refused');
    expect((await berkas.record).signedSha256).to.equal(null);
  });

  it('a draft the head rejects goes back to Kasi/Kabid with the reason', async () => {
    const berkas = waiting.pop()!;
    const before = await berkas.taskDone('verify-draft');
    await office.agus.does(berkas.number, 'approve-signing', { signing: 'rejected', note: 'Periksa lagi alamat.' });
    const { taskId } = await berkas.taskAgain('verify-draft', before);
    if (isEmbedded)
      expect(await formInTasklist(office.bambang, taskId)).to.deep.include({
        signing: 'rejected',
        note: 'Periksa lagi alamat.',
      });
    expect((await office.engine.history(berkas.number))?.variables, 'of the engine').to.include({
      signing: 'rejected',
      note: '',
    });
  });

  it('several drafts are signed with one passphrase', async () => {
    const both = waiting.splice(0, 2);
    const outcome = await office.agus.signs(
      both.map(({ number }) => number),
      DEMO_PASSPHRASE,
    );
    expect(outcome.map(({ status }) => status)).to.deep.equal(['signed', 'signed']);
  });

  it('BSrE out of order for a moment: it is signed a little later with the same grant', async () => {
    const berkas = waiting.pop()!;
    await berkas.meets('bsre', '500');
    const [outcome] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(outcome).to.include({ status: 'signed' });
  });

  it('BSrE gives back other bytes: they are refused and the task returns', async () => {
    const berkas = waiting.pop()!;
    await berkas.meets('bsre', 'other-bytes');
    const [outcome] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(outcome).to.include({ status: 'returned' });
    expect((await berkas.record).signedSha256).to.equal(null);
  });
});
