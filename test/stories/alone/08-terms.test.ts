import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { until } from '../../src/demo/until.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Terms, by the engine\'s clock', () => {
  let office: TestOffice;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });

  it('a step that runs longer than the SOP gives it is noted and not interrupted', async () => {
    const berkas = await office.applies();
    await berkas.task('open-application');
    await office.clock.passes({ minutes: 2 });
    expect(await berkas.happened('step-late')).to.include({ step: 2 });
    await berkas.isOpenedBy(office.sri);
    await berkas.task('examine-application');
  });

  it('an applicant who does not answer is reminded twice and told after thirty days that the case is closed', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    await berkas.isReturnedFor(['ijazah']);
    await berkas.is('waiting-for-applicant');
    await berkas.happened('message-sent');
    const reminders = async () => (await office.store.messages.of(berkas.number)).filter((m) => m.purpose === 'reminder').length;
    for (const expected of [1, 2]) {
      await office.clock.passes({ days: 7, minutes: 1 });
      await until(`reminder ${expected}`, async () => (await reminders()) === expected);
    }
    await office.clock.passes({ days: 16, minutes: 1 });
    await berkas.is('closed');
    await berkas.isFinished();
    expect(await reminders()).to.equal(2);
    expect((await office.store.messages.of(berkas.number)).map((m) => m.purpose)).to.include('closed');
  });

  it('a card without a receipt is handed over by a person after three days', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    await office.outside.fails('whatsapp', 'no-callback');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.happened('message-sent', (detail) => detail['purpose'] === 'card');
    await office.clock.passes({ days: 3, minutes: 1 });
    await office.ratna.does(berkas.processInstanceKey, 'hand-over-card', { handOver: 'handed-over' });
    await berkas.isFinished();
  });
});
