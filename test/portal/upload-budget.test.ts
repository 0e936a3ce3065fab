import { expect } from 'chai';
import express, { type ErrorRequestHandler } from 'express';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { request, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { createSpool } from '../../src/documents/spool.ts';
import { Problem } from '../../src/portal/middleware/problems.ts';
import { createUploadBudget, rawBody } from '../../src/portal/middleware/upload-budget.ts';
import { temporaryFolder } from '../store/database.ts';
import { until } from '../until.ts';

const MOST = 1_000;

describe('The room for uploads', () => {
  let folder: string;
  let server: Server;
  let inside = 0;
  let finish: (() => void) | undefined;
  const slow: ClientRequest[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    inside = 0;
  });
  afterEach(async () => {
    for (const one of slow.splice(0)) one.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  /** Memory for one and a half requests; `finishes` false: what is in memory stays there until `finish`. */
  async function given({ bytesOnDisk = 1_000_000, finishes = true, waitMs = 5_000 } = {}) {
    const budget = createUploadBudget({ spool: createSpool(folder), bytesOnDisk, bytesInMemory: 1_500, waitMs });
    const answer: ErrorRequestHandler = (error, _request, response, _next) =>
      void response.status(error instanceof Problem ? error.status : 500).end();
    server = express()
      .set('trust proxy', true)
      .post(
        '/',
        budget(MOST),
        rawBody('image/jpeg', MOST, () => new Problem('FILE_TOO_LARGE')),
        (sent, response) => {
          inside += 1;
          const done = () => void response.json({ bytes: (sent.body as Buffer).length });
          if (finishes) done();
          else finish = done;
        },
      )
      .use(answer)
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const opened = (ip: string, headers: Record<string, string | number> = {}) =>
    request({
      ...{ port: (server.address() as AddressInfo).port, method: 'POST', agent: false },
      headers: { 'Content-Type': 'image/jpeg', 'X-Forwarded-For': ip, ...headers },
    });
  /** Sends a part, and then nothing. */
  const sendsSlowly = (ip: string) => {
    const one = opened(ip, { 'Content-Length': MOST });
    one.on('error', () => undefined).write(Buffer.alloc(MOST - 1));
    slow.push(one);
    return one;
  };
  const areHere = (count: number) =>
    until('the lines are open', async () => (await promisify(server.getConnections.bind(server))()) === count);
  const sends = async (ip: string, bytes = MOST, headers = {}) => {
    const one = opened(ip, headers);
    one.end(Buffer.alloc(bytes));
    const [{ statusCode }] = (await once(one, 'response')) as [{ statusCode: number }];
    return statusCode;
  };

  it('is not held by slow lines, whoever they are together: what is not whole takes no memory', async () => {
    await given();
    for (let i = 1; i <= 12; i++) sendsSlowly(`198.51.100.${i}`);
    await areHere(12);
    expect(await sends('203.0.113.7')).to.equal(200);
    expect(inside).to.equal(1);
    const [first] = slow;
    first!.end(Buffer.alloc(1));
    const [{ statusCode }] = (await once(first!, 'response')) as [{ statusCode: number }];
    expect(statusCode, 'a slow line comes to its end').to.equal(200);
  });

  it('is left free on the disk by one network for others', async () => {
    await given({ bytesOnDisk: 16 * MOST, waitMs: 100 });
    sendsSlowly('198.51.100.1');
    await areHere(1);
    expect(await sends('198.51.100.1'), 'its share is one sixteenth').to.equal(503);
    expect(await sends('203.0.113.7')).to.equal(200);
    slow[0]!.destroy();
    await until('its place is free', async () => (await sends('198.51.100.1')) === 200);
  });

  it('makes those who are whole wait for memory, and says after a while to come again', async () => {
    await given({ finishes: false, waitMs: 100 });
    const first = sends('198.51.100.1');
    await until('it is in memory', () => Promise.resolve(inside === 1));
    expect(await sends('203.0.113.7')).to.equal(503);
    finish?.();
    expect(await first).to.equal(200);
    expect(inside).to.equal(1);
  });

  it('takes no more than it was told of, and nothing that is packed', async () => {
    await given();
    const chunked = { 'Transfer-Encoding': 'chunked' };
    expect(await sends('203.0.113.7', MOST, chunked)).to.equal(200);
    expect(await sends('203.0.113.7', MOST + 1, chunked)).to.equal(413);
    expect(await sends('203.0.113.7', MOST + 1)).to.equal(413);
    expect(await sends('203.0.113.7', 9, { 'Content-Encoding': 'gzip' })).to.equal(415);
    expect(inside).to.equal(1);
  });
});
