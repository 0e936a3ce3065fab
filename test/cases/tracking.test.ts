import { expect } from 'chai';
import { trackingOf } from '../../src/cases/tracking.ts';
import { pinOf } from '../../src/domain/application-number.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import { INDONESIAN } from '../languages.ts';
import { withOffice } from './office.ts';

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('The ten steps that the applicant sees', () => {
  const given = withOffice();
  const tracking = async (applicationNumber: string) => {
    const { store } = given.office;
    const record = await store.cases.get(applicationNumber);
    return trackingOf(record, await store.journal.of(applicationNumber), await store.decisions.of(applicationNumber), {
      application: record.application,
      instead: new Map(),
      notices: [],
      language: INDONESIAN,
      mayWithdraw: false,
      isWithdrawing: false,
      messages: [],
    });
  };
  const ticked = async (applicationNumber: string) =>
    (await tracking(applicationNumber)).steps.filter(({ status }) => status === 'done').map(({ step }) => step);

  it('are ticked as far as they were taken, each with its time', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256 } = await office.verified();
    expect(await ticked(applicationNumber)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    const { steps } = await tracking(applicationNumber);
    expect(steps.find(({ status }) => status === 'current')?.step).to.equal(7);
    expect(steps.filter(({ at }) => at !== null).map(({ step }) => step)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(draftSha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('are all ticked for a card that was signed, sent, received and archived', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    expect(await ticked(applicationNumber)).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    expect((await office.case(applicationNumber)).state).to.equal('archived');
    expect(await ticked(applicationNumber)).to.deep.equal(NUMBERS);
  });

  it('are not ticked because the case stands behind them: a step that nobody took has no tick and no time', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    for (const state of ['delivered', 'archived'] as CaseState[]) {
      await office.store.cases.change(applicationNumber, { state });
      expect(await ticked(applicationNumber), state).to.deep.equal([1]);
      const { steps, cardReady } = await tracking(applicationNumber);
      expect(steps.slice(1).map(({ at }) => at)).to.deep.equal(Array(9).fill(null));
      expect(cardReady).to.equal(false);
    }
  });

  it("are told in the applicant's words, and the card's next step is to hand the old one in, unless it was lost", async () => {
    const { office } = given;
    const changed = await office.delivered();
    const { steps, todo } = await tracking(changed.applicationNumber);
    expect(steps.map(({ title }) => title)).to.deep.equal([
      'Anda mengisi permohonan dan mengirim foto',
      'Petugas membuka permohonan',
      'Petugas memeriksa data dan dokumen',
      'Petugas menyiapkan isi KK',
      'Kasi/Kabid memeriksa isi KK sekali lagi',
      'Memastikan keabsahan data',
      'Kepala Dinas menandatangani KK',
      'KK dikirim ke WhatsApp Anda',
      'Anda menerima dan mencetak KK',
      'Petugas menyimpan arsipnya',
    ]);
    expect(todo).to.contain('Unduh KK Anda');
    await office.store.cases.change(changed.applicationNumber, { state: 'delivered' });
    expect((await tracking(changed.applicationNumber)).todo).to.contain('serahkan KK lama');
    const lost = await office.submit({ reason: 'hilang', changes: [] });
    await office.store.cases.change(lost.applicationNumber, { state: 'delivered' });
    expect(await tracking(lost.applicationNumber)).to.include({
      todo: 'Cetak KK di kertas HVS A4 80 gram.',
      isLostCard: true,
    });
  });

  it('are not ticked by looks, tries and failures', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    for (const [step, event] of [
      [3, 'papers-viewed'],
      [3, 'decision-refused'],
      [4, 'step-late'],
      [7, 'signing-failed'],
      [8, 'message-undelivered'],
    ] as const)
      await office.store.journal.write({ applicationNumber, actor: 'sistem', event, step, detail: {} });
    await office.store.cases.change(applicationNumber, { state: 'archived' });
    expect(await ticked(applicationNumber)).to.deep.equal([1]);
  });

  it('are taken back with the case: what is behind where it stands is open again', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    await office.decides('agus', applicationNumber, 'approve-signing', { signing: 'rejected', note: 'Alamat keliru' });
    const done = await ticked(applicationNumber);
    expect(done).to.not.include(7);
    expect(done.at(-1)).to.be.lessThan(6);
  });

  it('are shown to whoever has number and PIN', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    expect(pin).to.equal(pinOf(applicationNumber, office.dependencies.settings.linkKey));
    expect((await office.applicants.track(applicationNumber, pin)).steps).to.have.length(10);
  });
});
