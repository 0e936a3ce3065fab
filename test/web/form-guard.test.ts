import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { derivedKey } from '../../src/web/derived-key.ts';
import { createFormGuard } from '../../src/web/form-guard.ts';
import { Refused } from '../../src/web/refused.ts';

const OWN = 'https://kk.bantul.example';
const KEY = derivedKey(Buffer.alloc(32, 1), 'forms');

describe('The guard of forms', () => {
  const servers: Server[] = [];
  after(() => servers.forEach((server) => server.close()));

  /** One process of the office: GET / gives a token, POST / takes one. */
  const office = async (key = KEY, baseUrl = OWN) => {
    const guard = createFormGuard({ baseUrl, key });
    const app = express();
    app.use(guard.ownOrigin);
    app.get(
      '/',
      (request, response) => void response.send(guard.token(request, response, request.get('X-User') ?? '')),
    );
    app.post('/', (request, response) => {
      guard.check(request, request.get('X-User') ?? '', request.get('X-Token') ?? null);
      response.send('taken');
    });
    app.post('/open', (_request, response) => void response.send('taken'));
    const answerError: ErrorRequestHandler = (error, _request, response, _next) =>
      void response.status(error instanceof Refused ? error.status : 500).end();
    app.use(answerError);
    const server = createServer(app);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const page = async (url: string, user: string) => {
    const answer = await fetch(url, { headers: { 'x-user': user } });
    return { cookie: answer.headers.getSetCookie()[0]!, token: await answer.text() };
  };
  const post = async (url: string, user: string, { cookie, token }: { cookie: string; token: string }) =>
    (
      await fetch(url, {
        method: 'POST',
        headers: { origin: OWN, cookie: cookie.split(';')[0]!, 'x-token': token, 'x-user': user },
      })
    ).status;

  it('takes a form that another process of the same office has shown, also after a restart', async () => {
    const [one, two, stranger] = [await office(), await office(), await office(Buffer.alloc(32, 9))];
    const shown = await page(one, 'sri');
    expect(await post(two, 'sri', shown)).to.equal(200);
    expect(await post(stranger, 'sri', shown), 'another key').to.equal(403);
  });

  it('takes it from the user it was shown to only, and with its own cookie', async () => {
    const url = await office();
    const [sri, joko] = [await page(url, 'sri'), await page(url, 'joko')];
    expect(await post(url, 'joko', sri)).to.equal(403);
    expect(await post(url, 'sri', { ...sri, cookie: joko.cookie })).to.equal(403);
    expect(await post(url, 'sri', { ...sri, cookie: 'kk_formulir=' })).to.equal(403);
    expect(await post(url, 'sri', { ...sri, token: '' })).to.equal(403);
  });

  it('gives its cookie to no script and to no other site, and over HTTPS only where the office has it', async () => {
    expect((await page(await office(), 'sri')).cookie).to.match(/; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect((await page(await office(KEY, 'http://localhost:3000'), 'sri')).cookie).to.not.contain('Secure');
  });

  it('refuses changes that another page makes a browser send, and lets programs send JSON', async () => {
    const url = await office();
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${url}/open`, { method: 'POST', headers, body: '{}' })).status;
    const json = { 'content-type': 'application/json' };
    expect(await status({ origin: OWN })).to.equal(200);
    expect(await status({ origin: OWN, 'sec-fetch-site': 'same-origin' })).to.equal(200);
    expect(await status(json)).to.equal(200);
    for (const foreign of [
      {},
      { 'content-type': 'text/plain' },
      { origin: 'null' },
      { origin: 'https://jahat.example', ...json },
      { origin: 'http://kk.bantul.example' },
      { origin: `${OWN}:8443` },
      { origin: OWN, 'sec-fetch-site': 'same-site' },
      { origin: OWN, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none', ...json },
    ])
      expect(await status(foreign), JSON.stringify(foreign)).to.equal(403);
  });
});

describe('A derived key', () => {
  it('is the same for the same purpose, and unlike for another purpose or another office', () => {
    const office = Buffer.alloc(32, 1);
    expect(derivedKey(office, 'forms')).to.have.lengthOf(32).and.deep.equal(derivedKey(office, 'forms'));
    expect(derivedKey(office, 'forms')).to.not.deep.equal(derivedKey(office, 'sessions'));
    expect(derivedKey(office, 'forms')).to.not.deep.equal(derivedKey(Buffer.alloc(32, 2), 'forms'));
  });
});
