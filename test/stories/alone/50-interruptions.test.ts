import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import { until } from '../../src/demo/until.ts';
import type { Berkas } from './berkas.ts';
import { deliverAgain } from './redelivery.ts';
import { theOffice, type TestOffice } from './the-office.ts';

/** A JVM on a busy machine needs its time. */
const BACK_WITHIN = { withinMs: 240_000, everyMs: 500 };

/** What the outside has seen of a case: whatever happened here, it must have happened there once. */
async function outsideOf({ office, number, phone }: Berkas): Promise<{ entries: number; cards: number; signatures: number; receipts: number; archived: number }> {
  const register = JSON.parse(readFileSync(path.join(office.config.varDir, 'simulators', 'siak.json'), 'utf8')) as { entries: { request: { referensi: string } }[] };
  const journal = await office.store.journal.of(number);
  const times = (event: string) => journal.filter((row) => row.event === event).length;
  return {
    entries: register.entries.filter((entry) => entry.request.referensi === number).length,
    cards: (await office.phones.messages(phone)).filter((message) => message.hasMedia && message.text.includes(number)).length,
    signatures: times('card-signed'),
    receipts: times('card-received'),
    archived: times('case-archived'),
  };
}
const ONCE = { entries: 1, cards: 1, signatures: 1, receipts: 1, archived: 1 };

/** Signs, and signs again when the office asks the head again because his first word was lost. */
async function isSignedInTheEnd(berkas: Berkas): Promise<void> {
  const { agus } = berkas.office;
  await until('the signature', async () => {
    const { signedSha256 } = await berkas.record;
    if (signedSha256 !== null) return true;
    const waiting = await agus.tasks({ processInstanceKey: berkas.processInstanceKey, taskDefinitionId: 'approve-signing' });
    if (waiting.length > 0) await agus.signs([berkas.number], DEMO_PASSPHRASE).catch(() => undefined);
    return false;
  }, BACK_WITHIN);
}

describe('Whatever is killed, the case goes on and happens once', function () {
  this.timeout(600_000);
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });
  afterEach(() => Promise.all([office.outside.works('siak'), office.outside.works('bsre')]));

  async function killBroker(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const before = office.camunda!.pids.broker!;
    process.kill(before, 'SIGKILL');
    await meanwhile();
    await until('another broker', () => Promise.resolve(office.camunda!.pids.broker !== before), BACK_WITHIN);
    await until('the broker is back', () => office.engine.ready().then(() => true, () => false), BACK_WITHIN);
    await office.clock.restore();
  }

  it('the engine between examination and draft, and again while the head signs', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    await berkas.isFoundComplete();
    await killBroker();
    await until('the draft', async () => (await berkas.record).state === 'verification', BACK_WITHIN);
    await berkas.isVerified();
    await berkas.task('approve-signing');

    const signing = office.agus.signs([berkas.number], DEMO_PASSPHRASE).catch(() => undefined);
    await berkas.happened('decision-recorded', (detail) => detail['signing'] === 'approved');
    await killBroker();
    await signing;
    await isSignedInTheEnd(berkas);
    await berkas.isFinished();
    expect(await outsideOf(berkas)).to.deep.equal(ONCE);
    expect((await office.auditor.wholeHistory(berkas.processInstanceKey)).filter((node) => node.incident)).to.deep.equal([]);
  });

  it('the engine while the applicant sends what was missing: nobody notices, and the process hears of it when it is back', async () => {
    const berkas = await office.applies({ without: ['ijazah'] });
    await berkas.isOpenedBy(office.sri);
    const before = await berkas.task('examine-application');
    await berkas.isReturnedFor(['ijazah']);
    await berkas.happened('message-sent');
    const ijazah = await paperPhoto('ijazah', 9);
    await killBroker(() => berkas.applicant.completes({ ijazah }));
    await berkas.taskAgain('examine-application', before);
  });

  it('the database: the doors say so and ask for patience, and everything is there when it is back', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    await berkas.isFoundComplete();
    const { pid } = office.postgres;
    process.kill(pid!, 'SIGKILL');
    const [health, tracking] = await Promise.all([fetch(`${office.config.baseUrl}/healthz`), fetch(`${office.config.baseUrl}/api/applications/${berkas.number}`, { headers: { 'X-PIN': berkas.applicant.pin } })]);
    expect([health.status, tracking.status]).to.deep.equal([503, 503]);
    expect(await health.json()).to.deep.include({ status: 'impaired' });
    await until('the database is back', async () => (await fetch(`${office.config.baseUrl}/healthz`)).ok, BACK_WITHIN);
    expect(office.postgres.pid).not.to.equal(pid);

    await berkas.task('verify-draft');
    await berkas.isVerified();
    await berkas.task('approve-signing');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    expect(await outsideOf(berkas)).to.deep.equal(ONCE);
    expect(await office.store.journal.firstBrokenLink()).to.equal(undefined);
  });

  it('the browser while drafts are printed', async () => {
    const drafts = await office.severalThat(3, (berkas) => berkas.isOpenedBy(office.sri));
    const before = office.press.browserPid;
    await Promise.all(drafts.map((berkas) => berkas.isFoundComplete()));
    await Promise.any(drafts.map((berkas) => berkas.is('drafting')));
    for (const round of [1, 2]) {
      const pid = office.press.browserPid;
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      await until(`drafts after the ${round}. kill`, async () => (await office.press.ready().then(() => true, () => false)) && office.press.browserPid !== pid);
    }
    for (const berkas of drafts) await berkas.task('verify-draft');
    expect(office.press.browserPid).not.to.equal(before);
    for (const { number } of drafts) expect((await office.store.journal.of(number)).filter((row) => row.event === 'draft-rendered'), number).to.have.length(1);
  });
});

describe('Whatever is delivered twice happens once', function () {
  this.timeout(600_000);
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
    expect(await Promise.all([deliverAgain(berkas, 'record-verification'), deliverAgain(berkas, 'record-verification')])).to.deep.equal([{ verification: 'valid', draftSha256, note: '' }, { verification: 'valid', draftSha256, note: '' }]);
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    const { signedSha256 } = await berkas.record;
    expect(await deliverAgain(berkas, 'sign-card')).to.deep.equal({ signedSha256 });
    await deliverAgain(berkas, 'deliver-card');
    await deliverAgain(berkas, 'archive-case');

    expect(await outsideOf(berkas)).to.deep.include({ entries: 1, cards: 1, signatures: 1, receipts: 1 });
    const decisions = await office.store.decisions.of(berkas.number);
    expect(decisions.map(({ step }) => step)).to.deep.equal([2, 3, 5, 7]);
    expect((await office.store.archiveCopies.of(berkas.number)).map(({ layer }) => layer)).to.have.members(['server', 'hard-disk', 'flash-disk']);
  });

  it('an application that the phone sends again', async () => {
    const berkas = await office.applies();
    await office.engine.startCase({ applicationNumber: berkas.number, reason: 'perubahan-data', elements: ['pendidikan'] });
    await berkas.reachesVerification();
    expect(await office.sri.tasks({ taskDefinitionId: 'verify-draft', processInstanceKey: berkas.processInstanceKey })).to.have.length(1);
    expect((await office.store.cases.get(berkas.number)).processInstanceKey).to.equal(berkas.processInstanceKey);
  });
});

describe('The office closes at night', function () {
  this.timeout(900_000);
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });

  it('and in the morning cases, tasks and history are where they were, and go on', async () => {
    const [examined, waiting, signed] = await office.severalThat(3, (berkas) => berkas.isOpenedBy(office.sri)) as [Berkas, Berkas, Berkas];
    await waiting.isReturnedFor(['ijazah']);
    await waiting.is('waiting-for-applicant');
    await waiting.happened('message-sent');
    await signed.isFoundComplete();
    await signed.task('verify-draft');
    await signed.isVerified();
    await signed.task('approve-signing');
    const task = await examined.task('examine-application');
    const evening = { tasks: await office.sri.tasks(), journal: await waiting.journal, history: await waiting.path(), messages: await office.phones.messages(waiting.phone) };

    await office.reopens();

    expect(await office.sri.tasks()).to.deep.equal(evening.tasks);
    expect(await examined.task('examine-application')).to.deep.equal(task);
    expect(await waiting.journal).to.deep.equal(evening.journal);
    expect(await waiting.path()).to.deep.equal(evening.history);
    expect(await office.phones.messages(waiting.phone)).to.deep.equal(evening.messages);

    await waiting.applicant.completes({ ijazah: await paperPhoto('ijazah', 8) });
    await waiting.task('examine-application');
    await examined.isFoundComplete();
    await examined.task('verify-draft');
    await office.agus.signs([signed.number], DEMO_PASSPHRASE);
    await signed.isFinished();
    expect(await outsideOf(signed)).to.deep.equal(ONCE);
  });
});
