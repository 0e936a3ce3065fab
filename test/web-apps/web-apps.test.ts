import { expect } from 'chai';
import { FAILURES } from '../../src/domain/failures.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { API, SECRET, call, startFront, type Front } from './front.ts';

const TASKLIST = '/operaton/app/tasklist/default/';

describe('The web apps', () => {
  const given = withOffice();
  let front: Front;
  before(async () => {
    front = await startFront(given.office);
  });
  after(() => front.stop());
  beforeEach(() => {
    front.engine.received.length = 0;
    front.engine.headers = {};
    front.engine.silent = false;
    front.engine.answer = { status: 200, body: '{"from":"engine"}' };
  });

  describe('forward', () => {
    it('a request in the name of the officer, with the secret of the engine', async () => {
      const answer = await (await front.as('sri')).get(`${TASKLIST}?a=b%20c`);
      expect([answer.status, answer.text]).to.deep.equal([200, '{"from":"engine"}']);
      const [{ method, url, headers }] = front.engine.received as [(typeof front.engine.received)[0]];
      expect([method, url]).to.deep.equal(['GET', `${TASKLIST}?a=b%20c`]);
      expect(headers).to.include({
        'x-office-user': 'sri.wahyuni',
        'x-office-groups': 'petugas-entri',
        'x-office-secret': SECRET,
      });
    });

    it('the lanes of an officer, those of a stand-in too, and the admin as such', async () => {
      const groupsOf = async (who: 'dewi' | 'endah' | 'adi', path: string) => {
        front.engine.received.length = 0;
        await (await front.as(who)).get(path);
        return front.engine.received[0]?.headers['x-office-groups'];
      };
      expect(await groupsOf('dewi', TASKLIST)).to.equal('petugas-entri,kasi,kepala-dinas');
      expect(await groupsOf('adi', '/operaton/app/cockpit/default/')).to.equal('admin');
      const day = { validFrom: given.office.today, validTo: given.office.today };
      const { agus, endah } = PEOPLE;
      await given.office.store.people.delegate({
        from: agus.username,
        to: endah.username,
        role: 'kepala-dinas',
        kind: 'Plh',
        ...day,
      });
      expect(await groupsOf('endah', TASKLIST)).to.equal('kasi,kepala-dinas');
      const [letter] = await given.office.store.people.delegations();
      await given.office.store.people.withdrawDelegation(letter!.id);
      expect(await groupsOf('endah', TASKLIST)).to.equal('kasi');
    });

    it('nothing of who a browser says it is, none of our cookies, no header but those the web apps need', async () => {
      const sri = await front.as('sri');
      sri.cookies.set('JSESSIONID', 'mesin').set('XSRF-TOKEN', 'token').set('lain', 'x');
      await sri.get(TASKLIST, {
        'x-office-user': 'agus.hartanto',
        'x-office-groups': 'kepala-dinas,admin',
        'x-office-secret': 'tebakan',
        'X-OFFICE-USER': 'agus.hartanto',
        authorization: 'Bearer tebakan',
        'x-forwarded-for': '10.1.1.1',
        'x-forwarded-host': 'jahat.example',
        forwarded: 'host=jahat.example',
        'x-xsrf-token': 'token',
        'accept-language': 'id',
      });
      const { headers } = front.engine.received[0]!;
      expect(headers).to.include({
        'x-office-user': 'sri.wahyuni',
        'x-office-groups': 'petugas-entri',
        'x-xsrf-token': 'token',
      });
      expect(headers['x-office-secret']).to.equal(SECRET);
      expect(headers.cookie).to.equal('JSESSIONID=mesin; XSRF-TOKEN=token');
      for (const name of ['authorization', 'x-forwarded-for', 'x-forwarded-host', 'forwarded', 'origin', 'referer'])
        expect(headers, name).to.not.have.property(name);
      for (const name of ['JSESSIONID', 'XSRF-TOKEN', 'lain']) sri.cookies.delete(name);
    });

    it('the query that the Tasklist posts, as it came', async () => {
      const body = { sorting: [{ sortBy: 'created', sortOrder: 'desc' }], note: 'ü' };
      const answer = await call(await front.as('sri'), front.url, 'POST', `${API}/filter/1/list?firstResult=0`, body);
      expect(answer.status).to.equal(200);
      expect(JSON.parse(front.engine.received[0]!.body)).to.deep.equal(body);
    });

    it('of a failed job that it runs once more, and no new due date: it would end a term, or keep it open', async () => {
      for (const body of [{ retries: 1, dueDate: null }, { retries: 0, dueDate: '2999-01-01T00:00:00.000+0700' }, {}]) {
        const answer = await call(await front.as('adi'), front.url, 'PUT', `${API}/job/7/retries`, body);
        expect(answer.status).to.equal(200);
      }
      expect(front.engine.received.map(({ body }) => body)).to.deep.equal(Array(3).fill('{"retries":1}'));
    });

    it('no query that asks the engine to evaluate an expression, wherever it stands', async () => {
      const expression = '${runtimeService}';
      const queries = [
        { assigneeExpression: expression },
        { orQueries: [{ assigneeExpression: expression }] },
        { orQueries: [{ orQueries: [{ CANDIDATEGROUPEXPRESSION: expression }] }] },
        JSON.parse(`${'{"orQueries":['.repeat(30)}{}${']}'.repeat(30)}`) as object,
      ];
      for (const [who, path] of [
        ['sri', 'task'],
        ['sri', 'task/count'],
        ['sri', 'filter/1/list'],
        ['adi', 'task'],
      ] as const)
        for (const query of queries) {
          const answer = await call(await front.as(who), front.url, 'POST', `${API}/${path}`, query);
          expect(answer.status, `${who} ${path} ${JSON.stringify(query).slice(0, 60)}`).to.equal(403);
        }
      const inside = encodeURIComponent(JSON.stringify([{ assigneeExpression: expression }]));
      for (const [who, address] of [
        ['sri', 'task?assigneeExpression=x'],
        ['sri', `task?orQueries=${inside}`],
        ['adi', `task/count?%6frQueries=${inside}`],
        ['sri', `task?${'a=1&'.repeat(1_100)}orQueries=${inside}`],
      ] as const)
        expect((await (await front.as(who)).get(`${API}/${address}`)).status, address.slice(-90)).to.equal(403);
      expect(front.engine.received).to.deep.equal([]);
      await (await front.as('sri')).get('/operaton/app/tasklist/expression.js');
      expect(front.engine.received.splice(0), 'what only bears the word').to.have.length(1);
      const doubled = `{"orQueries":[{"assigneeExpression":"x"}],"orQueries":[]}`;
      const sent = { method: 'POST', body: doubled, headers: { origin: front.url, 'content-type': 'text/plain' } };
      await (await front.as('sri')).send(`${API}/task`, sent);
      expect(
        front.engine.received.map(({ body }) => body),
        'the one reading of it',
      ).to.deep.equal(['{"orQueries":[]}']);
    });

    it('the answer without foreign addresses, and its two cookies below the web apps only', async () => {
      front.engine.headers = {
        'set-cookie': [
          'JSESSIONID=abc; Path=/; HttpOnly; SameSite=Lax',
          'XSRF-TOKEN=def; Path=/operaton; SameSite=Lax',
          'kk_sesi=jahat; Path=/',
          'lain=x',
        ],
        location: 'http://127.0.0.1:9999/operaton/app/tasklist/default/?x=1',
        server: 'Apache Tomcat',
        'content-security-policy': "img-src 'self' data:",
      };
      const { headers } = await (await front.as('sri')).get(TASKLIST);
      expect(headers.getSetCookie()).to.deep.equal([
        'JSESSIONID=abc; HttpOnly; Path=/operaton; SameSite=Lax',
        'XSRF-TOKEN=def; Path=/operaton; SameSite=Lax',
      ]);
      expect(headers.get('location')).to.equal('/operaton/app/tasklist/default/?x=1');
      expect(headers.get('server')).to.equal(null);
      expect(headers.get('content-security-policy')).to.equal("img-src 'self' data:");
    });

    it('its cookies over HTTPS only, where the office has it', async () => {
      const secure = await startFront(given.office, { baseUrl: 'https://kk.example.id' });
      try {
        secure.engine.headers = { 'set-cookie': 'JSESSIONID=abc; Path=/; HttpOnly' };
        const { headers } = await (await secure.as('sri')).get(TASKLIST);
        expect(headers.getSetCookie()).to.deep.equal([
          'JSESSIONID=abc; HttpOnly; Path=/operaton; SameSite=Lax; Secure',
        ]);
      } finally {
        await secure.stop();
      }
    });

    it('no English refusal of the engine, which names ids: the office says it, with the same status', async () => {
      for (const [status, path] of [
        [403, `${API}/task/x`],
        [404, `${API}/task/x`],
        [404, `${API}/filter/1/list`],
      ] as const) {
        front.engine.answer = { status, body: '{"type":"RestException","message":"No matching task with id x"}' };
        const answer = await (await front.as('sri')).get(path);
        expect([answer.status, JSON.parse(answer.text)]).to.deep.equal([
          status,
          {
            type: 'RestException',
            code: 'ENGINE_REFUSED',
            message:
              'Yang Anda buka sudah tidak ada, atau bukan bagian Anda. Muat ulang daftar, lalu pilih lagi dari sana.',
          },
        ]);
      }
    });

    it('nothing while the engine is away, and says so', async () => {
      front.engine.silent = true;
      const answer = await (await front.as('sri')).get(`${API}/filter`);
      expect(answer.status).to.equal(503);
      expect(JSON.parse(answer.text)).to.deep.equal({
        type: 'RestException',
        code: 'ENGINE_UNREACHABLE',
        message: 'Mesin proses sedang tidak menjawab. Tunggu sebentar, lalu coba lagi.',
      });
    });
  });

  describe('let in', () => {
    it('nobody without a log-in: a page leads there and back, what a page asks for gets 401', async () => {
      const stranger = front.stranger();
      const page = await stranger.get(TASKLIST, { accept: 'text/html' });
      expect([page.status, page.headers.get('location')]).to.deep.equal([
        303,
        `/masuk?kembali=${encodeURIComponent(TASKLIST)}`,
      ]);
      for (const path of [`${API}/filter`, '/operaton/lib/deps.js', '/operaton/api/admin/auth/user/default'])
        expect((await stranger.get(path)).status, path).to.equal(401);
      expect((await call(stranger, front.url, 'POST', `${API}/task/x/complete`, {})).status).to.equal(401);
      expect(front.engine.received).to.deep.equal([]);
    });

    it('everybody to the web app that they may open, and who may open none to their own place', async () => {
      const begin = async (browser: ReturnType<Front['stranger']>) =>
        (await browser.get('/operaton/')).headers.get('location');
      expect(await begin(await front.as('sri'))).to.equal(TASKLIST);
      expect(await begin(await front.as('adi'))).to.equal('/operaton/app/cockpit/default/');
      expect(await begin(await front.as('audi'))).to.equal('/masuk');
      expect(await begin(front.stranger())).to.equal(`/masuk?kembali=${encodeURIComponent('/operaton/')}`);
    });

    it('nobody to an app that is not theirs: a browser reads a page that leads home, a program JSON', async () => {
      for (const [who, path] of [
        ['sri', '/operaton/app/cockpit/default/'],
        ['adi', TASKLIST],
        ['audi', TASKLIST],
      ] as const) {
        const browser = await front.as(who);
        const page = await browser.get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
        expect([page.status, page.headers.get('content-type')], who).to.deep.equal([403, 'text/html; charset=utf-8']);
        expect(page.text, who).to.contain('tidak dibuka di sini').and.contain('href="/masuk"');
        expect(page.headers.get('content-security-policy')).to.contain("default-src 'none'");
        const style = /href="([^"]+office\.css)"/.exec(page.text)![1]!;
        expect((await browser.get(style)).status).to.equal(200);
        const program = await browser.get(path, { accept: 'application/json, text/plain, */*' });
        expect([program.status, (JSON.parse(program.text) as { code: string }).code], who).to.deep.equal([
          403,
          'NOT_OPEN_HERE',
        ]);
      }
      expect(front.engine.received).to.deep.equal([]);
    });

    it('nobody whose account was locked a moment ago', async () => {
      const { username } = PEOPLE.rini;
      const rini = await front.as('rini');
      expect((await rini.get(TASKLIST)).status).to.equal(200);
      await given.office.store.accounts.lock(username, PEOPLE.adi.username);
      expect((await rini.get(`${API}/filter`)).status).to.equal(401);
      await given.office.store.accounts.unlock(username);
    });

    it('no post of another page', async () => {
      const sri = await front.as('sri');
      const foreign = await sri.send(`${API}/filter/1/list`, {
        method: 'POST',
        body: '{}',
        headers: { origin: 'http://jahat.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      });
      expect(foreign.status).to.equal(403);
      expect(front.engine.received).to.deep.equal([]);
    });

    it('no path that two readers could read differently', async () => {
      const { port } = new URL(front.url);
      const { cookies } = await front.as('sri');
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const { request } = await import('node:http');
      const statusOf = (path: string) =>
        new Promise<number>((resolve, reject) =>
          request({ host: 'localhost', port, path, headers: { cookie } }, (answer) => {
            answer.resume();
            resolve(answer.statusCode ?? 0);
          })
            .on('error', reject)
            .end(),
        );
      for (const path of [
        '/operaton/lib/../api/engine/engine/default/user',
        '/operaton/lib/%2e%2e/api/engine/engine/default/user',
        '/operaton/lib//deps.js',
        '/operaton/app/tasklist/default/;x=1',
        '/operaton/%61pp/cockpit/default/',
      ])
        expect(await statusOf(path), path).to.equal(400);
      for (const path of ['/OPERATON/app/tasklist/default/', '/operatonx/app', '//operaton/app/tasklist/default/'])
        expect(await statusOf(path), path).to.equal(404);
      expect(front.engine.received).to.deep.equal([]);
    });
  });

  describe('do in the engine’s place', () => {
    const act = async (who: 'sri' | 'tono' | 'endah' | 'rini', path: string, body?: unknown) =>
      call(await front.as(who), front.url, 'POST', `${API}${path}`, body);
    const messageOf = (text: string) => (JSON.parse(text) as { message: string }).message;

    it('a decision from a form, JSON lists and all, and answer nothing, as the engine would', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      const { taskId } = await office.task(applicationNumber, 'examine-application');
      await office.reads('sri', applicationNumber);
      const answer = await act('sri', `/task/${taskId}/submit-form`, {
        variables: {
          examination: { value: 'incomplete', type: 'String' },
          missingDocuments: { value: '["ijazah"]', type: 'Json' },
          note: { value: 'Foto ijazah buram' },
          entryOfficer: { value: 'tono.prasetyo' },
          draftSha256: { value: 'x' },
        },
      });
      expect([answer.status, answer.text]).to.deep.equal([204, '']);
      expect(front.engine.received).to.deep.equal([]);
      const [decision] = (await office.store.decisions.of(applicationNumber)).slice(-1);
      expect(decision).to.deep.include({
        decidedBy: 'sri.wahyuni',
        answer: {
          entryOfficer: 'sri.wahyuni',
          examination: 'incomplete',
          missingDocuments: ['ijazah'],
          note: 'Foto ijazah buram',
        },
      });
    });

    it('a refusal at once, in the words and the shape that the Tasklist shows', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      const { taskId } = await office.task(applicationNumber, 'verify-draft');
      const unseen = await act('endah', `/task/${taskId}/submit-form`, {
        variables: { verification: { value: 'valid' } },
      });
      expect([unseen.status, JSON.parse(unseen.text)]).to.deep.equal([
        409,
        { type: 'RestException', code: 'DRAFT_NOT_SEEN', message: FAILURES.DRAFT_NOT_SEEN.officer },
      ]);
      const gone = await act('endah', '/task/aeb08813-e9ab-11f1-bd65-02fc00000001/complete', {});
      expect([gone.status, messageOf(gone.text)]).to.deep.equal([409, FAILURES.TASK_GONE.officer]);
      const rows = await office.journal(applicationNumber, 'decision-refused');
      expect(rows.map(({ actor, detail }) => [actor, detail['because']])).to.deep.equal([
        ['endah.kusuma', 'DRAFT_NOT_SEEN'],
      ]);
    });

    it('taking and giving back a task, for oneself only', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      const { taskId } = await office.task(applicationNumber, 'open-application');
      const holder = async () => (await office.task(applicationNumber, 'open-application')).assignee;
      expect((await act('sri', `/task/${taskId}/claim`, { userId: 'sri.wahyuni' })).status).to.equal(204);
      expect(await holder()).to.equal('sri.wahyuni');
      expect((await act('tono', `/task/${taskId}/claim`, { userId: 'tono.prasetyo' })).status).to.equal(409);
      expect((await act('tono', `/task/${taskId}/unclaim`)).status).to.equal(409);
      expect((await act('sri', `/task/${taskId}/assignee`, { userId: 'tono.prasetyo' })).status).to.equal(403);
      expect((await act('tono', `/task/${taskId}/claim`, { userId: 'sri.wahyuni' })).status).to.equal(403);
      expect((await act('tono', `/task/${taskId}/claim`, {})).status).to.equal(403);
      expect(await holder()).to.equal('sri.wahyuni');
      expect((await act('sri', `/task/${taskId}/assignee`, { userId: null })).status).to.equal(204);
      expect(await holder()).to.equal(null);
      expect((await act('sri', `/task/${taskId}/assignee`, { userId: 'sri.wahyuni' })).status).to.equal(204);
      expect((await act('sri', `/task/${taskId}/unclaim`)).status).to.equal(204);
      expect(await holder()).to.equal(null);
      const acts = (await office.journal(applicationNumber)).map(({ actor, event, detail }) => {
        const what = detail['act'] ?? detail['asked'];
        return `${actor.split('.')[0]} ${event}${typeof what === 'string' ? ` ${what}` : ''}`;
      });
      expect(acts.filter((line) => /task-|act-refused/.test(line))).to.deep.equal([
        'sri task-taken',
        'tono act-refused task-taken',
        'tono act-refused task-released',
        'sri act-refused POST task/-/assignee',
        'tono act-refused POST task/-/claim',
        'tono act-refused POST task/-/claim',
        'sri task-released',
        'sri task-taken',
        'sri task-released',
      ]);
    });

    it('the log-out of the office, for the log-out of the Tasklist', async () => {
      const browser = await front.as('tono');
      const answer = await call(browser, front.url, 'POST', '/operaton/api/admin/auth/user/default/logout');
      expect(answer.status).to.equal(204);
      expect((await browser.get(`${API}/filter`)).status).to.equal(401);
      expect(browser.cookies.has('kk_sesi')).to.equal(false);
      expect(front.engine.received).to.deep.equal([]);
    });

    it('nothing for a body that is not a form', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      const { taskId } = await office.task(applicationNumber, 'open-application');
      const send = async (body: string) =>
        (
          await (
            await front.as('sri')
          ).send(`${API}/task/${taskId}/complete`, {
            method: 'POST',
            body,
            headers: { origin: front.url, 'content-type': 'application/json' },
          })
        ).status;
      expect(await send('{"variables":')).to.equal(400);
      expect(await send(`{"variables":{"note":{"value":"${'x'.repeat(70_000)}"}}}`)).to.equal(413);
      expect((await office.task(applicationNumber, 'open-application')).taskId).to.equal(taskId);
    });
  });
});
