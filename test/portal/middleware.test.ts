import { connect } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { cleanPaper } from '../../src/documents/clean-paper.ts';
import { Failure } from '../../src/domain/failures.ts';
import { CARD_MAX_BYTES, VerifierBusy } from '../../src/signing/signing.ts';
import { aForm, aPhoto, anApplication, answerOf, receiptFrom, submit } from './client.ts';
import { withOffice } from '../cases/office.ts';
import { openPortal as open, type OpenPortal } from './open-portal.ts';

describe("The portal's middleware", () => {
  const given = withOffice();
  const openPortal = (...options: Parameters<typeof open> extends [unknown, ...infer Rest] ? Rest : never) =>
    open(given.office, ...options);
  let portal: OpenPortal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());
  const get = (path: string, init: RequestInit = {}) => answerOf(fetch(portal.url + path, init));

  describe('protects every answer, errors included', () => {
    const routes: readonly (readonly [string, number, RequestInit?])[] = [
      ['/', 200],
      ['/ajukan', 200],
      ['/lacak', 200],
      ['/periksa', 200],
      ['/periksa/KK-261122-7Q4F2M.xyz', 404],
      ['/unduh/abcdefghijklmnop', 200],
      ['/media/abcdefghijklmnop.pdf', 404],
      ['/tidak-ada', 404],
      ['/%E0%A4%A', 404],
      ['/unduh/%E0%A4%A', 400],
      ['/api/form.json', 200],
      ['/api/openapi.json', 200],
      ['/api/requirements?reason=hilang', 200],
      ['/api/tidak-ada', 404],
      ['/healthz', 200],
      ['/robots.txt', 200],
      ['/api/applications', 405],
      ['/api/applications', 415, { method: 'POST', body: '{}' }],
      ['/api/applications/KK-261122-000000', 404],
      ['/webhook/whatsapp', 403, { method: 'POST', body: new URLSearchParams({ a: '1' }) }],
      ['/assets/000000000000/../portal.ts', 404],
    ];
    for (const [path, status, init] of routes)
      it(`${init?.method ?? 'GET'} ${path} answers ${status} under the strict policy`, async () => {
        const { status: given, headers, text } = await get(path, init);
        expect(given).to.equal(status);
        const policy = headers.get('Content-Security-Policy') ?? '';
        expect(policy)
          .to.contain("default-src 'none'")
          .and.contain("script-src 'self'")
          .and.contain("frame-ancestors 'none'")
          .and.contain("base-uri 'none'")
          .and.not.contain('unsafe');
        expect(headers.get('X-Content-Type-Options')).to.equal('nosniff');
        expect(headers.get('Referrer-Policy')).to.be.oneOf(['same-origin', 'no-referrer']);
        expect(headers.get('Cache-Control')).to.be.oneOf(['no-store', 'no-cache']);
        expect(headers.get('X-Powered-By')).to.equal(null);
        expect(headers.get('Access-Control-Allow-Origin')).to.equal(null);
        expect(text).to.not.match(/\n\s+at |node_modules/);
      });

    it('keeps nothing inline, so the policy can be strict', async () => {
      for (const page of ['/', '/ajukan', '/lacak', '/periksa', '/unduh/abcdefghijklmnop', '/tidak-ada']) {
        const { text } = await get(page);
        expect(text, page).to.not.match(
          /<style|style=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|https?:\/\/(?!localhost)/i,
        );
      }
    });

    it('demands HTTPS where the office is reached by HTTPS', async () => {
      const secure = await openPortal({ baseUrl: 'https://kk.example.go.id' });
      const { headers } = await answerOf(fetch(secure.url));
      expect(headers.get('Strict-Transport-Security')).to.contain('max-age=63072000');
      expect(headers.get('Content-Security-Policy')).to.contain('upgrade-insecure-requests');
      await secure.close();
    });
  });

  describe('refuses what another site makes a browser send', () => {
    const foreign: readonly Record<string, string>[] = [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
    ];
    for (const headers of foreign)
      it(JSON.stringify(headers), async () => {
        const answer = await get('/api/applications', { method: 'POST', body: aForm(anApplication()), headers });
        expect(answer.status).to.equal(403);
        expect(answer.body['error']).to.equal('FOREIGN_ORIGIN');
        expect(
          (await get('/lacak', { method: 'POST', body: new URLSearchParams({ nomor: 'x' }), headers })).status,
        ).to.equal(403);
      });

    it('and lets its own pages and programs pass', async () => {
      for (const headers of [
        { Origin: portal.url, 'Sec-Fetch-Site': 'same-origin' },
        { Origin: portal.url },
        {},
      ] as Record<string, string>[]) {
        const body = aForm(anApplication());
        body.append('another', 'true');
        expect((await get('/api/applications', { method: 'POST', body, headers })).status).to.be.oneOf([200, 201]);
      }
    });

    it('knows no method override and answers no preflight', async () => {
      expect(
        (await get('/api/form.json', { method: 'POST', headers: { 'X-HTTP-Method-Override': 'GET' } })).status,
      ).to.equal(405);
      const preflight = await get('/api/applications', {
        method: 'OPTIONS',
        headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
      });
      expect(preflight.status).to.equal(403);
      expect(preflight.headers.get('Access-Control-Allow-Methods')).to.equal(null);
      expect((await get('/api/applications')).headers.get('Allow')).to.equal('POST');
    });
  });

  describe('stays calm before hostile bodies', () => {
    let opened = 0;
    before(() => void (opened = portal.cases.opened.length));
    const json = (change: object) => JSON.stringify({ ...anApplication(), ...change });
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const bodies: readonly (readonly [string, string, number])[] = [
      ['broken JSON', '{"reason":', 400],
      ['a key named twice', JSON.stringify(anApplication()).replace('{', '{"reason":"hilang",'), 400],
      [
        'a key written twice by escapes',
        JSON.stringify(anApplication()).replace('{', '{"re\\u0061son":"hilang",'),
        400,
      ],
      ['__proto__', '{"__proto__":{"isAdmin":true}}', 400],
      ['constructor.prototype', '{"constructor":{"prototype":{"isAdmin":true}}}', 400],
      ['nesting of 10 000', deep, 400],
      ['a number instead of an object', '42', 422],
      ['null', 'null', 422],
      ['NaN', 'NaN', 400],
      ['three thousand members that are nobody', json({ members: Array(3_000).fill({}) }), 413],
      ['eleven thousand numbers', json({ members: Array(11_000).fill(1) }), 413],
      ['a thousand members that are nobody', json({ members: Array(1_000).fill({}) }), 422],
      ['a million letters', JSON.stringify({ reason: 'a'.repeat(1_000_000) }), 413],
    ];
    for (const [what, json, status] of bodies)
      it(`${what}: ${status}`, async () => {
        const answer = await submit(portal.url, aForm(json));
        expect(answer.status).to.equal(status);
        expect(answer.headers.get('Content-Type')).to.contain('application/problem+json');
        expect(({} as { isAdmin?: boolean }).isAdmin).to.equal(undefined);
      });

    const raw = (contentType: string, body: string) =>
      get('/api/applications', { method: 'POST', body, headers: { 'Content-Type': contentType } });
    const part = (name: string, value = 'x') =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    it('an empty body, no boundary, a cut boundary, an empty name: 4xx', async () => {
      const answers = [
        await raw('multipart/form-data; boundary=b', ''),
        await raw('multipart/form-data', part('application')),
        await raw('multipart/form-data; boundary=b', part('application')),
        await raw('multipart/form-data; boundary=b', `${part('')}--b--\r\n`),
        await raw('multipart/form-data; boundary=b', '--b\r\n\r\n--b--\r\n'),
      ];
      for (const { status } of answers) expect(status).to.be.within(400, 422);
    });
    it('10 000 fields, 300 parts, nested names, an array of four thousand million: 4xx', async () => {
      const answers = [
        await raw(
          'multipart/form-data; boundary=b',
          `${Array.from({ length: 10_000 }, (_, i) => part(`f${i}`)).join('')}--b--\r\n`,
        ),
        await raw(
          'multipart/form-data; boundary=b',
          `${Array.from({ length: 300 }, () => part('application')).join('')}--b--\r\n`,
        ),
        await raw('multipart/form-data; boundary=b', `${part(`a${'[b]'.repeat(30_000)}`)}--b--\r\n`),
        await raw('multipart/form-data; boundary=b', `${part('a[4294967295]')}--b--\r\n`),
        await raw('multipart/form-data; boundary=b', `${part('__proto__[isAdmin]', 'true')}--b--\r\n`),
      ];
      for (const { status } of answers) expect(status).to.be.within(400, 422);
      expect(({} as { isAdmin?: boolean }).isAdmin).to.equal(undefined);
    });
    it('text/plain that looks like JSON, and JSON without a form: 415', async () => {
      expect((await raw('text/plain', JSON.stringify(anApplication()))).status).to.equal(415);
      expect((await raw('application/json', JSON.stringify(anApplication()))).status).to.equal(415);
    });
    it('a body that says it is larger than all limits is refused before it is read', async () => {
      const answer = await answerOf(
        fetch(`${portal.url}/api/verifications`, {
          method: 'POST',
          body: Buffer.alloc(9 * 1024 * 1024),
          headers: { 'Content-Type': 'application/pdf' },
        }),
      );
      expect(answer.status).to.equal(413);
    });
    it('keeps nothing of all that', () => expect(portal.cases.opened).to.have.length(opened));
  });

  it('cuts off who sends a byte now and then or falls silent', async () => {
    const impatient = await openPortal({}, { headersMs: 200, requestMs: 400, idleMs: 300 });
    const silent = connect(impatient.port, '127.0.0.1');
    silent.write(
      'POST /api/applications HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b',
    );
    const dripping = connect(impatient.port, '127.0.0.1');
    dripping.on('error', () => undefined);
    dripping.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
    const drip = setInterval(() => dripping.write('X'), 50);
    silent.resume();
    dripping.resume();
    // `once` would fail with the error of a byte that comes too late.
    const cut = new Promise((resolve) => dripping.once('close', resolve));
    await Promise.all([once(silent, 'close'), cut]);
    clearInterval(drip);
    expect((await fetch(impatient.url)).status).to.equal(200);
    await impatient.close();
  });

  it('keeps a connection between two requests longer than a proxy does, which closes it first', async () => {
    const { headers } = await fetch(`${portal.url}/`);
    expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).to.be.above(60);
  });

  it('lets large uploads wait for each other and answers 503 with Retry-After when the line is too long', async () => {
    let entered = () => undefined as void;
    let leave = () => undefined as void;
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const mayLeave = new Promise<void>((resolve) => (leave = resolve));
    const narrow = await openPortal({
      limits: { uploadBytesAtOnce: 1000, uploadWaitMs: 60 },
      cleanPaper: async (bytes) => {
        entered();
        await mayLeave;
        return cleanPaper(bytes);
      },
    });
    const first = submit(narrow.url, aForm(anApplication(), [['ijazah', await aPhoto()]]));
    await inside;
    const busy = await submit(narrow.url, aForm(anApplication(), [['ijazah', await aPhoto()]]));
    expect(busy.status).to.equal(503);
    expect(busy.body['error']).to.equal('BUSY');
    expect(busy.headers.get('Retry-After')).to.equal('30');
    leave();
    expect((await first).status, 'the one that was inside').to.equal(201);
    expect((await submit(narrow.url, aForm(anApplication()))).status, 'the place is free again').to.be.oneOf([
      200, 201,
    ]);
    await narrow.close();
  });

  it('limits applications per address, and says when to come back', async () => {
    const strict = await openPortal({ limits: { submissionsPerHour: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await submit(strict.url, aForm(anApplication()))).status);
    expect(statuses).to.deep.equal([201, 200, 429]);
    await strict.close();
  });

  it('says of a disturbance only its code, and logs no message that may quote data', async () => {
    portal.cases.failNext = new Error(
      'insert into cases values (3402016504850001, +6281234567890) violates constraint',
    );
    const answer = await submit(portal.url, aForm(anApplication()), 'kunci-gangguan');
    expect(answer.status).to.equal(500);
    expect(answer.body['error']).to.equal('UNEXPECTED');
    expect(answer.body['incident']).to.match(/^[0-9a-f]{8}$/);
    const seen = answer.text + portal.log.join('');
    expect(seen).to.contain(String(answer.body['incident']));
    expect(seen).to.not.match(/insert into|3402016504850001|6281234567890/);
  });

  it('answers 503, not 500, while something outside or the database is down', async () => {
    for (const down of [new Failure('SIAK_UNREACHABLE'), new Failure('DATABASE_UNREACHABLE')]) {
      portal.cases.failNext = down;
      const answer = await submit(portal.url, aForm(anApplication()), 'kunci-luar');
      expect(answer.status).to.equal(503);
      expect(answer.headers.get('Retry-After')).to.equal('60');
    }
  });

  it('answers 503 and when to come back while too many PDFs wait to be checked', async () => {
    portal.cases.failNext = new VerifierBusy();
    const answer = await answerOf(
      fetch(`${portal.url}/api/verifications`, {
        method: 'POST',
        body: '%PDF-1.7\n',
        headers: { 'Content-Type': 'application/pdf' },
      }),
    );
    expect(answer.status).to.equal(503);
    expect(answer.body['error']).to.equal('BUSY');
    expect(answer.headers.get('Retry-After')).to.equal('30');
  });

  it('refuses to check a PDF above the size of a card, however it comes, and names the limit', async () => {
    const large = Buffer.alloc(CARD_MAX_BYTES + 1, '%PDF-1.7\n');
    const form = new FormData();
    form.append('file', new Blob([large], { type: 'application/pdf' }), 'kk.pdf');
    for (const [body, headers] of [
      [large, { 'Content-Type': 'application/pdf' }],
      [Buffer.alloc(2 * CARD_MAX_BYTES, '%PDF-1.7\n'), { 'Content-Type': 'application/pdf' }],
      [form, {}],
    ] as const) {
      const answer = await answerOf(fetch(`${portal.url}/api/verifications`, { method: 'POST', body, headers }));
      expect(answer.status).to.equal(413);
      expect(answer.body['remedy']).to.contain('lebih dari 4 MB');
    }
    expect((await get('/periksa')).text).to.contain('sampai 4 MB');
  });

  it('shows the state of each part of the office', async () => {
    expect((await get('/healthz')).body).to.deep.equal({ status: 'ok', parts: { database: 'ok', engine: 'ok' } });
    const ill = await openPortal({ health: () => Promise.resolve({ database: 'ok', engine: 'tidak menjawab' }) });
    const answer = await answerOf(fetch(`${ill.url}/healthz`));
    expect(answer.status).to.equal(503);
    expect(answer.body).to.deep.equal({ status: 'impaired', parts: { database: 'ok', engine: 'tidak menjawab' } });
    await ill.close();
  });

  it('tells a visitor from outside which part is ill, and only this machine what is wrong with it', async () => {
    const disk = 'cakram hampir penuh: /srv/arsip tinggal 0,9 GB';
    const office = await openPortal({ health: () => Promise.resolve({ database: 'ok', disk }), trustProxy: 1 });
    const partsFor = async (headers: Record<string, string>) => {
      const answer = await answerOf(fetch(`${office.url}/healthz`, { headers }));
      expect(answer.status).to.equal(503);
      return answer.body['parts'];
    };
    expect(await partsFor({ 'X-Forwarded-For': '198.51.100.1' })).to.deep.equal({ database: 'ok', disk: 'terganggu' });
    expect(await partsFor({})).to.deep.equal({ database: 'ok', disk });
    await office.close();
  });

  it('is not told by a header that the visitor is this machine, however many proxies are believed', async () => {
    const disk = 'cakram hampir penuh: /srv/arsip tinggal 0,9 GB';
    for (const trustProxy of [0, 1, 2, 'loopback']) {
      const office = await openPortal({ health: () => Promise.resolve({ disk }), trustProxy });
      const partsFor = async (headers: Record<string, string>) =>
        (await answerOf(fetch(`${office.url}/healthz`, { headers }))).body['parts'];
      for (const headers of [
        { 'X-Forwarded-For': '127.0.0.1' },
        { 'X-Forwarded-For': '::1' },
        { 'X-Forwarded-For': '127.0.0.1, 198.51.100.1' },
        { 'X-Forwarded-For': '198.51.100.1, 127.0.0.1' },
        { 'X-Forwarded-For': '' },
        { Forwarded: 'for=127.0.0.1' },
        { 'X-Real-IP': '127.0.0.1' },
        { Via: '1.1 proksi' },
      ])
        expect(await partsFor(headers), `${trustProxy} ${JSON.stringify(headers)}`).to.deep.equal({
          disk: 'terganggu',
        });
      expect(await partsFor({}), `${trustProxy}`).to.deep.equal({ disk });
      await office.close();
    }
  });

  it('tells its state also while the database is away, and not to one address without end', async () => {
    const office = await openPortal({ trustProxy: 1, limits: { healthPerMinute: 2 } });
    const ask = async (headers: Record<string, string>) => (await fetch(`${office.url}/healthz`, { headers })).status;
    const visitor = { 'X-Forwarded-For': '198.51.100.1' };
    expect([await ask(visitor), await ask(visitor), await ask(visitor)]).to.deep.equal([200, 200, 429]);
    expect([await ask({}), await ask({}), await ask({})], 'on this machine').to.deep.equal([200, 200, 200]);
    await office.close();
  });

  it('goes on serving while a case needs a person, and says so', async () => {
    const busy = await openPortal({ health: () => Promise.resolve({ database: 'ok', cases: '1 berkas berhenti' }) });
    const answer = await answerOf(fetch(`${busy.url}/healthz`));
    expect([answer.status, answer.body['status']]).to.deep.equal([200, 'attention']);
    await busy.close();
  });

  it('writes no NIK, phone, PIN or name into its log', async () => {
    const { number, pin } = await receiptFrom(portal.url);
    await get(`/api/applications/${number}`, { headers: { 'X-PIN': pin } });
    await submit(portal.url, aForm(anApplication({ statement: false })));
    expect(portal.log.join(''))
      .to.not.match(/\d{16}|0812|6281|Wening|Bagas/)
      .and.not.contain(pin);
  });
});
