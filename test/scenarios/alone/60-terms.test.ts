import { expect } from 'chai';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import { until } from '../../../src/demo/until.ts';
import type { Berkas } from '../berkas.ts';
import { theOffice, type TestOffice } from '../the-office.ts';
import { describeOnEmbedded } from '../embedded.ts';

describeOnEmbedded("Terms, by the engine's clock", () => {
  let office: TestOffice;
  /** One case at each human step, by the id of its task. */
  let resting: Readonly<Record<string, Berkas>>;
  let silent: Berkas;
  let unreachable: Berkas;
  let withoutReceipt: Berkas;

  before('cases come to rest at every place where time matters', async () => {
    office = await theOffice();
    const [untouched, examine, reach, manual, request, verify, sign, handOver] = await Promise.all([
      thatRests(() => Promise.resolve()),
      thatRests((berkas) => berkas.isOpenedBy(office.sri)),
      thatRests(async (berkas) => {
        await berkas.isOpenedBy(office.sri);
        await berkas.meets('whatsapp', '21211');
        await berkas.isReturnedFor(['ijazah']);
      }),
      thatRests(async (berkas) => {
        await berkas.isOpenedBy(office.sri);
        await berkas.meets('siak', 'manual');
        await berkas.isFoundComplete();
      }),
      thatRests(async (berkas) => {
        await berkas.isOpenedBy(office.sri);
        await berkas.isFoundComplete();
      }),
      thatRests((berkas) => berkas.reachesVerification()),
      thatRests((berkas) => berkas.reachesTheHead()),
      thatRests(async (berkas) => {
        await berkas.reachesTheHead();
        await berkas.meets('whatsapp', '21211');
        await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
      }),
      thatRests(async (berkas) => {
        await berkas.isOpenedBy(office.sri);
        await berkas.isReturnedFor(['ijazah']);
        await berkas.happened('message-sent', ({ purpose }) => purpose === 'incomplete');
      }).then((berkas) => (silent = berkas)),
      thatRests(async (berkas) => {
        await berkas.isOpenedBy(office.sri);
        await berkas.isReturnedFor(['ijazah']);
        await berkas.happened('message-sent', ({ purpose }) => purpose === 'incomplete');
        await berkas.meets('whatsapp', '21211', 1000);
      }).then((berkas) => (unreachable = berkas)),
      thatRests(async (berkas) => {
        await berkas.reachesTheHead();
        await berkas.meets('whatsapp', 'no-callback');
        await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
        await berkas.happened('message-sent', (detail) => detail['purpose'] === 'card');
      }).then((berkas) => (withoutReceipt = berkas)),
    ]);
    resting = {
      'open-application': untouched,
      'examine-application': examine,
      'reach-applicant': reach,
      'enter-siak-manually': manual,
      'request-print': request,
      'verify-draft': verify,
      'approve-signing': sign,
      'hand-over-card': handOver,
    };
    await Promise.all(Object.entries(resting).map(([element, berkas]) => berkas.task(element)));
  });

  async function thatRests(get: (berkas: Berkas) => Promise<void>): Promise<Berkas> {
    const berkas = await office.applies();
    await get(berkas);
    return berkas;
  }
  const reminders = async (berkas: Berkas) =>
    (await office.store.messages.of(berkas.number)).filter((message) => message.purpose === 'reminder').length;
  const waits = async (berkas: Berkas) =>
    (await berkas.path()).filter((element) => element === 'wait-for-completion').length;

  it('every human step that runs longer than the SOP gives it is noted, and none is interrupted', async () => {
    const steps = {
      'open-application': 2,
      'examine-application': 3,
      'reach-applicant': 3,
      'enter-siak-manually': 3,
      'request-print': 4,
      'verify-draft': 5,
      'approve-signing': 7,
      'hand-over-card': 8,
    };
    await office.clock.passes({ minutes: 6 });
    for (const [element, step] of Object.entries(steps)) {
      const berkas = resting[element]!;
      await until(`the delay at ${element} in the journal`, async () =>
        (await berkas.journal).some((row) => row.event === 'step-late' && row.step === step),
      );
      await until(`${element}-late in the history`, async () => (await berkas.path()).includes(`${element}-late`));
      await berkas.task(element);
    }
  });

  it('a card without a receipt is handed over by a person after three days', async () => {
    await office.clock.passes({ days: 3 });
    await office.ratna.does(withoutReceipt.number, 'hand-over-card', { handOver: 'handed-over' });
    await withoutReceipt.isFinished();
  });

  it('an applicant who does not answer is reminded after a week, and after another', async () => {
    for (const [expected, days] of [
      [1, 4],
      [2, 7],
    ] as const) {
      await office.clock.passes({ days, minutes: 1 });
      await until(`reminder ${expected}`, async () => (await reminders(silent)) === expected);
      await until(`wait ${expected + 1}`, async () => (await waits(silent)) === expected + 1);
      // A reminder that cannot be delivered becomes a person's task, each time anew; then the wait goes on.
      await office.sri.does(unreachable.number, 'reach-applicant');
      await until('the wait goes on', async () => (await waits(unreachable)) === expected + 1);
    }
  });

  it('and is told after thirty days that the case is closed; it closes also when nobody can be reached', async () => {
    await office.clock.passes({ days: 16, minutes: 1 });
    for (const berkas of [silent, unreachable]) {
      await berkas.is('closed');
      await berkas.isFinished();
    }
    expect(await reminders(silent)).to.equal(2);
    expect((await office.store.messages.of(silent.number)).map((message) => message.purpose)).to.include('closed');
    expect(await unreachable.path()).to.include.members([
      'remind-applicant-undeliverable',
      'tell-closed-undeliverable',
      'application-expired',
    ]);
  });
});
