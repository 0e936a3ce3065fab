import { expect } from 'chai';
import path from 'node:path';
import { loadConfig, type Config } from '../../../src/config/config.ts';
import { paperPhoto } from '../../../src/demo/photos.ts';
import { until } from '../../../src/demo/until.ts';
import { walkThrough } from '../../../src/demo/walk.ts';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import { openLog } from '../../../src/office/log.ts';
import { describeOffice } from '../../../src/office/office-file.ts';
import { openOffice } from '../../../src/office.ts';
import { CREDENTIALS, StandIn } from '../../process/zeebe/stand-in.ts';
import { temporaryFolder } from '../../store/database.ts';
import { Berkas, type PeopledOffice } from '../berkas.ts';
import { inventedApplication } from '../families.ts';
import { officerOf, peopleOf } from '../people.ts';

const quietly = Object.assign(() => undefined, { during: <T>(_: string, work: () => Promise<T>) => work() });

/** Portal, desk and auditor as people use them; only the engine is another one, and it is reached by REST alone. */
describe('The whole office on an existing Camunda 8 (ENGINE=zeebe), at a stand-in of ours', function () {
  this.timeout(300_000);
  const standIn = new StandIn();
  let config: Config;
  let office: PeopledOffice;

  before(async () => {
    // Every request and every answer is held to the schema of the vendor's Apache-licensed client.
    process.env['CAMUNDA_SDK_VALIDATION'] = 'req:fanatical,res:strict';
    config = loadConfig({
      ...process.env,
      VAR_DIR: path.join(temporaryFolder(), 'var'),
      // Beside the office of all scenarios.
      PORT_OFFSET: String(Number(process.env['PORT_OFFSET'] ?? '50') + 5),
      ENGINE: 'zeebe',
      CAMUNDA_REST_ADDRESS: await standIn.open(),
      CAMUNDA_BASIC_AUTH_USERNAME: CREDENTIALS.username,
      CAMUNDA_BASIC_AUTH_PASSWORD: CREDENTIALS.password,
    });
    office = await opens();
  });
  after(async () => {
    await office?.close();
    standIn.close();
    delete process.env['CAMUNDA_SDK_VALIDATION'];
  });

  async function opens(): Promise<PeopledOffice> {
    const logger = openLog(path.join(config.varDir, 'logs', 'office.log'), 'info');
    return { ...(await openOffice(config, { progress: quietly, logger, healthKept: () => 0 })), ...peopleOf(config) };
  }
  const health = async () => {
    const response = await fetch(`${config.baseUrl}/healthz`);
    return { status: response.status, parts: (await response.json()) as Record<string, unknown> };
  };
  const pageOf = async (officer: PeopledOffice['sri'], address: string) => {
    const response = await fetch(config.baseUrl + address, {
      headers: { Accept: 'text/html', Cookie: await officer.cookie() },
    });
    return { status: response.status, text: await response.text() };
  };

  it('a case goes through all ten steps, and the auditor sees the way it took', async () => {
    expect(office.engineInfo.kind).to.equal('zeebe');
    // A part that has not answered within seconds counts as down, and a busy machine has just opened an office.
    await until('every part is well', async () => (await health()).status === 200);
    const file = describeOffice(config, office.engineInfo);
    const { applicationNumber, signedPdf, history } = await walkThrough(file, inventedApplication(), () => undefined);
    expect(signedPdf.subarray(0, 5).toString()).to.equal('%PDF-');
    const way = history.map(({ elementId }) => elementId);
    expect(way).to.include.members(['open-application', 'sign-card', 'card-received', 'archive-case', 'card-issued']);
    expect((await office.store.cases.get(applicationNumber)).state).to.equal('archived');
    const page = await pageOf(officerOf(config)('auditor'), `/auditor/berkas/${applicationNumber}`);
    expect(page.status).to.equal(200);
    expect(page.text).to.include(applicationNumber);
    for (const { name } of history.filter(({ who }) => who !== null)) expect(page.text).to.include(name);
    expect(await office.engine.incidents()).to.deep.equal([]);
  });

  it('an applicant who is asked for a paper brings it, and the same officer goes on', async () => {
    const berkas = await Berkas.submit(office, { without: ['ijazah'] });
    await berkas.isOpenedBy(office.joko);
    const before = await berkas.task('examine-application');
    await berkas.isReturnedFor(['ijazah'], 'Foto halaman depan ijazah.', office.joko);
    await office.phones.waitFor(berkas.phone, ({ text }) => text.includes('Foto halaman depan ijazah.'));
    await berkas.applicant.completes({ ijazah: await paperPhoto('ijazah', 4) });
    expect(await berkas.taskAgain('examine-application', before)).to.include({ assignee: 'joko.susilo' });
    expect(await berkas.path()).to.include.members(['ask-for-completion', 'completion-received']);
  });

  it('a case that is refused for good ends, and the applicant reads why', async () => {
    const note = 'KK ini terbitan kabupaten lain; ajukan di kabupaten itu.';
    const berkas = await Berkas.submit(office);
    await berkas.isOpenedBy(office.sri);
    await office.sri.does(berkas.number, 'examine-application', { examination: 'refused', note });
    await office.phones.waitFor(berkas.phone, ({ text }) => text.includes(note));
    await berkas.isFinished();
    expect(await berkas.applicant.tracks()).to.include({ state: 'refused', note });
  });

  it('an application that is withdrawn at the verification loses its SIAK entry and its task', async () => {
    const berkas = await Berkas.submit(office);
    await berkas.reachesVerification();
    await berkas.applicant.withdraws();
    await berkas.happened('siak-entry-cancelled');
    await berkas.is('withdrawn');
    await berkas.isFinished();
    expect(await office.store.workList.open({ applicationNumber: berkas.number })).to.deep.equal([]);
  });

  it('a completion that the cluster is asked for past the office is denied', async () => {
    const berkas = await Berkas.submit(office);
    const { taskId } = await berkas.task('open-application');
    expect(await office.engine.tasks.complete(taskId)).to.equal('not-judged');
    expect(await berkas.task('open-application')).to.include({ taskId });
  });

  it('a cluster that is away is told to the officer in words, and the decision is theirs to repeat', async () => {
    const berkas = await Berkas.submit(office);
    const { taskId } = await berkas.task('open-application');
    await office.sri.looksAt(berkas.number);
    standIn.failingWith = 503;
    try {
      const refused = await office.sri.answers(berkas.number, taskId).then(
        () => undefined,
        (error: unknown) => error as { status: number; code: string },
      );
      expect(refused).to.include({ status: 503, code: 'NOT_RECORDED' });
      expect((await health()).status).to.equal(503);
    } finally {
      standIn.failingWith = undefined;
    }
    await berkas.isOpenedBy(office.sri);
    await berkas.task('examine-application');
  });

  it('an office that opens again deploys nothing anew and goes on with the cases of the cluster', async () => {
    const berkas = await Berkas.submit(office);
    await berkas.reachesVerification();
    const { version } = office.model.deployment;
    await office.close();
    // The case holds this object; what is behind it is new.
    Object.assign(office, await opens());
    expect(office.model.deployment).to.include({ version, changed: false });
    await berkas.isVerified();
    await berkas.task('approve-signing');
    await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
    await berkas.isFinished();
    expect(await berkas.record).to.include({ state: 'archived' });
  });
});
