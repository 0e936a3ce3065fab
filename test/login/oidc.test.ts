import { expect } from 'chai';
import { ADMIN, SRI } from '../cases/account-office.ts';
import type { Answer, Browser } from '../web/browser.ts';
import { whoIsAt, withLoginOffice, type LoginProcess } from './login-office.ts';
import { CLIENT, startOidcServer, type OidcServer } from './oidc-server.ts';

describe('The log-in by an identity provider in the browser', () => {
  const { office, start } = withLoginOffice();
  let oidc: OidcServer;
  let process: LoginProcess;
  before(async () => {
    oidc = await startOidcServer();
    process = await start({ provider: settings() });
    await office.database.store.people.put(SRI);
  });
  after(() => oidc.stop());
  beforeEach(() => oidc.reset());
  const settings = () => ({
    issuer: oidc.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    usernameClaim: 'preferred_username',
  });

  /** Follows the way to the provider; answers the address it sends the browser back to. */
  const toProvider = async (browser: Browser, back = ''): Promise<string> => {
    const off = await browser.get(`/masuk/instansi${back === '' ? '' : `?kembali=${encodeURIComponent(back)}`}`);
    expect(off.status).to.equal(303);
    const there = await fetch(off.headers.get('location')!, { redirect: 'manual' });
    return there.headers.get('location')!;
  };
  const enter = async (browser: Browser, back = ''): Promise<Answer> => browser.get(await toProvider(browser, back));

  it('lets staff in under the name the provider vouches for, and back to where they wanted', async () => {
    oidc.behaviour.user = SRI.username;
    const browser = process.browser();
    expect((await browser.get('/masuk')).text)
      .to.contain('Masuk dengan akun instansi')
      .and.not.contain('type="password"');
    const answer = await enter(browser, '/meja/kehadiran');
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/meja/kehadiran']);
    expect(await whoIsAt(browser)).to.equal(SRI.username);
    expect(await office.journal()).to.deep.equal(['sri.wahyuni logged-in']);
  });

  it('asks with PKCE, state and nonce of its own for every try', async () => {
    const asked = await Promise.all(
      [1, 2].map(
        async () => new URL((await process.browser().get('/masuk/instansi')).headers.get('location')!).searchParams,
      ),
    );
    for (const name of ['code_challenge', 'state', 'nonce']) {
      const values = asked.map((one) => one.get(name));
      expect(values[0], name).to.match(/^[\w-]{43}$/);
      expect(values[0]).to.not.equal(values[1]);
    }
    expect(asked[0]!.get('code_challenge_method')).to.equal('S256');
    expect(asked[0]!.get('redirect_uri')).to.equal(`${process.url}/masuk/instansi/kembali`);
  });

  it('lets in nobody whom the office does not know, whom it locked, or whom the provider does not name', async () => {
    const texts: string[] = [];
    for (const user of ['orang.asing', undefined, 'Sri.Wahyuni ']) {
      oidc.behaviour.user = user;
      const browser = process.browser();
      const answer = await enter(browser);
      expect(answer.status, String(user)).to.equal(403);
      texts.push(answer.text);
      expect(await whoIsAt(browser)).to.equal(null);
    }
    for (const text of texts) expect(text).to.contain('belum terdaftar sebagai petugas');
    oidc.behaviour.user = SRI.username;
    await office.database.store.accounts.open(SRI.username);
    await office.database.store.accounts.lock(SRI.username, ADMIN.username);
    expect((await enter(process.browser())).text).to.contain('dikunci admin');
    await office.database.store.accounts.unlock(SRI.username);
  });

  it('believes no token that is forged, unsigned, foreign, old or for somebody else', async () => {
    const now = Math.floor(Date.now() / 1000);
    const wrong: [string, () => void][] = [
      ['signed with another key', () => (oidc.behaviour.foreignKey = true)],
      ['not signed', () => (oidc.behaviour.unsigned = true)],
      ['for another client', () => (oidc.behaviour.claims = { aud: 'kantor lain' })],
      ['of another issuer', () => (oidc.behaviour.claims = { iss: 'https://jahat.example' })],
      ['expired', () => (oidc.behaviour.claims = { iat: now - 7200, exp: now - 3600 })],
      ['with another nonce', () => (oidc.behaviour.claims = { nonce: 'lain' })],
    ];
    for (const [what, make] of wrong) {
      oidc.reset();
      oidc.behaviour.user = SRI.username;
      make();
      const browser = process.browser();
      const answer = await enter(browser);
      expect(answer.status, what).to.equal(403);
      expect(await whoIsAt(browser), what).to.equal(null);
    }
  });

  it('takes an answer once, in the browser that asked for it, unchanged', async () => {
    oidc.behaviour.user = SRI.username;
    const browser = process.browser();
    const back = await toProvider(browser);
    expect((await process.browser().get(back)).status, 'another browser').to.equal(400);
    const changed = new URL(back);
    changed.searchParams.set('state', 'A'.repeat(43));
    expect((await browser.get(changed.href)).status, 'another state').to.equal(403);
    expect((await browser.get(back)).status, 'the errand is over').to.equal(400);
    const fresh = await toProvider(browser);
    expect((await browser.get(fresh)).status).to.equal(303);
    expect((await browser.get(fresh)).status, 'a second time').to.equal(400);
    const code = new URL(await toProvider(process.browser())).searchParams.get('code')!;
    const stolen = new URL(await toProvider(browser));
    stolen.searchParams.set('code', code);
    expect((await browser.get(stolen.href)).status, 'the code of another errand').to.equal(403);
    expect(oidc.refused, 'refused by PKCE').to.deep.equal(['invalid_grant']);
  });

  it('says so when the provider refuses or the officer cancels', async () => {
    const browser = process.browser();
    const back = new URL(await toProvider(browser));
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    const answer = await browser.get(back.href);
    expect(answer.status).to.equal(403);
    expect(answer.text).to.contain('Mulailah lagi dari halaman masuk');
  });

  it('says so when the provider is away, opens all the same, and goes on when it is back', async () => {
    const gone = await startOidcServer();
    await gone.stop();
    const office = await start({ provider: { ...settings(), issuer: gone.issuer } });
    const answer = await office.browser().get('/masuk/instansi');
    expect(answer.status).to.equal(503);
    expect(answer.text).to.contain('sedang tidak menjawab');
    expect((await office.browser().get('/masuk')).status).to.equal(200);
  });

  it('asks for no password, takes none and gives none', async () => {
    oidc.behaviour.user = SRI.username;
    const browser = process.browser();
    await enter(browser);
    expect((await browser.get('/akun')).text)
      .to.contain('layanan masuk instansi')
      .and.not.contain('type="password"');
    const fields: [string, string][] = [
      ['sandi-sekarang', 'a'],
      ['sandi-baru', 'b'],
      ['sandi-ulang', 'b'],
    ];
    expect((await browser.post('/akun/kata-sandi', fields, { from: '/akun' })).status).to.equal(403);
    expect((await browser.post('/masuk', [['pengguna', 'x']], { token: 'x' })).status).to.equal(404);
  });

  it('offers to leave the provider too, where it has a page for that', async () => {
    const browser = process.browser();
    expect((await browser.get('/masuk?keluar=ya')).text).to.contain('href="/masuk/instansi/keluar"');
    const away = new URL((await browser.get('/masuk/instansi/keluar')).headers.get('location')!);
    expect(away.origin + away.pathname).to.equal(`${oidc.issuer}/end`);
    expect(away.searchParams.get('post_logout_redirect_uri')).to.equal(`${process.url}/masuk`);
  });
});
