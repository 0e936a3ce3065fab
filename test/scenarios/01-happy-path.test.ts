import { expect } from 'chai';
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { until } from '../../src/demo/until.ts';
import { VARIABLES } from '../../src/domain/process.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('A changed education: ten steps from a photo to the archive', () => {
  let office: TestOffice;
  let berkas: Berkas;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });

  it('1. the resident applies at the portal and can track the case by number and PIN', async () => {
    berkas = await office.applies();
    const tracking = await berkas.applicant.tracks();
    expect(tracking).to.include({ applicationNumber: berkas.number, cardReady: false, mayWithdraw: true });
    expect(tracking.steps.filter((step) => step.status === 'done').map((step) => step.step)).to.deep.equal([1]);
  });

  it('2. an officer opens the case and owns it', async () => {
    expect(await berkas.task('open-application')).to.include({ lane: 'petugas-entri', assignee: null });
    await berkas.isOpenedBy(office.sri);
    expect(await berkas.task('examine-application')).to.include({ assignee: 'sri.wahyuni' });
  });

  it('3. examines it; the change is entered in SIAK', async () => {
    await berkas.isFoundComplete();
    const entered = await berkas.happened('siak-entered');
    expect(entered.detail).to.include({ way: 'api' });
  });

  it('4. the draft is printed once and named by its hash; who examined it asks Kasi/Kabid for the print', async () => {
    expect(await berkas.task('request-print')).to.include({ assignee: 'sri.wahyuni' });
    await berkas.isRequested();
    await berkas.task('verify-draft');
    const { draftSha256 } = await berkas.record;
    expect(draftSha256).to.match(/^[0-9a-f]{64}$/);
    const draft = await office.store.drafts.latest(berkas.number);
    expect(
      draft?.family.members.find((member) => member.nik === berkas.application.members[1]!.nik)?.education,
    ).to.equal('DIPLOMA IV/STRATA I');
  });

  it('5 and 6. Kasi verifies that very draft', async () => {
    await berkas.isVerified();
    const recorded = await berkas.happened('decision-recorded', (detail) => detail['verification'] === 'valid');
    expect(recorded).to.include({ actor: 'bambang.hartono', step: 5 });
    expect(recorded.detail).to.include({ draftSha256: (await berkas.record).draftSha256 });
  });

  it('7. the head signs it with their passphrase on our page', async () => {
    await berkas.task('approve-signing');
    const outcome = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(outcome.map(({ applicationNumber, status }) => ({ applicationNumber, status }))).to.deep.equal([
      { applicationNumber: berkas.number, status: 'signed' },
    ]);
  });

  it('8. the card comes by WhatsApp with the three notices of the SOP', async () => {
    const message = await office.phones.waitFor(berkas.phone, (m) => m.hasMedia);
    expect(message.text)
      .to.match(/HVS A4 80/)
      .and.match(/kapanewon/)
      .and.match(new RegExp(berkas.number));
    for (const personal of [
      berkas.application.applicant.nik,
      berkas.application.kkNumber!,
      berkas.application.applicant.name,
    ])
      expect(message.text).not.to.include(personal);
  });

  it('9. its delivery is the receipt; the resident downloads the same bytes with their PIN', async () => {
    await berkas.happened('card-received');
    const pdf = await berkas.applicant.downloads();
    expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
    const verification = await office.cases.verifyCard(pdf, '127.0.0.1');
    expect(verification).to.include({ valid: true, issuedHere: true });
  });

  it('10. and it lies in three layers of the archive', async () => {
    await berkas.is('archived');
    const copies = await office.store.archiveCopies.of(berkas.number);
    expect(copies.map(({ layer, state }) => `${layer} ${state}`)).to.have.members([
      'server stored',
      'hard-disk stored',
      'flash-disk stored',
    ]);
    for (const copy of copies) {
      expect(existsSync(copy.path!), copy.layer).to.equal(true);
      // What may leave the office is one encrypted file; the other layers hold the bag as it is.
      const isPlain = existsSync(path.join(copy.path!, 'data', 'kk-signed.pdf'));
      expect(isPlain, copy.layer).to.equal(copy.layer !== 'flash-disk');
    }
  });

  it('the auditor reads the whole way, without an incident, and no variable but the allowed ones', async () => {
    const { activities, incidents, variables, versionTag } = await office.auditor.waitForEnd(berkas.number);
    expect(incidents).to.deep.equal([]);
    expect(versionTag).to.be.a('string');
    const steps = [
      'application-submitted',
      'open-application',
      'examine-application',
      'enter-siak',
      'draft-card',
      'render-card',
      'verify-draft',
      'draft-valid',
      'approve-signing',
      'sign-card',
      'deliver-card',
      'card-received',
      'archive-case',
      'card-issued',
    ];
    expect(activities.map(({ elementId }) => elementId)).to.include.members(steps);
    const who = (element: string) => activities.find(({ elementId }) => elementId === element)?.who;
    expect(['open-application', 'verify-draft', 'approve-signing'].map(who)).to.deep.equal([
      'sri.wahyuni',
      'bambang.hartono',
      'agus.prasetyo',
    ]);
    expect(Object.keys(VARIABLES)).to.include.members(Object.keys(variables));
  });

  it('the journal of the case is an unbroken chain', async () => {
    expect(await office.store.journal.firstBrokenLink()).to.equal(undefined);
  });

  it("a flash disk that is absent becomes a remainder on the print officer's page, and is filled when it is back", async () => {
    const flashDisk = office.config.archive[2]!.path;
    renameSync(flashDisk, `${flashDisk}.away`);
    const another = await office.applies({ application: { reason: 'rusak' } });
    await another.reachesTheHead();
    await office.agus.signs([another.number], DEMO_PASSPHRASE);
    await another.is('archived');
    const stateOf = async () =>
      (await office.store.archiveCopies.of(another.number)).find((copy) => copy.layer === 'flash-disk')?.state;
    expect(await stateOf()).to.equal('absent');
    const page = await fetch(`${office.config.baseUrl}/meja`, {
      headers: { Cookie: await office.ratna.cookie() },
    });
    expect(await page.text()).to.match(/\d+ salinan menunggu media <b>flash-disk<\/b>/);
    renameSync(`${flashDisk}.away`, flashDisk);
    await until('the flash disk is filled', async () => (await stateOf()) === 'stored');
  });
});
