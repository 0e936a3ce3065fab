import { expect } from 'chai';
import { paperPhoto } from '../../src/demo/photos.ts';
import { until } from '../../src/demo/until.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { Authority } from './authority.ts';
import type { Berkas } from './berkas.ts';
import { theOffice, type TestOffice } from './the-office.ts';

describe('The owner of a case, and people with several roles', () => {
  let office: TestOffice;
  let authority: Authority;

  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    authority = new Authority(office);
  });
  after(() => console.log(`      ${authority.summary}`));

  it("the entry officer hands a case over: its task is at once the colleague's, the former owner is refused", async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    const page = `/meja/berkas/${berkas.number}`;
    await berkas.task('examine-application');
    const handedOver = await authority.deskOf('sri.wahyuni').post(`${page}/serah`, { petugas: 'joko.susilo' }, page);
    expect(handedOver.status).to.equal(303);
    expect((await authority.deskOf('sri.wahyuni').get(page)).status).to.equal(403);
    expect(await berkas.task('examine-application')).to.include({ assignee: 'joko.susilo' });
    await authority.isRefused(berkas, 3, 'desk', 'sri.wahyuni', 'ASSIGNED_TO_ANOTHER');
    await authority.isRefused(berkas, 3, 'tasklist', 'sri.wahyuni', 'ASSIGNED_TO_ANOTHER');
    await authority.isAccepted(berkas, 3, 'desk', 'joko.susilo');
    expect(await berkas.task('request-print')).to.include({ assignee: 'joko.susilo' });
    expect((await berkas.happened('case-handed-over')).detail).to.deep.equal({ to: 'joko.susilo' });
  });

  it('of two officers who answer the same task in the same moment one decides', async () => {
    const berkas = await office.applies();
    const { taskId } = await berkas.task('open-application');
    const answers = await Promise.allSettled(
      ['sri.wahyuni', 'joko.susilo'].map((username) => authority.officer(username).answers(berkas.number, taskId)),
    );
    expect(answers.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
    const decisions = await office.store.decisions.of(berkas.number);
    expect(decisions.map(({ step }) => step)).to.deep.equal([2]);
    expect((await berkas.record).entryOfficer).to.equal(decisions[0]?.decidedBy);
  });

  it('a person of no lane decides nothing anywhere', async function () {
    this.timeout(600_000);
    await authority.walk(
      'tasklist',
      { examiner: 'sri.wahyuni', verifier: 'bambang.hartono' },
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
        await berkas.isOpenedBy(authority.officer('admin'));
        await berkas.isFoundComplete(authority.officer('admin'));
        await berkas.isRequested(authority.officer('admin'));
        await authority.isRefused(berkas, 5, 'desk', 'admin', 'FOUR_EYES');
        await authority.isAccepted(berkas, 5, 'desk', 'bambang.hartono');
        await authority.isRefused(berkas, 7, 'tasklist', 'admin', 'FOUR_EYES');
        await isSignedByNobodyElse(berkas);
      };
      const verified = async () => {
        const berkas = await office.applies();
        await berkas.reachesVerification();
        await authority.isAccepted(berkas, 5, 'tasklist', 'admin');
        await authority.isRefused(berkas, 7, 'desk', 'admin', 'FOUR_EYES');
        await isSignedByNobodyElse(berkas);
      };
      await Promise.all([examined(), verified()]);
    } finally {
      await authority.withRoles('admin', []);
    }
  });

  it('a case that returns while its owner is absent goes to the group; the colleague who examines it owns it', async function () {
    this.timeout(600_000);
    const admin = authority.officer('admin');
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
      await authority.isAccepted(berkas, 3, 'desk', 'joko.susilo');
      expect((await berkas.record).entryOfficer).to.equal('joko.susilo');
      await berkas.isRequested(authority.officer('joko.susilo'));
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

  /**
   * On the signing page the draft is there for the person of several roles, but not for signing; a forged choice is
   * refused and journalled.
   */
  async function isSignedByNobodyElse(berkas: Berkas): Promise<void> {
    await berkas.task('approve-signing');
    const draft = (await berkas.record).draftSha256!;
    authority.tried += 1;
    const list = '/meja/tanda-tangan';
    const posted = await authority
      .deskOf('admin')
      .post(list, { diperiksa: 'ya', passphrase: DEMO_PASSPHRASE, dokumen: `${berkas.number}:${draft}` }, list);
    if (posted.status === 303)
      await until('the refusal in the journal', async () =>
        (await berkas.journal).some(
          ({ event, detail }) => event.endsWith('-refused') && detail['because'] === 'FOUR_EYES',
        ),
      );
    else expect(posted.status).to.equal(403);
    expect((await berkas.record).signedSha256).to.equal(null);
    const [signed] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(signed).to.include({ status: 'signed' });
  }
});
