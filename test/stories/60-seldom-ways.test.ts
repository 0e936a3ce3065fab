import { expect } from 'chai';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import type { TasklistUser } from '../../src/demo/tasklist-user.ts';
import { until } from '../../src/demo/until.ts';
import { SUMIYATI } from '../../src/simulators/siak/families.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Ways that are seldom gone', function () {
  this.timeout(400_000);
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });
  afterEach(() => Promise.all([office.outside.works('siak'), office.outside.works('bsre'), office.outside.works('whatsapp')]));

  const reasonAt = async (berkas: Berkas): Promise<unknown> => JSON.parse((await office.auditor.variables(berkas.processInstanceKey))['returnReason'] ?? 'null');

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
    const berkas = await office.applies({ application: { reason: 'hilang', kkNumber: '3402081003059992', members: [{ name, nik, shdk }] } });
    await berkas.isOpenedBy(office.sri);
    const before = await berkas.task('examine-application');
    await berkas.isFoundComplete();
    await berkas.taskAgain('examine-application', before);
    expect(await reasonAt(berkas)).to.equal('FAMILY_UNKNOWN');
    expect((await berkas.happened('task-returned')).detail).to.include({ code: 'FAMILY_UNKNOWN' });
  });

  it('an entry that was typed by hand is undone by SIAK\'s reference like one that a program made', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    await office.outside.fails('siak', 'manual');
    await berkas.isFoundComplete();
    const task = await berkas.task('enter-siak-manually');
    const siakReference = await office.outside.typesIntoSiak(berkas);
    await office.sri.complete(task.id, { siakReference });
    await berkas.task('verify-draft');
    await berkas.isDoubted('Ijazah tidak terbaca.');
    expect((await berkas.happened('siak-entry-cancelled')).detail).to.include({ siakReference });
  });

  it('a withdrawal that arrives while the head\'s signature is being made is refused by the process itself', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    await office.outside.fails('whatsapp', 'no-callback');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.happened('message-sent', (detail) => detail['purpose'] === 'card');
    // The portal refuses it by now; this is the word that was on its way a moment earlier.
    await office.engine.publish({ name: 'application-withdrawn', applicationNumber: berkas.number, messageId: `late:${berkas.number}`, ttlMs: 60_000 });
    await until('the refusal in Operate', async () => (await berkas.path()).includes('withdrawal-refused'));
    await berkas.applicant.downloads();
    await berkas.isFinished();
    expect(await berkas.path()).to.include('card-issued').and.not.include('application-closed-withdrawn');
  });

  it('whoever takes a step that is not his brings every step of the SOP back to where it was', async () => {
    const berkas = await office.applies();
    const comesBack = async (taskDefinitionId: string, wrong: TasklistUser, answer: Record<string, unknown> = {}): Promise<void> => {
      const task = await berkas.task(taskDefinitionId);
      await wrong.claim(task.id);
      await wrong.complete(task.id, answer);
      await berkas.taskAgain(taskDefinitionId, task);
    };
    await comesBack('open-application', office.bambang);
    await berkas.isOpenedBy(office.sri);
    await comesBack('examine-application', office.ratna, { examination: 'complete' });
    await berkas.isFoundComplete();
    await comesBack('verify-draft', office.sri, { verification: 'valid' });
    await berkas.isVerified();
    await comesBack('approve-signing', office.endah, { signing: 'approved' });
    await office.outside.fails('whatsapp', '21211');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await comesBack('hand-over-card', office.joko, { handOver: 'handed-over' });
    expect((await berkas.journal).filter((row) => row.event === 'decision-refused').map((row) => row.step)).to.deep.equal([2, 3, 5, 7, 8]);
    await office.ratna.does(berkas.processInstanceKey, 'hand-over-card', { handOver: 'handed-over' });
    await berkas.isFinished();
  });

  describe('A number that WhatsApp refuses', () => {
    it('at the doubt of Kasi/Kabid: a person reaches the applicant', async () => {
      const berkas = await office.applies();
      await berkas.reachesVerification();
      await office.outside.fails('whatsapp', '21610');
      await berkas.isDoubted('Ijazah tidak terbaca.');
      await office.sri.does(berkas.processInstanceKey, 'reach-applicant');
      await berkas.is('waiting-for-applicant');
      expect(await berkas.path()).to.include('tell-invalid-undeliverable');
    });

    it('at the withdrawal: the case closes all the same', async () => {
      const berkas = await office.applies();
      await berkas.task('open-application');
      await office.outside.fails('whatsapp', '21211');
      await berkas.applicant.withdraws();
      await berkas.is('withdrawn');
      await berkas.isFinished();
      expect(await berkas.path()).to.include('tell-withdrawn-undeliverable');
    });

    it('at the reminder a person reaches the applicant; at the last word, after thirty days, the case closes all the same', async () => {
      const berkas = await office.applies();
      await berkas.isOpenedBy(office.sri);
      await berkas.isReturnedFor(['ijazah']);
      await berkas.happened('message-sent');
      await office.outside.fails('whatsapp', '21211', 1000);
      await office.clock.passes({ days: 7, minutes: 1 });
      await office.sri.does(berkas.processInstanceKey, 'reach-applicant');
      await until('the second wait', async () => (await berkas.path()).filter((element) => element === 'wait-for-completion').length === 2);
      await office.clock.passes({ days: 7, minutes: 1 });
      await office.sri.does(berkas.processInstanceKey, 'reach-applicant');
      await until('the third wait', async () => (await berkas.path()).filter((element) => element === 'wait-for-completion').length === 3);
      await office.clock.passes({ days: 16, minutes: 1 });
      await berkas.is('closed');
      await berkas.isFinished();
      expect(await berkas.path()).to.include.members(['remind-applicant-undeliverable', 'tell-closed-undeliverable', 'application-expired']);
    });
  });

  it('every human step that runs longer than the SOP gives it is noted, and none is interrupted', async () => {
    const [examine, reach, manual, verify, sign, handOver] = (await office.severalThat(6, (berkas) => berkas.isOpenedBy(office.sri))) as [Berkas, Berkas, Berkas, Berkas, Berkas, Berkas];
    await office.outside.fails('whatsapp', '21211');
    await reach.isReturnedFor(['ijazah']);
    await reach.task('reach-applicant');
    await office.outside.fails('siak', 'manual');
    await manual.isFoundComplete();
    await manual.task('enter-siak-manually');
    for (const berkas of [verify, sign, handOver]) await berkas.isFoundComplete();
    for (const berkas of [verify, sign, handOver]) await berkas.task('verify-draft');
    for (const berkas of [sign, handOver]) await berkas.isVerified();
    for (const berkas of [sign, handOver]) await berkas.task('approve-signing');
    await office.outside.fails('whatsapp', '21211');
    await office.agus.signs([handOver.number], DEMO_PASSPHRASE);
    await handOver.task('hand-over-card');

    await office.clock.passes({ minutes: 6 });
    for (const [berkas, step, taskDefinitionId] of [[examine, 3, 'examine-application'], [reach, 3, 'reach-applicant'], [manual, 3, 'enter-siak-manually'], [verify, 5, 'verify-draft'], [sign, 7, 'approve-signing'], [handOver, 8, 'hand-over-card']] as const) {
      await until(`the delay at ${taskDefinitionId}`, async () => (await berkas.journal).some((row) => row.event === 'step-late' && row.step === step));
      await until(`${taskDefinitionId}-late in Operate`, async () => (await berkas.path()).includes(`${taskDefinitionId}-late`));
      await berkas.task(taskDefinitionId);
    }
  });
});

/** A bit of the encrypted file, as a bad sector would. Where it lies is known to the key alone, so the same bytes are stored beside and their name compared. */
async function flipsABit({ config }: TestOffice, sha256: string): Promise<void> {
  const folder = path.join(config.varDir, 'documents');
  const key = Buffer.from(config.secrets.documentKey, 'base64');
  const beside = mkdtempSync(path.join(tmpdir(), 'kk-beside-'));
  try {
    await createDocuments({ folder: beside, key }).put(await createDocuments({ folder, key }).get(sha256));
    const [name] = readdirSync(beside, { recursive: true, encoding: 'utf8' }).filter((entry) => path.basename(entry).length === 64);
    const file = path.join(folder, name!);
    const bytes = readFileSync(file);
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(file, bytes);
  } finally {
    rmSync(beside, { recursive: true });
  }
}
