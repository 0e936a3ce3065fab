import { expect } from 'chai';
import { paperPhoto } from '../../src/demo/photos.ts';
import { until } from '../../src/demo/until.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { Authority } from './authority.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('Who keeps a case, and who wears several hats', () => {
  let office: TestOffice;
  let authority: Authority;

  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    authority = new Authority(office);
  });
  after(() => console.log(`      ${authority.told}`));

  it('the keeper hands a case over: the task moves to the colleague, who examines it; the former keeper is refused', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    const page = `/meja/berkas/${berkas.number}`;
    const task = await berkas.task('examine-application');
    expect(
      (await authority.deskOf('sri.wahyuni').post(`${page}/serah`, { petugas: 'joko.susilo' }, page)).status,
    ).to.equal(303);
    expect((await authority.deskOf('sri.wahyuni').get(page)).status).to.equal(403);
    await until(
      'Tasklist shows the new keeper',
      async () => (await berkas.task('examine-application')).assignee === 'joko.susilo',
    );
    await authority.isRefused(berkas, 3, 'tasklist', 'sri.wahyuni', 'NOT_KEEPER');
    expect((await berkas.taskAgain('examine-application', task)).assignee).to.equal('joko.susilo');
    await authority.isAccepted(berkas, 3, 'tasklist', 'joko.susilo');
    await berkas.task('verify-draft');
    expect((await berkas.happened('case-handed-over')).detail).to.deep.equal({ to: 'joko.susilo' });
  });

  it('a task that its keeper gives back in Tasklist comes to him again: nobody else may decide it', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    const task = await berkas.task('examine-application');
    expect(await office.engine.give(task.id, 'joko.susilo'), 'what somebody holds is given to nobody').to.equal(false);
    await office.sri.session.call('PATCH', `/v1/tasks/${task.id}/unassign`);
    await until('the task is with its group', async () => (await berkas.task('examine-application')).assignee === null);
    await until(
      "the task is the keeper's again",
      async () => (await berkas.task('examine-application')).assignee === 'sri.wahyuni',
    );
  });

  it("a former keeper who is quicker than Tasklist decides nothing in the colleague's name", async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    const page = `/meja/berkas/${berkas.number}`;
    const task = await berkas.task('examine-application');
    const handedOver = authority.deskOf('sri.wahyuni').post(`${page}/serah`, { petugas: 'joko.susilo' }, page);
    await until(
      "the engine calls it the colleague's",
      async () =>
        JSON.parse((await office.auditor.variables(berkas.processInstanceKey))['entryOfficer'] ?? 'null') ===
        'joko.susilo',
    );
    // Straight to the completion, without a new claim; Tasklist may still take the task for hers.
    authority.tried += 1;
    await office.sri.session
      .call('PATCH', `/v1/tasks/${task.id}/complete`, { variables: [{ name: 'examination', value: '"complete"' }] })
      .catch(() => undefined);
    await handedOver;
    await until(
      "the task is the colleague's",
      async () => (await berkas.task('examine-application')).assignee === 'joko.susilo',
    );
    expect(
      (await office.store.decisions.of(berkas.number)).filter(
        ({ step, refusedBecause }) => step === 3 && refusedBecause === null,
      ),
    ).to.deep.equal([]);
    await authority.isAccepted(berkas, 3, 'tasklist', 'joko.susilo');
  });

  it('a person of no lane is heard nowhere', async function () {
    this.timeout(600_000);
    await authority.walk(
      'tasklist',
      { keeper: 'sri.wahyuni', verifier: 'bambang.hartono' },
      (_step, username) => username === 'admin',
    );
    expect((await authority.deskOf('admin').get('/meja/tanda-tangan')).status).to.equal(403);
    expect([authority.acceptedWrongly, authority.notJournalled]).to.deep.equal([[], []]);
  });

  it('a person of several roles examines, verifies or signs a case, never two of them', async function () {
    this.timeout(600_000);
    await authority.withRoles('admin', ['petugas-entri', 'kasi', 'kepala-dinas']);
    try {
      const examined = async () => {
        const berkas = await office.applies();
        await berkas.isOpenedBy(authority.byTasklist('admin'));
        await berkas.isFoundComplete(authority.byTasklist('admin'));
        await authority.isRefused(berkas, 5, 'tasklist', 'admin', 'FOUR_EYES');
        await authority.isAccepted(berkas, 5, 'tasklist', 'bambang.hartono');
        await authority.isRefused(berkas, 7, 'rest', 'admin', 'FOUR_EYES');
        await isSignedByNobodyElse(berkas);
      };
      const verified = async () => {
        const berkas = await office.applies();
        await berkas.reachesVerification();
        await authority.isAccepted(berkas, 5, 'rest', 'admin');
        await authority.isRefused(berkas, 7, 'tasklist', 'admin', 'FOUR_EYES');
        await isSignedByNobodyElse(berkas);
      };
      await Promise.all([examined(), verified()]);
    } finally {
      await authority.withRoles('admin', []);
    }
  });

  it('a case that returns while its keeper is absent goes to the group; the colleague who examines it keeps it', async function () {
    this.timeout(600_000);
    const admin = authority.byTasklist('admin');
    const today = plainDateOf(new Date());
    const page = '/meja/kehadiran';
    await authority.withRoles('admin', ['petugas-entri']);
    try {
      const berkas = await office.applies();
      await berkas.isOpenedBy(admin);
      await berkas.isReturnedFor(['ijazah'], '', admin);
      await berkas.is('waiting-for-applicant');
      expect(
        (await authority.deskOf('admin').post(`${page}/absen`, { petugas: 'admin', mulai: today, sampai: today }, page))
          .status,
      ).to.equal(303);
      const ijazah = await paperPhoto('ijazah', 3);
      await berkas.applicant.completes({ ijazah });
      expect((await berkas.happened('task-freed')).detail).to.include({ heldBy: 'admin' });
      await until("the task is the group's", async () => (await berkas.task('examine-application')).assignee === null);
      await authority.isAccepted(berkas, 3, 'tasklist', 'joko.susilo');
      expect((await berkas.record).entryOfficer).to.equal('joko.susilo');
      await berkas.task('verify-draft');
      await berkas.isDoubted('Nama di ijazah berbeda.');
      await berkas.is('waiting-for-applicant');
      await berkas.applicant.completes({ ijazah });
      expect((await berkas.task('examine-application')).assignee).to.equal('joko.susilo');
    } finally {
      const absence = (await office.store.people.absences()).find((one) => one.person === 'admin');
      if (absence !== undefined) await office.store.people.endAbsence(absence.id);
      await authority.withRoles('admin', []);
    }
  });

  /** On the signing page the draft is there for the person of several roles, but not for signing; a forged choice is refused and journalled. */
  async function isSignedByNobodyElse(berkas: Berkas): Promise<void> {
    await berkas.task('approve-signing');
    const draft = (await berkas.record).draftSha256!;
    authority.tried += 1;
    const list = '/meja/tanda-tangan';
    const posted = await authority
      .deskOf('admin')
      .post(list, { diperiksa: 'ya', passphrase: DEMO_PASSPHRASE, dokumen: `${berkas.number}:${draft}` }, list);
    if (posted.status === 303) await berkas.happened('act-refused', (detail) => detail['because'] === 'FOUR_EYES');
    else expect(posted.status).to.equal(403);
    expect((await berkas.record).signedSha256).to.equal(null);
    const [signed] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(signed).to.include({ status: 'signed' });
  }
});
