import { expect } from 'chai';
import { CamundaSession } from '../../src/demo/camunda-session.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import { TasklistUser } from '../../src/demo/tasklist-user.ts';
import { until } from '../../src/demo/until.ts';
import { roleOfStep, type Person } from '../../src/domain/authority.ts';
import type { FailureCode } from '../../src/domain/failures.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { HUMAN_STEPS, type HumanStep } from '../../src/domain/sop.ts';
import { DEMO_PASSPHRASE, DEMO_PASSWORD, DEMO_PEOPLE } from '../../src/office/demo-people.ts';
import { attempt, type Way } from './attempts.ts';
import type { Berkas } from './berkas.ts';
import { DeskVisitor } from './desk-visitor.ts';
import { inventedApplication } from './families.ts';
import { theOffice, type TestOffice } from './the-office.ts';

/** In no list of the office, and yet somebody who can reach the engine may write this name. */
const STRANGER = 'orang.asing';

describe('Everybody tries everything', () => {
  let office: TestOffice;
  let tried = 0;
  let refusedByTasklist = 0;
  const acceptedWrongly: string[] = [];
  const notJournalled: string[] = [];

  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });
  after(() => console.log(`      ${tried} attempts, ${refusedByTasklist} refused by Tasklist itself, ${acceptedWrongly.length} accepted wrongly, ${notJournalled.length} without a journal entry`));

  const sessionOf = (username: string) => new CamundaSession(office.config.engine.tasklistUrl, username, DEMO_PASSWORD);
  const byTasklist = (username: string) => new TasklistUser(sessionOf(username));
  const deskOf = (username: string) => new DeskVisitor(sessionOf(username), office.config.baseUrl);
  const person = async (username: string) => (await office.store.people.find(username))!;
  const withRoles = async (username: string, roles: Person['roles']) => office.store.people.put({ ...(await person(username)), roles });

  /** A wrong attempt: refused with this reason, in the journal under this name. */
  async function isRefused(berkas: Berkas, step: HumanStep, way: Way, username: string, because: FailureCode): Promise<void> {
    tried += 1;
    const what = `${username}, step ${step}, ${way}`;
    const outcome = await attempt(berkas, step, way, way === 'rest' ? username : byTasklist(username));
    if (outcome === 'refused-by-tasklist') return void (refusedByTasklist += 1);
    const { refusedBecause, decidedBy } = outcome.judged;
    if (refusedBecause === null) acceptedWrongly.push(what);
    expect([decidedBy, refusedBecause], what).to.deep.equal([username, because]);
    const journalled = (await berkas.journal).some((row) => row.event === 'decision-refused' && row.actor === username && row.step === step && row.detail['because'] === because);
    if (!journalled) notJournalled.push(what);
    await berkas.isReturnedBecause(because);
  }
  async function isAccepted(berkas: Berkas, step: HumanStep, way: Way, username: string): Promise<void> {
    tried += 1;
    const outcome = await attempt(berkas, step, way, way === 'rest' ? username : byTasklist(username));
    expect(outcome, `${username}, step ${step}, ${way}`).to.not.equal('refused-by-tasklist');
    if (outcome !== 'refused-by-tasklist') expect(outcome.judged.refusedBecause, `${username}, step ${step}, ${way}`).to.equal(null);
  }

  /** Nobody reaches this phone: the card comes to the print officer's task. */
  async function applies(): Promise<Berkas> {
    const { applicant } = inventedApplication();
    return office.applies({ application: { applicant: { ...applicant, whatsapp: `0812${String(3000 + ++phones)}0000` } } });
  }
  let phones = 0;

  /** Another story may have given her the head's letter by now; her colleague is in her place here. */
  const isStandIn = (step: HumanStep, username: string) => step === 7 && username === 'endah.lestari';
  const HOLDERS = { first: { keeper: 'sri.wahyuni', verifier: 'bambang.hartono' }, second: { keeper: 'joko.susilo', verifier: 'endah.lestari' } };

  /** Leads one case through the five human steps; before each right decision, these people try it. */
  async function walk(way: Way, { keeper, verifier }: { keeper: string; verifier: string }, tries: (step: HumanStep, username: string) => boolean): Promise<void> {
    const berkas = await applies();
    const right: Record<HumanStep, string> = { 2: keeper, 3: keeper, 5: verifier, 7: 'agus.prasetyo', 8: 'ratna.dewi' };
    for (const step of HUMAN_STEPS) {
      for (const { username, roles } of DEMO_PEOPLE) {
        const inLane = roles.includes(roleOfStep(step));
        if (username === right[step] || (inLane && step !== 3) || isStandIn(step, username) || !tries(step, username)) continue;
        await isRefused(berkas, step, way, username, inLane ? 'NOT_KEEPER' : 'WRONG_ROLE');
      }
      if (way === 'rest' && tries(step, STRANGER)) await isRefused(berkas, step, way, STRANGER, 'UNKNOWN_OFFICER');
      await isAccepted(berkas, step, way, right[step]);
      if (step === 7) {
        // His decision stands, but without a passphrase there is no signature; he gives it on the signing page.
        await berkas.isReturnedBecause('NO_SIGNING_GRANT');
        const [signed] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
        expect(signed).to.include({ status: 'signed' });
      }
    }
    await berkas.isFinished();
    const record = await berkas.record;
    expect([record.entryOfficer, record.state]).to.deep.equal([keeper, 'archived']);
    expect(record.siakReference).to.not.equal('PALSU-1');
    const standing = (await office.store.decisions.of(berkas.number)).filter(({ refusedBecause }) => refusedBecause === null);
    expect(standing.map(({ step, decidedBy }) => [step, decidedBy])).to.deep.equal([[2, keeper], [3, keeper], [5, verifier], [7, 'agus.prasetyo'], [7, 'agus.prasetyo'], [8, 'ratna.dewi']]);
    const variables = await office.auditor.variables(berkas.processInstanceKey);
    const own = { applicationNumber: berkas.number, reason: 'perubahan-data', entryOfficer: keeper, draftSha256: record.draftSha256, signedSha256: record.signedSha256, siakReference: record.siakReference, reminders: 0, ktpAffected: record.ktpAffected, siakEntryNeeded: true };
    for (const [name, value] of Object.entries(own)) expect(JSON.parse(variables[name] ?? 'null'), name).to.equal(value);
  }

  it('through Tasklist and through the engine\'s own door: only the right person is heard, the others get the task back with the reason', async function () {
    this.timeout(900_000);
    // Each wrong person on one of two cases: half the waiting.
    const half = (which: number) => (step: HumanStep, username: string) => (username.length + step) % 2 === which;
    await Promise.all((['tasklist', 'rest'] as const).flatMap((way) => [walk(way, HOLDERS.first, half(0)), walk(way, HOLDERS.second, half(1))]));
    expect([acceptedWrongly, notJournalled]).to.deep.equal([[], []]);
  });

  it('at our own desk: who has no business with a case is shown no form, and what he posts anyway is refused', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    const page = `/meja/berkas/${berkas.number}`;
    const draft = (await berkas.record).draftSha256!;
    const events = async (username: string) => (await berkas.journal).filter((row) => row.actor === username).map((row) => row.event);
    // The keeper holds a true token of his hand-over form; it opens nothing else to him.
    const posts: readonly [string, Record<string, string>][] = [
      ['/meja/tanda-tangan', { diperiksa: 'ya', passphrase: DEMO_PASSPHRASE, dokumen: `${berkas.number}:${draft}` }],
      [`/meja/tanda-tangan/${berkas.number}/tolak`, { alasan: 'Bukan wewenang saya.' }],
    ];
    for (const username of DEMO_PEOPLE.map((one) => one.username).filter((one) => !isStandIn(7, one))) {
      const desk = deskOf(username);
      const signs = username === 'agus.prasetyo';
      expect((await desk.get('/meja/tanda-tangan')).status, `${username} looks at the signing page`).to.equal(signs ? 200 : 403);
      for (const [target, fields] of signs ? [] : posts) {
        tried += 1;
        const { status } = await desk.post(target, fields, page);
        if (status !== 403) acceptedWrongly.push(`${username} posts to ${target}: ${status}`);
      }
      if (username === 'sri.wahyuni') continue;
      for (const [target, fields] of [['serah', { petugas: 'joko.susilo' }], ['nomor', { nomor: '081298765432' }]] as const) {
        tried += 1;
        const { status } = await desk.post(`${page}/${target}`, fields, page);
        if (status !== 403) acceptedWrongly.push(`${username} posts to ${target}: ${status}`);
      }
      if (['bambang.hartono', 'endah.lestari', 'agus.prasetyo'].includes(username)) continue;
      if (!(await events(username)).includes('view-refused')) notJournalled.push(`${username} looks at the case`);
    }
    expect((await events('sri.wahyuni')).filter((event) => event === 'act-refused')).to.have.length(2);
    expect([acceptedWrongly, notJournalled]).to.deep.equal([[], []]);
    const { entryOfficer, signedSha256, whatsapp, application } = await berkas.record;
    expect([entryOfficer, signedSha256, whatsapp?.slice(-4)]).to.deep.equal(['sri.wahyuni', null, application.applicant.whatsapp.slice(-4)]);
    await berkas.task('approve-signing');
  });

  it('the keeper hands a case over: the task moves to the colleague, who examines it; the former keeper is refused', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    const page = `/meja/berkas/${berkas.number}`;
    const task = await berkas.task('examine-application');
    expect((await deskOf('sri.wahyuni').post(`${page}/serah`, { petugas: 'joko.susilo' }, page)).status).to.equal(303);
    expect((await deskOf('sri.wahyuni').get(page)).status).to.equal(403);
    await until('Tasklist shows the new keeper', async () => (await berkas.task('examine-application')).assignee === 'joko.susilo');
    await isRefused(berkas, 3, 'tasklist', 'sri.wahyuni', 'NOT_KEEPER');
    expect((await berkas.taskAgain('examine-application', task)).assignee).to.equal('joko.susilo');
    await isAccepted(berkas, 3, 'tasklist', 'joko.susilo');
    await berkas.task('verify-draft');
    expect((await berkas.happened('case-handed-over')).detail).to.deep.equal({ to: 'joko.susilo' });
  });

  it('a former keeper who is quicker than Tasklist decides nothing in the colleague\'s name', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    const page = `/meja/berkas/${berkas.number}`;
    const task = await berkas.task('examine-application');
    const handedOver = deskOf('sri.wahyuni').post(`${page}/serah`, { petugas: 'joko.susilo' }, page);
    await until('the engine calls it the colleague\'s', async () => JSON.parse((await office.auditor.variables(berkas.processInstanceKey))['entryOfficer'] ?? 'null') === 'joko.susilo');
    // Straight to the completion, without a new claim; Tasklist may still take the task for hers.
    tried += 1;
    await office.sri.session.call('PATCH', `/v1/tasks/${task.id}/complete`, { variables: [{ name: 'examination', value: '"complete"' }] }).catch(() => undefined);
    await handedOver;
    await until('the task is the colleague\'s', async () => (await berkas.task('examine-application')).assignee === 'joko.susilo');
    expect((await office.store.decisions.of(berkas.number)).filter(({ step, refusedBecause }) => step === 3 && refusedBecause === null)).to.deep.equal([]);
    await isAccepted(berkas, 3, 'tasklist', 'joko.susilo');
  });

  it('a person of several roles examines, verifies or signs a case, never two of them', async function () {
    this.timeout(600_000);
    await withRoles('admin', ['petugas-entri', 'kasi', 'kepala-dinas']);
    try {
      const examined = async () => {
        const berkas = await office.applies();
        await berkas.isOpenedBy(byTasklist('admin'));
        await berkas.isFoundComplete(byTasklist('admin'));
        await isRefused(berkas, 5, 'tasklist', 'admin', 'FOUR_EYES');
        await isAccepted(berkas, 5, 'tasklist', 'bambang.hartono');
        await isRefused(berkas, 7, 'rest', 'admin', 'FOUR_EYES');
        await isSignedByNobodyElse(berkas);
      };
      const verified = async () => {
        const berkas = await office.applies();
        await berkas.reachesVerification();
        await isAccepted(berkas, 5, 'rest', 'admin');
        await isRefused(berkas, 7, 'tasklist', 'admin', 'FOUR_EYES');
        await isSignedByNobodyElse(berkas);
      };
      await Promise.all([examined(), verified()]);
    } finally {
      await withRoles('admin', []);
    }
  });

  it('a case that returns while its keeper is absent goes to the group; the colleague who examines it keeps it', async function () {
    this.timeout(600_000);
    const admin = byTasklist('admin');
    const today = plainDateOf(new Date());
    const page = '/meja/kehadiran';
    await withRoles('admin', ['petugas-entri']);
    try {
      const berkas = await office.applies();
      await berkas.isOpenedBy(admin);
      await berkas.isReturnedFor(['ijazah'], '', admin);
      await berkas.is('waiting-for-applicant');
      expect((await deskOf('admin').post(`${page}/absen`, { petugas: 'admin', mulai: today, sampai: today }, page)).status).to.equal(303);
      const ijazah = await paperPhoto('ijazah', 3);
      await berkas.applicant.completes({ ijazah });
      expect((await berkas.happened('task-freed')).detail).to.include({ heldBy: 'admin' });
      await until('the task is the group\'s', async () => (await berkas.task('examine-application')).assignee === null);
      await isAccepted(berkas, 3, 'tasklist', 'joko.susilo');
      expect((await berkas.record).entryOfficer).to.equal('joko.susilo');
      await berkas.task('verify-draft');
      await berkas.isDoubted('Nama di ijazah berbeda.');
      await berkas.is('waiting-for-applicant');
      await berkas.applicant.completes({ ijazah });
      expect((await berkas.task('examine-application')).assignee).to.equal('joko.susilo');
    } finally {
      const absence = (await office.store.people.absences()).find((one) => one.person === 'admin');
      if (absence !== undefined) await office.store.people.endAbsence(absence.id);
      await withRoles('admin', []);
    }
  });

  /** On the signing page the draft is there for the person of several roles, but not for signing; a forged choice is refused and journalled. */
  async function isSignedByNobodyElse(berkas: Berkas): Promise<void> {
    await berkas.task('approve-signing');
    const draft = (await berkas.record).draftSha256!;
    tried += 1;
    const list = '/meja/tanda-tangan';
    const posted = await deskOf('admin').post(list, { diperiksa: 'ya', passphrase: DEMO_PASSPHRASE, dokumen: `${berkas.number}:${draft}` }, list);
    if (posted.status === 303) await berkas.happened('act-refused', (detail) => detail['because'] === 'FOUR_EYES');
    else expect(posted.status).to.equal(403);
    expect((await berkas.record).signedSha256).to.equal(null);
    const [signed] = await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    expect(signed).to.include({ status: 'signed' });
  }
});
