import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../src/office/demo-people.ts';
import { ENGINE_API } from './attempts.ts';
import { theOffice, type TestOffice } from './the-office.ts';

/** One of each family of requests that could read or change a case past the office. */
const REQUESTS: readonly [method: string, path: string][] = [
  ['GET', '/engine-rest/task'],
  ['GET', '/engine-rest/history/variable-instance'],
  ['GET', '/engine-rest/metrics'],
  ['GET', '/engine-rest/office/ready'],
  ['POST', '/engine-rest/message'],
  ['POST', '/engine-rest/external-task/fetchAndLock'],
  ['POST', '/engine-rest/deployment/create'],
  ['POST', '/engine-rest/process-definition/key/penerbitan-kk/start'],
  ['PUT', '/engine-rest/office/clock?plus=P1D'],
  ['DELETE', '/engine-rest/process-instance/any'],
  ['GET', '/operaton/app/tasklist/default/'],
  ['GET', '/operaton/app/cockpit/default/'],
  ['POST', '/operaton/api/engine/engine/default/task/any/complete'],
  ['GET', '/actuator/health'],
  ['GET', '/'],
];

describe('The engine of the open office', () => {
  let office: TestOffice;
  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
  });
  const host = () => {
    const { engineHost } = office;
    if (engineHost === undefined) throw new Error('this office has no engine of its own');
    return engineHost;
  };
  const origin = () => new URL(host().url).origin;
  const statusesWith = async (headers: Record<string, string>): Promise<string[]> => {
    const open: string[] = [];
    for (const [method, where] of REQUESTS) {
      const answer = await fetch(origin() + where, { method, headers, redirect: 'manual' });
      await answer.body?.cancel();
      if (answer.status !== 401) open.push(`${answer.status} ${method} ${where}`);
    }
    return open;
  };

  it('answers nobody without its secret: no password, no session of an officer, no name in a header', async () => {
    expect(await statusesWith({}), 'nothing').to.deep.equal([]);
    for (const { username, role } of DEMO_PEOPLE) {
      const basic = `Basic ${Buffer.from(`${username}:${DEMO_PASSWORD}`).toString('base64')}`;
      expect(await statusesWith({ authorization: basic }), `password of ${username}`).to.deep.equal([]);
      const cookie = await office.officer(username).cookie();
      expect(await statusesWith({ cookie }), `session of ${username}`).to.deep.equal([]);
      const named = { 'x-office-user': username, 'x-office-groups': role, 'x-office-secret': DEMO_PASSWORD };
      expect(await statusesWith({ ...named, cookie }), `name of ${username}`).to.deep.equal([]);
    }
  });

  it('keeps its secret from another user of the machine: no file, no process list, no open environment', function () {
    if (process.platform !== 'linux') this.skip();
    const { secret, pid } = host();
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).to.not.contain(secret);
    expect(statSync(`/proc/${pid}/environ`).mode & 0o077).to.equal(0);
    const told = readdirSync(office.config.varDir, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(office.config.varDir, name))
      .filter((file) => /\.(json|log|txt|properties|yaml|out)$/.test(file) && statSync(file).size < 5_000_000)
      .filter((file) => readFileSync(file, 'utf8').includes(secret));
    expect(told).to.deep.equal([]);
  });

  it('is of no use to another user of the machine', async function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) this.skip();
    const { pid } = host();
    const program = `
      const { readFileSync } = require('node:fs');
      const tries = ${JSON.stringify([`/proc/${pid}/environ`, path.join(office.config.varDir, 'secrets.json'), path.join(office.config.varDir, 'office.json')])};
      const read = tries.filter((file) => { try { readFileSync(file); return true; } catch { return false; } });
      Promise.all(${JSON.stringify(REQUESTS)}.map(([method, where]) =>
        fetch(${JSON.stringify(origin())} + where, { method, redirect: 'manual' }).then((answer) => answer.status)))
        .then((statuses) => console.log(JSON.stringify({ read, statuses: [...new Set(statuses)] })));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
      uid: 65534,
      gid: 65534,
      cwd: '/',
    });
    expect(JSON.parse(stdout)).to.deep.equal({ read: [], statuses: [401] });
  });

  it('shows its Tasklist to the lanes and its Cockpit to the admin, through our door only', async () => {
    const pages: Record<string, readonly string[]> = {
      '/operaton/app/tasklist/default/': [
        'sri.wahyuni',
        'joko.susilo',
        'ratna.dewi',
        'bambang.hartono',
        'endah.lestari',
        'agus.prasetyo',
      ],
      '/operaton/app/cockpit/default/': ['admin'],
      '/operaton/app/admin/default/': [],
    };
    for (const [page, allowed] of Object.entries(pages))
      for (const { username } of DEMO_PEOPLE) {
        const answer = await office.officer(username).request('GET', page);
        await answer.body?.cancel();
        expect(answer.status, `${username} ${page}`).to.equal(allowed.includes(username) ? 200 : 403);
      }
  });

  it('takes nothing from the browser of a lane or the admin but what the office lets through', async () => {
    const berkas = await office.applies();
    const { taskId } = await berkas.task('open-application');
    const before = await office.store.workList.of(berkas.number);
    for (const officer of [office.sri, office.officer('admin'), office.officer('auditor')])
      for (const [where, body] of [
        [`task/${taskId}/delegate`, { userId: 'joko.susilo' }],
        [`task/${taskId}/identity-links`, { groupId: 'kasi', type: 'candidate' }],
        [`task/${taskId}/variables`, { modifications: { reason: { value: 'baru' } } }],
        [`task/${taskId}/bpmnError`, { errorCode: 'SIAK_REFUSED' }],
        [`task/${taskId}/claim`, { userId: 'joko.susilo' }],
        ['message', { messageName: 'application-withdrawn', businessKey: berkas.number }],
        ['process-instance/delete', { processInstanceIds: ['any'] }],
        ['deployment/create', {}],
      ] as const) {
        const answer = await officer.request('POST', `${ENGINE_API}/${where}`, body);
        await answer.body?.cancel();
        expect(answer.status, `${officer.username} ${where}`).to.equal(403);
      }
    expect(await office.store.workList.of(berkas.number)).to.deep.equal(before);
    const tried = (await berkas.journal).filter(({ event }) => event === 'act-refused');
    expect(tried.map(({ actor }) => actor).toSorted()).to.deep.equal(
      ['admin', 'auditor', 'sri.wahyuni'].flatMap((actor) => Array.from({ length: 5 }, () => actor)),
    );
    await berkas.isOpenedBy(office.sri);
  });
});
