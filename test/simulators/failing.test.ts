import { expect } from 'chai';
import express, { type RequestHandler } from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { failOnCommand } from '../../src/simulators/failing.ts';
import { until } from '../until.ts';

describe('Failure on command, shared by the simulators', () => {
  let url: string;
  let worked: number;
  let heard: number;
  let stop: () => void;

  const hears: RequestHandler = (request, _response, next) => {
    if (request.path === '/work') heard += 1;
    next();
  };
  beforeEach(async () => {
    [worked, heard] = [0, 0];
    const failing = failOnCommand(['63016'], ({ query }) => (typeof query['case'] === 'string' ? query['case'] : ''));
    const app = express().use(hears).use(failing.router).use('/mounted', failing.middleware).use(failing.middleware);
    app.all('/work', (_request, response) => {
      worked += 1;
      response.json({ own: failing.ownFailure(response) ?? 'none' });
    });
    const server = app.listen(0, 'localhost');
    await once(server, 'listening');
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    stop = () => {
      server.closeAllConnections();
      server.close();
    };
  });
  afterEach(() => stop());

  const order = (body: object) =>
    fetch(`${url}/fail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const work = (method = 'GET', signal: AbortSignal | null = null) => fetch(`${url}/work`, { method, signal });
  const failed = (attempt: Promise<unknown>) =>
    attempt.then(
      () => false,
      () => true,
    );

  it('fails the ordered number of requests and then works again', async () => {
    await order({ how: '503', next: 2 });
    expect([(await work()).status, (await work()).status, (await work()).status]).to.deep.equal([503, 503, 200]);
    expect(worked).to.equal(1);
  });

  it('knows a request by its whole path, also behind a mounted router', async () => {
    await order({ how: '503', at: 'GET /mounted' });
    expect((await fetch(`${url}/mounted/work`)).status).to.equal(503);
  });

  it('fails only the request that is named by "at"', async () => {
    await order({ how: '500', at: 'POST /work' });
    expect((await work('GET')).status).to.equal(200);
    expect((await work('POST')).status).to.equal(500);
  });

  it('fails only for the case that is named by "of"', async () => {
    await order({ how: '500', of: 'KK-2' });
    expect((await fetch(`${url}/work?case=KK-1`)).status).to.equal(200);
    expect((await fetch(`${url}/work?case=KK-2`)).status).to.equal(500);
    expect((await fetch(`${url}/work?case=KK-2`)).status).to.equal(200);
  });

  it('resets the line, before the work or after it', async () => {
    for (const how of ['reset', 'reset-after']) {
      await order({ how });
      expect(await failed(work()), how).to.equal(true);
    }
    expect(worked).to.equal(1);
  });

  it('stays silent, before the work or after it, while others are answered', async () => {
    for (const [how, done] of [
      ['timeout', 1],
      ['timeout-after', 3],
    ] as const) {
      await order({ how });
      const before = heard;
      const [gone, answers] = [new AbortController(), { first: false }];
      const silent = failed(work('GET', gone.signal).then(() => (answers.first = true)));
      await until('the first request', () => Promise.resolve(heard > before));
      expect((await work()).status, how).to.equal(200);
      expect(answers.first, how).to.equal(false);
      gone.abort();
      expect(await silent, how).to.equal(true);
      expect(worked, how).to.equal(done);
    }
  });

  it('hands the failures of one simulator to its own routes', async () => {
    await order({ how: '63016' });
    expect(await (await work()).json()).to.deep.equal({ own: '63016' });
  });

  it('lists and forgets what is still ordered, and refuses what it does not know', async () => {
    await order({ how: '429', next: 3 });
    expect(await (await fetch(`${url}/fail`)).json()).to.deep.equal([{ how: '429', next: 3, at: '', of: '' }]);
    await fetch(`${url}/fail`, { method: 'DELETE' });
    expect((await work()).status).to.equal(200);
    expect((await order({ how: 'earthquake' })).status).to.equal(422);
    expect((await order({ how: '429', next: 0 })).status).to.equal(422);
  });
});
