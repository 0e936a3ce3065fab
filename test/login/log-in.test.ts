import { expect } from 'chai';
import { ADMIN, PASSWORD, SRI, staff } from '../cases/account-office.ts';
import { returnPath } from '../../src/login/return-path.ts';
import { logInWith, whoIsAt, withLoginOffice, type LoginProcess } from './login-office.ts';

const AUDITOR = staff('pemeriksa', 'Pemeriksa Inspektorat', 'auditor');
const FRESH = 'langit biru di parangtritis';

describe('The log-in page', () => {
  const { office, start } = withLoginOffice();
  let process: LoginProcess;
  before(async () => {
    process = await start();
    for (const person of [ADMIN, AUDITOR]) await office.given(person);
  });
  beforeEach(() => office.given(SRI));

  it('lets an officer in and sends them to the page they begin with, or the one they wanted', async () => {
    for (const [person, home] of [
      [SRI, '/meja'],
      [AUDITOR, '/auditor'],
      [ADMIN, '/admin/akun'],
    ] as const) {
      const browser = process.browser();
      const answer = await logInWith(browser, person.username, PASSWORD);
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, home]);
      expect(await whoIsAt(browser)).to.equal(person.username);
      expect((await browser.get('/masuk')).headers.get('location'), 'already in').to.equal(home);
    }
    const wanted = await logInWith(process.browser(), SRI.username, PASSWORD, '/meja/berkas/KK-261122-7Q4F2M?a=b');
    expect(wanted.headers.get('location')).to.equal('/meja/berkas/KK-261122-7Q4F2M?a=b');
    const elsewhere = await logInWith(process.browser(), SRI.username, PASSWORD, '//jahat.example/meja');
    expect(elsewhere.headers.get('location')).to.equal('/meja');
  });

  it('says plainly what is wrong, keeps the name and never the password', async () => {
    const browser = process.browser();
    const answer = await logInWith(browser, SRI.username, 'salah sekali ini');
    expect(answer.status).to.equal(401);
    expect(answer.text)
      .to.contain('Nama pengguna atau kata sandi tidak cocok')
      .and.contain('value="sri.wahyuni"')
      .and.not.contain('salah sekali ini');
    expect(await whoIsAt(browser)).to.equal(null);
  });

  it('says how long to wait, and what to do meanwhile', async () => {
    const browser = process.browser();
    for (let time = 0; time < 5; time++) await logInWith(browser, SRI.username, 'salah sekali ini');
    const answer = await logInWith(browser, SRI.username, PASSWORD);
    expect(answer.status).to.equal(429);
    expect(answer.text).to.contain('Tunggu 1 menit').and.contain('mintalah admin');
    expect(Number(answer.headers.get('retry-after'))).to.be.within(30, 60);
    const program = await browser.send('/masuk', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: SRI.username, password: PASSWORD }),
    });
    expect([program.status, (JSON.parse(program.text) as { code: string }).code]).to.deep.equal([
      429,
      'TOO_MANY_TRIES',
    ]);
  });

  it('lets the owner in from a browser it knows while a stranger at the same address is locked out', async () => {
    const own = await process.as(SRI.username);
    await own.send('/keluar', { method: 'POST', headers: { origin: process.url } });
    expect(await whoIsAt(own)).to.equal(null);
    const stranger = process.browser();
    for (let time = 0; time < 7; time++) await logInWith(stranger, SRI.username, 'salah sekali ini');
    expect((await logInWith(stranger, SRI.username, PASSWORD)).status).to.equal(429);
    expect((await logInWith(own, SRI.username, PASSWORD)).status).to.equal(303);
    stranger.cookies.set('kk_peramban', 'AAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB');
    expect((await logInWith(stranger, SRI.username, PASSWORD)).status, 'a made-up mark').to.equal(429);
  });

  it('takes no form of another page, without its token, or shown to somebody else', async () => {
    const browser = process.browser();
    const fields: [string, string][] = [
      ['pengguna', SRI.username],
      ['sandi', PASSWORD],
    ];
    const foreign = { headers: { origin: 'http://jahat.example', 'sec-fetch-site': 'cross-site' } };
    expect((await browser.post('/masuk', fields, foreign)).status).to.equal(403);
    expect((await browser.post('/masuk', fields, { token: '' })).status).to.equal(403);
    const sri = await process.as(SRI.username);
    const token = /name="token" value="([\w-]+)"/.exec((await sri.get('/akun')).text)?.[1] ?? '';
    expect((await browser.post('/masuk', fields, { token })).status).to.equal(403);
    expect(await whoIsAt(browser)).to.equal(null);
  });

  it('begins a session under a new id, in a cookie for no script and no other site', async () => {
    const planted = process.browser();
    const first = await process.as(SRI.username);
    const old = first.cookies.get('kk_sesi')!;
    planted.cookies.set('kk_sesi', old);
    await planted.send('/keluar', { method: 'POST', headers: { origin: process.url } });
    planted.cookies.set('kk_sesi', old);
    const answer = await logInWith(planted, SRI.username, PASSWORD);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('kk_sesi='))!;
    expect(cookie).to.match(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(planted.cookies.get('kk_sesi')).to.not.equal(old);
    expect(await whoIsAt(first), 'the planted id').to.equal(null);
  });

  it('keeps the cookie on HTTPS where the office is reached by it, behind a proxy that says nothing', async () => {
    const behind = await start({ baseUrl: 'https://kk.bantul.example' });
    const browser = await behind.as(SRI.username);
    const answer = await logInWith(behind.browser(), SRI.username, PASSWORD);
    const cookies = answer.headers.getSetCookie().filter((line) => line.startsWith('kk_'));
    expect(cookies).to.have.lengthOf(2);
    for (const cookie of cookies) expect(cookie).to.contain('; Secure');
    expect(answer.headers.get('strict-transport-security')).to.contain('max-age=63072000');
    expect(await whoIsAt(browser)).to.equal(SRI.username);
    await behind.stop();
  });

  it('allows nothing inline, nothing from elsewhere, no framing, nothing kept', async () => {
    const { headers, text } = await process.browser().get('/masuk');
    expect(headers.get('content-security-policy'))
      .to.contain("default-src 'none'")
      .and.contain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(text).to.not.match(/<style|style="|<script>|onclick/);
    const style = /href="(\/masuk\/aset\/[0-9a-f]{12}\/login\.css)"/.exec(text)![1]!;
    expect((await process.browser().get(style)).headers.get('cache-control')).to.contain('immutable');
  });

  it('answers programs in JSON: a cookie for the right password, a code for the wrong one', async () => {
    const browser = process.browser();
    const post = (body: string, headers = {}) =>
      browser.send('/masuk', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
    const answer = await post(JSON.stringify({ username: SRI.username, password: PASSWORD }));
    expect([answer.status, JSON.parse(answer.text)]).to.deep.equal([
      200,
      { ok: true, username: SRI.username, mustChangePassword: false },
    ]);
    expect(await whoIsAt(browser)).to.equal(SRI.username);
    const wrong = await post(JSON.stringify({ username: SRI.username, password: 'salah' }));
    expect([wrong.status, JSON.parse(wrong.text)]).to.deep.equal([
      401,
      { code: 'WRONG', message: 'Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.' },
    ]);
    expect((await post('{"username":')).status).to.equal(400);
    expect((await post('[]')).status).to.equal(401);
    expect((await post('{"username":{"a":1},"password":["b"]}')).status).to.equal(401);
    expect((await post(JSON.stringify({ password: 'x'.repeat(5000) }))).status).to.equal(413);
    expect((await post('{}', { origin: 'http://jahat.example' })).status).to.equal(403);
  });

  it('writes no name and no password into the log', async () => {
    await logInWith(process.browser(), SRI.username, PASSWORD);
    await logInWith(process.browser(), 'rahasia-saya', 'salah sekali ini');
    expect(process.log.join('\n'))
      .to.not.contain(PASSWORD)
      .and.not.contain('rahasia-saya')
      .and.not.contain('salah sekali');
  });
});

describe('A session', () => {
  const { office, start } = withLoginOffice();
  beforeEach(() => office.given(SRI));

  it('outlives a restart and is the same for two processes', async () => {
    const [one, two] = [await start(), await start()];
    const browser = await one.as(SRI.username);
    const other = two.browser();
    for (const [name, value] of browser.cookies) other.cookies.set(name, value);
    expect(await whoIsAt(other)).to.equal(SRI.username);
    await one.stop();
    const again = (await start()).browser();
    for (const [name, value] of browser.cookies) again.cookies.set(name, value);
    expect(await whoIsAt(again)).to.equal(SRI.username);
    await other.send('/keluar', { method: 'POST', headers: { origin: two.url } });
    expect(await whoIsAt(again), 'gone out in the other process').to.equal(null);
  });

  it('is worth nothing when its cookie was not signed by this office', async () => {
    const browser = await (await start()).as(SRI.username);
    const stranger = (await start({ sessionKey: Buffer.alloc(32, 12) })).browser();
    for (const [name, value] of browser.cookies) stranger.cookies.set(name, value);
    expect(await whoIsAt(stranger)).to.equal(null);
    const [{ sid }] = (await office.database.asOwner('select sid from sessions limit 1')) as [{ sid: string }];
    stranger.cookies.set('kk_sesi', encodeURIComponent(`s:${sid}.${'A'.repeat(43)}`));
    expect(await whoIsAt(stranger)).to.equal(null);
  });

  it('ends at log-out, and takes the cookies of the engine’s web apps along', async () => {
    const process = await start();
    const browser = await process.as(SRI.username);
    const copy = process.browser();
    copy.cookies.set('kk_sesi', browser.cookies.get('kk_sesi')!);
    const answer = await browser.send('/keluar', { method: 'POST', headers: { origin: process.url } });
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/masuk?keluar=ya']);
    expect(answer.headers.getSetCookie().map((line) => line.split('=')[0])).to.include.members([
      'kk_sesi',
      'JSESSIONID',
      'XSRF-TOKEN',
    ]);
    expect(await whoIsAt(copy)).to.equal(null);
    expect((await browser.get('/masuk?keluar=ya')).text).to.contain('Anda sudah keluar');
    expect((await office.journal()).at(-1)).to.equal('sri.wahyuni logged-out');
    const foreign = await copy.send('/keluar', { method: 'POST', headers: { origin: 'http://jahat.example' } });
    expect(foreign.status).to.equal(403);
  });

  it('ends at once in every process when the account is locked', async () => {
    const [one, two] = [await start(), await start()];
    const browser = await one.as(SRI.username);
    const other = await two.as(SRI.username);
    await office.database.store.accounts.lock(SRI.username, ADMIN.username);
    expect([await whoIsAt(browser), await whoIsAt(other)]).to.deep.equal([null, null]);
  });

  it('runs out when its officer does nothing; what an open page asks by itself is nothing', async () => {
    const process = await start({ idleSeconds: 600 });
    const browser = await process.as(SRI.username);
    const pass = (seconds: number) =>
      office.database.asOwner(
        `update sessions set expire = expire - make_interval(secs => $1),
           sess = jsonb_set(sess::jsonb, '{activeAt}', to_jsonb((sess->>'activeAt')::bigint - $1 * 1000))::json`,
        [seconds],
      );
    await pass(400);
    await browser.get('/meja');
    await pass(400);
    expect(await whoIsAt(browser), 'kept by work').to.equal(SRI.username);
    await pass(400);
    await browser.get('/meja/kabar.json');
    await pass(400);
    expect(await whoIsAt(browser), 'not kept by news').to.equal(null);
  });

  it('ends after a working day, however busy', async () => {
    const browser = await (await start()).as(SRI.username);
    office.later(12 * 3_600_000 - 60_000);
    expect(await whoIsAt(browser)).to.equal(SRI.username);
    office.later(120_000);
    expect(await whoIsAt(browser)).to.equal(null);
  });
});

describe('The own account', () => {
  const { office, start } = withLoginOffice();
  let process: LoginProcess;
  before(async () => void (process = await start()));
  beforeEach(() => office.given(SRI));
  const change = (current: string, chosen: string, repeated = chosen): [string, string][] => [
    ['sandi-sekarang', current],
    ['sandi-baru', chosen],
    ['sandi-ulang', repeated],
  ];

  it('is for who is logged in', async () => {
    const answer = await process.browser().get('/akun');
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/masuk?kembali=%2Fakun']);
  });

  it('changes the password; this browser goes on under a new id, others are out', async () => {
    const [here, there] = [await process.as(SRI.username), await process.as(SRI.username)];
    const id = here.cookies.get('kk_sesi');
    const answer = await here.post('/akun/kata-sandi', change(PASSWORD, FRESH), { from: '/akun' });
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/akun?sandi=baru']);
    expect((await here.get('/akun?sandi=baru')).text).to.contain('Kata sandi sudah diganti');
    expect(here.cookies.get('kk_sesi')).to.not.equal(id);
    expect([await whoIsAt(here), await whoIsAt(there)]).to.deep.equal([SRI.username, null]);
  });

  it('says what is wrong with the new password, and shows none of them', async () => {
    const browser = await process.as(SRI.username);
    const post = (fields: [string, string][]) => browser.post('/akun/kata-sandi', fields, { from: '/akun' });
    for (const [fields, remedy] of [
      [change(PASSWORD, FRESH, `${FRESH}x`), 'tidak sama'],
      [change('salah sekali ini', FRESH), 'Kata sandi sekarang tidak cocok'],
      [change(PASSWORD, 'pendek'), 'paling sedikit 12'],
      [change(PASSWORD, 'wahyuni wahyuni x'), 'memuat nama Anda'],
    ] as const) {
      const answer = await post(fields);
      expect(answer.status).to.equal(422);
      expect(answer.text).to.contain(remedy).and.not.contain(PASSWORD).and.not.contain(FRESH);
    }
    expect(await whoIsAt(browser)).to.equal(SRI.username);
  });

  it('is all there is for who came with a one-time password, until they chose their own', async () => {
    const hash = await office.dependencies.passwords.hash(Buffer.from('abcd-efgh-jkmn-pqrs'));
    const oneTimeUntil = new Date(Date.now() + 3_600_000);
    await office.database.store.accounts.setPassword(SRI.username, { hash, oneTimeUntil });
    const browser = process.browser();
    const entered = await logInWith(browser, SRI.username, 'abcd-efgh-jkmn-pqrs', '/meja');
    expect(entered.headers.get('location')).to.equal('/akun');
    expect(await whoIsAt(browser), 'nobody for the desk').to.equal(null);
    expect((await browser.get('/masuk')).headers.get('location')).to.equal('/akun');
    expect((await browser.get('/admin/akun')).status).to.equal(303);
    const page = await browser.get('/akun');
    expect(page.text).to.contain('Pilih kata sandi Anda sendiri').and.not.contain('href="/meja"');
    const answer = await browser.post('/akun/kata-sandi', change('abcd-efgh-jkmn-pqrs', FRESH), { from: '/akun' });
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/meja']);
    expect(await whoIsAt(browser)).to.equal(SRI.username);
  });
});

describe('The way back after the log-in', () => {
  it('leads to pages of the office only', () => {
    for (const path of [
      '/meja',
      '/meja/berkas/KK-261122-7Q4F2M?sidik=ab',
      '/operaton/app/tasklist/default/',
      '/auditor',
    ])
      expect(returnPath(path)).to.equal(path);
    for (const path of [
      undefined,
      ['/meja'],
      '',
      'meja',
      'https://jahat.example/meja',
      '//jahat.example',
      '/\\jahat.example',
      '/\t/jahat.example',
      '/./..//jahat.example',
      '/a/..//jahat.example',
      '/masuk?kembali=/masuk',
      '/keluar',
      '/meja\r\nSet-Cookie: a=b',
      `/${'x'.repeat(600)}`,
    ])
      expect(returnPath(path), JSON.stringify(path)).to.equal(undefined);
  });
});
