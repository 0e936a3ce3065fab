import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { DEMO_PASSWORD } from '../../src/office/demo-people.ts';
import { loadConfig } from '../../src/config.ts';
import { deploy } from '../../src/engine/deployment.ts';
import { createTasklistSession } from '../../src/engine/tasklist-session.ts';

describe('deployment on the real engine', function () {
  this.timeout(120_000);
  const { engine, baseUrl } = loadConfig();
  const admin = { username: 'admin', password: DEMO_PASSWORD };
  const options = { ...engine, baseUrl, logger: pino({ level: 'silent' }) };
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kk-deploy-'));
    await cp(new URL('fixtures', import.meta.url), folder, { recursive: true });
  });
  after(() => rm(folder, { recursive: true }));

  /** Cookie header of a new session. */
  async function logIn(username: string, password: string): Promise<string> {
    const answer = await fetch(`${engine.tasklistUrl}/api/login`, {
      method: 'POST',
      body: new URLSearchParams({ username, password }),
    });
    expect(answer.ok, `login of ${username}`).to.equal(true);
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ');
  }

  it('returns when Tasklist has every form, with the address of the office in it', async () => {
    const { forms } = await deploy({ ...options, folder });
    const found = await (await fetch(`${engine.recordsUrl}/tasklist-form-*/_search?q=id:${forms[0]!.key}`)).text();
    expect(found).to.contain(`${baseUrl}/berkas`).and.not.to.contain('meja.invalid');
  });

  it('nothing changed: no new versions; one file changed: a new version of everything that is deployed with it', async () => {
    const first = await deploy({ ...options, folder });
    expect(await deploy({ ...options, folder })).to.deep.equal(first);
    const file = path.join(folder, 'forms', 'engine-try.form');
    await writeFile(file, (await readFile(file, 'utf8')).replace('Berkas', `Berkas ${Date.now()}`));
    const { processes, forms } = await deploy({ ...options, folder });
    expect(processes[0]!.version).to.equal(first.processes[0]!.version + 1);
    expect(forms[0]!.version).to.equal(first.forms[0]!.version + 1);
  });

  it('an officer who is logged in at Tasklist is known to us by the cookie', async () => {
    const session = createTasklistSession({ tasklistUrl: engine.tasklistUrl });
    expect(await session.whoIs(await logIn(admin.username, admin.password))).to.equal('admin');
    expect(await session.whoIs('OPERATE-SESSION=0123456789ABCDEF0123456789ABCDEF')).to.equal(undefined);
  });

  it('the accounts that everybody knows are locked', async () => {
    for (const username of ['demo', 'view', 'act']) {
      const answer = await fetch(`${engine.tasklistUrl}/api/login`, {
        method: 'POST',
        body: new URLSearchParams({ username, password: username }),
      });
      expect(answer.status, username).to.equal(401);
    }
  });
});
