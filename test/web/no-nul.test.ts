import { expect } from 'chai';
import express, { type ErrorRequestHandler } from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rawForm, readForm } from '../../src/web/form.ts';
import { refuseNulInAddress, refuseNulInJson } from '../../src/web/no-nul.ts';

describe('A NUL that somebody sends', () => {
  let server: Server;
  const ask = (path: string, sent: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, sent);
  const send = (type: string, body: string) =>
    ask('/kirim', { method: 'POST', headers: { 'content-type': type }, body });
  before((done) => {
    const app = express();
    app.use(refuseNulInAddress);
    app.get('/cari', (_request, response) => void response.send('dibaca'));
    app.post('/kirim', rawForm, express.json({ verify: refuseNulInJson }), (request, response) => {
      const text: unknown = Buffer.isBuffer(request.body) ? readForm(request).fields.get('catatan') : request.body;
      response.json(text);
    });
    const answered: ErrorRequestHandler = (error: { status?: number }, _request, response, _next) =>
      void response.status(error.status ?? 500).send('ditolak');
    app.use(answered);
    server = createServer(app).listen(0, '127.0.0.1', done);
  });
  after(() => server.close());

  const FORM = 'application/x-www-form-urlencoded';
  const JSON_TYPE = 'application/json';

  it('is refused in an address, a form and JSON, before the database would fail at it', async () => {
    expect((await ask('/cari?cari=a%00b')).status).to.equal(400);
    for (const body of ['catatan=a%00', 'catatan=a\0b']) expect((await send(FORM, body)).status).to.equal(400);
    for (const body of ['{"a":"\\u0000"}', '{"a":"\0"}']) expect((await send(JSON_TYPE, body)).status).to.equal(400);
  });

  it('is not seen where there is none', async () => {
    expect(await (await ask('/cari?cari=100%25')).text()).to.equal('dibaca');
    expect(await (await send(FORM, 'catatan=diskon+100%25%5Cu0000')).json()).to.equal('diskon 100%\\u0000');
    expect(await (await send(JSON_TYPE, '{"a":"100%00"}')).json()).to.deep.equal({ a: '100%00' });
  });
});
