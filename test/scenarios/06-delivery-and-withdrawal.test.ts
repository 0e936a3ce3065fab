import { expect } from 'chai';
import { until } from '../../src/demo/until.ts';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { DeskVisitor } from './desk-visitor.ts';
import { inventedApplication } from './families.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Delivery (SOP step 8)', () => {
  let office: TestOffice;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });

  it('a card that WhatsApp refuses is handed over by a person', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    await berkas.meets('whatsapp', '21211');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await office.ratna.does(berkas.number, 'hand-over-card', { handOver: 'handed-over' });
    await berkas.isFinished();
    expect(await berkas.path())
      .to.include('hand-over-card')
      .and.include('archive-case')
      .and.not.include('card-received');
  });

  it('a card that WhatsApp takes and gives up later is sent again at the word of the print officer', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    await berkas.meets('whatsapp', 'undelivered');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await office.ratna.does(berkas.number, 'hand-over-card', { handOver: 'resend' });
    await berkas.isFinished();
    expect((await berkas.path()).filter((element) => element === 'deliver-card')).to.have.length(2);
  });

  it('a card whose number was wrong goes to the number that the print officer corrected', async () => {
    const { applicant } = inventedApplication();
    const berkas = await office.applies({ application: { applicant: { ...applicant, whatsapp: '081234570000' } } });
    await berkas.reachesTheHead();
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.task('hand-over-card');
    const page = `/meja/berkas/${berkas.number}`;
    const ratna = new DeskVisitor(office.ratna, office.config.baseUrl);
    expect((await ratna.post(`${page}/nomor`, { nomor: '0274 367509' }, page)).status).to.equal(409);
    expect((await ratna.post(`${page}/nomor`, { nomor: '0812 3457 1234' }, page)).status).to.equal(303);
    await office.ratna.does(berkas.number, 'hand-over-card', { handOver: 'resend' });
    await office.phones.waitFor('081234571234', (message) => message.hasMedia && message.text.includes(berkas.number));
    await berkas.isFinished();
    const corrected = await berkas.happened('number-corrected');
    expect(corrected).to.include({ actor: 'ratna.dewi', step: 8 });
    expect(JSON.stringify(await berkas.journal))
      .to.not.include('4571234')
      .and.not.include('34571234');
    expect((await berkas.record).application.applicant.whatsapp).to.equal('081234570000');
  });

  it('WhatsApp says everything twice and in the wrong order: one receipt, one archive', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    await berkas.meets('whatsapp', 'duplicate');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    const journal = await berkas.journal;
    expect(
      ['card-received', 'case-archived'].map((event) => journal.filter((row) => row.event === event).length),
    ).to.deep.equal([1, 1]);
  });
});

describe('The applicant cancels', () => {
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });

  it('before anybody opened it: the case closes and the task disappears', async () => {
    const berkas = await office.applies();
    await berkas.task('open-application');
    await berkas.applicant.withdraws();
    await berkas.is('withdrawn');
    await berkas.isFinished();
    await until(
      'the work list shows no task of it',
      async () => (await office.store.workList.open({ applicationNumber: berkas.number })).length === 0,
    );
  });

  it('at the verification: the SIAK entry is undone', async () => {
    const berkas = await office.applies();
    await berkas.reachesVerification();
    await berkas.applicant.withdraws();
    await berkas.happened('siak-entry-cancelled');
    await berkas.is('withdrawn');
  });

  it('after the signature: it is too late, and the page says so', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    const refusal = await berkas.applicant.withdraws().then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(refusal).to.include('409');
    await berkas.isFinished();
    expect(await berkas.path()).to.include('card-issued');
  });
});
