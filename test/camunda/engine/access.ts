import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { ensureLogins } from '../../../src/store/logins.ts';
import { TWO_STEPS, type TestEngine } from '../with-engine.ts';

/** One of each family of paths that the host serves, or that a web server of its kind is known to serve. */
const PATHS = [
  '/',
  '/error',
  '/engine-rest',
  '/engine-rest/',
  '/engine-rest/engine',
  '/engine-rest/engine/default/task',
  '/engine-rest/task',
  '/engine-rest/version',
  '/engine-rest/metrics',
  '/engine-rest/identity/verify',
  '/engine-rest/schema/log',
  '/engine-rest/office/ready',
  '/engine-rest/office/clock',
  '/engine-rest/application.wadl',
  '/operaton',
  '/operaton/',
  '/operaton/app/tasklist/default/',
  '/operaton/app/cockpit/default/',
  '/operaton/app/admin/default/setup/',
  '/operaton/app/welcome/default/',
  '/operaton/api/engine/engine/default/task',
  '/operaton/api/admin/auth/user/default',
  '/operaton/api/admin/setup/default/user/create',
  '/operaton/api/cockpit/plugin/base/static/app/plugin.js',
  '/operaton/lib/deps.js',
  '/operaton/assets/tasklist.svg',
  '/actuator',
  '/actuator/health',
  '/actuator/prometheus',
  '/swagger-ui/index.html',
  '/h2-console',
  '/api/engine/engine/default/task',
  '/app/tasklist/default/',
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'];

export const access = (host: TestEngine) =>
  describe('access to the engine', () => {
    const web = (user: string, groups: string, secret = host.engine.secret) => ({
      'x-office-user': user,
      'x-office-groups': groups,
      'x-office-secret': secret,
    });
    const refused = async (headers: Record<string, string>): Promise<string[]> => {
      const open: string[] = [];
      for (const where of PATHS)
        for (const method of METHODS) {
          const { status } = await host.bare(method, where, headers);
          if (status !== 401) open.push(`${status} ${method} ${where}`);
        }
      return open;
    };

    it('is refused on every path and with every method without the secret', async () => {
      expect(await refused({})).to.deep.equal([]);
    });

    it('is refused everywhere with a wrong secret, an empty one, or one that is cut', async () => {
      const cut = host.engine.secret.slice(0, -1);
      expect(await refused({ authorization: 'Bearer ', ...web('admin.kantor', 'admin', '') })).to.deep.equal([]);
      expect(await refused({ authorization: `Bearer ${cut}`, ...web('admin.kantor', 'admin', cut) })).to.deep.equal([]);
      expect(await refused({ authorization: `Basic ${btoa('admin:admin')}` })).to.deep.equal([]);
    });

    it('is refused at the web apps with the secret alone, and at the interface of the office with a person', async () => {
      const { secret } = host.engine;
      expect(
        (await host.bare('GET', '/operaton/app/tasklist/default/', { authorization: `Bearer ${secret}` })).status,
      ).to.equal(401);
      expect((await host.bare('GET', '/engine-rest/task', web('sri.wahyuni', 'petugas-entri'))).status).to.equal(401);
    });

    it('is refused to a person without a lane, and to the auditor', async () => {
      for (const groups of ['', 'auditor', 'operaton-admin', 'nobody'])
        expect(
          (await host.bare('GET', '/operaton/app/tasklist/default/', web('auditor', groups))).status,
          groups,
        ).to.equal(401);
    });

    it('is refused for a path that two readers could read differently', async () => {
      const { port } = new URL(host.engine.url);
      for (const where of [
        '/engine-rest/..%2foperaton/app/tasklist/default/',
        '/operaton/%61pp/tasklist/default/',
        '/operaton/app/tasklist/default/;x=/lib/',
        '//operaton/app/tasklist/default/',
        '/operaton/lib/../api/engine/engine/default/task',
        '/operaton/lib/%2e%2e/api/engine/engine/default/task',
      ]) {
        const status = await rawStatus(Number(port), where, web('sri.wahyuni', 'petugas-entri'));
        expect(status, where).to.be.oneOf([400, 401]);
      }
    });

    it('keeps the secret and the password off the command line and the files', async () => {
      const { pid, secret } = host.engine;
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (os.platform() === 'linux') expect(line).to.contain('kk.host.Main');
      const password = new URL((await ensureLogins(host.database.url)).engine).password;
      expect(password).to.not.equal('');
      for (const hidden of [secret, password]) expect(line).to.not.contain(hidden);
      const log = await readFile(path.join(host.varDir, 'logs', 'engine.log'), 'utf8');
      const claim = await readFile(path.join(host.varDir, 'run', 'engine.owner'), 'utf8');
      for (const hidden of [secret, password]) expect(log + claim).to.not.contain(hidden);
    });

    describe('of a person at the web apps', () => {
      let mine: string;
      let others: string;
      before(async () => {
        await host.deploy('two-steps.bpmn', TWO_STEPS);
        const start = async (number: string, element: string) => {
          const startInstructions = [{ type: 'startBeforeActivity', activityId: element }];
          const variables = { applicationNumber: { value: number }, examination: { value: 'complete' } };
          await host.rest('POST', 'process-definition/key/two-steps/start', {
            businessKey: number,
            startInstructions,
            variables,
          });
          const { body } = await host.rest('GET', `task?processInstanceBusinessKey=${number}`);
          return (body as { id: string }[])[0]!.id;
        };
        mine = await start('KK-261126-MMMMMM', 'examine-application');
        others = await start('KK-261126-KKKKKK', 'verify-draft');
      });
      const entri = () => web('sri.wahyuni', 'petugas-entri');
      const api = '/operaton/api/engine/engine/default';

      it('a lane reads its own tasks and no other, with the case number in the list', async () => {
        const { body } = await host.bare('GET', `${api}/task`, entri());
        const seen = (body as { id: string }[]).map(({ id }) => id);
        expect(seen).to.include(mine).and.not.include(others);
        expect((await host.bare('GET', `${api}/task/${mine}`, entri())).status).to.equal(200);
        expect((await host.bare('GET', `${api}/task/${others}`, entri())).status).to.equal(404);
        const filters = (await host.bare('GET', `${api}/filter?resourceType=Task`, entri())).body as {
          id: string;
          name: string;
        }[];
        expect(filters.map(({ name }) => name).sort()).to.deep.equal(['Tugas Petugas layanan & entri', 'Tugas saya']);
        const ours = filters.find(({ name }) => name !== 'Tugas saya')!;
        const list = await host.bare('GET', `${api}/filter/${ours.id}/list`, {
          ...entri(),
          accept: 'application/hal+json',
        });
        expect(JSON.stringify(list.body)).to.contain('"value":"KK-261126-MMMMMM"');
      });

      it('nobody writes: neither a lane nor the admin', async () => {
        const acts: [string, string, string?][] = [
          ['POST', `/task/${mine}/claim`, '{"userId":"sri.wahyuni"}'],
          ['POST', `/task/${mine}/complete`, '{}'],
          ['POST', `/task/${mine}/submit-form`, '{}'],
          ['POST', `/task/${mine}/delegate`, '{"userId":"joko.susilo"}'],
          ['POST', `/task/${mine}/assignee`, '{"userId":"joko.susilo"}'],
          ['POST', `/task/${mine}/identity-links`, '{"groupId":"kasi","type":"candidate"}'],
          ['PUT', `/task/${mine}/variables/reason`, '{"value":"x"}'],
          ['POST', `/task/${mine}/bpmnError`, '{"errorCode":"X"}'],
          ['PUT', `/task/${mine}`, '{"name":"x"}'],
          ['DELETE', `/task/${mine}`],
          ['POST', '/task/create', '{"name":"x"}'],
          ['POST', '/process-definition/key/two-steps/start', '{}'],
          ['POST', '/message', '{"messageName":"application-withdrawn"}'],
          ['POST', '/external-task/fetchAndLock', '{"workerId":"x","maxTasks":1,"topics":[]}'],
          ['POST', '/deployment/create'],
          ['POST', '/modification/execute', '{}'],
          ['DELETE', '/process-instance/any'],
          ['POST', '/filter/create', '{"resourceType":"Task","name":"x"}'],
          ['POST', '/authorization/create', '{}'],
          ['POST', '/user/create', '{}'],
        ];
        for (const [method, where, body] of acts)
          for (const person of [entri(), web('admin.kantor', 'admin'), web('auditor', 'auditor')]) {
            const headers = { ...person, 'content-type': 'application/json' };
            const { status } = await host.bare(method, api + where, headers, body);
            expect(status, `${person['x-office-user']} ${method} ${where}`).to.be.oneOf([401, 403]);
          }
      });

      it('a lane has the Tasklist and the admin Cockpit, and nobody the other apps', async () => {
        const status = async (app: string, person: Record<string, string>) =>
          (await host.bare('GET', `/operaton/app/${app}/default/`, person)).status;
        expect(await status('tasklist', entri())).to.equal(200);
        expect(await status('cockpit', entri())).to.equal(403);
        expect(await status('cockpit', web('admin.kantor', 'admin'))).to.equal(200);
        expect(await status('tasklist', web('admin.kantor', 'admin'))).to.equal(403);
        for (const app of ['admin', 'welcome'])
          for (const person of [entri(), web('admin.kantor', 'admin')]) expect(await status(app, person)).to.equal(403);
      });

      it('the admin reads any instance, and a lane reads none', async () => {
        const instances = (person: Record<string, string>) => host.bare('GET', `${api}/process-instance`, person);
        const { body } = await instances(web('admin.kantor', 'admin'));
        const numbers = (body as { businessKey: string }[]).map(({ businessKey }) => businessKey);
        expect(numbers).to.include.members(['KK-261126-MMMMMM', 'KK-261126-KKKKKK']);
        expect((await instances(entri())).status).to.equal(403);
      });

      it('a session goes with the person of the request, not with its cookie', async () => {
        const first = await fetch(`${host.engine.url}/operaton/app/tasklist/default/`, { headers: entri() });
        const cookie = first.headers
          .getSetCookie()
          .map((one) => one.split(';')[0])
          .join('; ');
        const whoIs = async (person: Record<string, string>) =>
          (await host.bare('GET', '/operaton/api/admin/auth/user/default', { ...person, cookie })).body;
        expect(await whoIs(entri())).to.have.property('userId', 'sri.wahyuni');
        expect(await whoIs(web('bambang.hartono', 'kasi'))).to.have.property('userId', 'bambang.hartono');
        const { body } = await host.bare('GET', `${api}/task`, { ...web('bambang.hartono', 'kasi'), cookie });
        const seen = (body as { id: string }[]).map(({ id }) => id);
        expect(seen).to.include(others).and.not.include(mine);
      });
    });
  });

/** By a bare socket: fetch would tidy the path up. */
function rawStatus(port: number, where: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const lines = Object.entries({ host: '127.0.0.1', connection: 'close', ...headers }).map(([k, v]) => `${k}: ${v}`);
    const socket = createConnection(port, '127.0.0.1', () =>
      socket.write(`GET ${where} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (data) => (text += String(data)));
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1])));
  });
}
