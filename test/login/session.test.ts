import { expect } from 'chai';
import express, { type ErrorRequestHandler } from 'express';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type session from 'express-session';
import { Store } from 'express-session';
import { createOfficerSessions } from '../../src/login/session.ts';
import { Failure } from '../../src/domain/failures.ts';
import { silent } from '../store/database.ts';

/** A database that is away. */
class AwayStore extends Store {
  get(_id: string, callback: (error: unknown) => void): void {
    callback(new Error('connect ECONNREFUSED'));
  }
  set(_id: string, _data: session.SessionData, callback?: (error?: unknown) => void): void {
    callback?.(new Error('connect ECONNREFUSED'));
  }
  destroy(_id: string, callback?: (error?: unknown) => void): void {
    callback?.();
  }
}

describe('A session that cannot be read', () => {
  it('lets nobody in and says that the database is away, and only to who asks', async () => {
    const sessions = createOfficerSessions({
      store: new AwayStore(),
      key: Buffer.alloc(32, 1),
      baseUrl: 'http://localhost',
      now: () => new Date(),
      logger: silent,
    });
    const codes: unknown[] = [];
    const app = express();
    app.use(sessions.middleware);
    app.get('/portal', (_request, response) => void response.send('open'));
    app.get('/meja', (request, response) => void response.json({ officer: sessions.read(request) ?? null }));
    const answerError: ErrorRequestHandler = (error, _request, response, _next) => {
      codes.push(error instanceof Failure ? error.code : error);
      response.status(503).end();
    };
    app.use(answerError);
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // A true id of a session, signed with the key of this office.
    const signature = await signed('a'.repeat(32), Buffer.alloc(32, 1).toString('base64'));
    const headers = { cookie: `kk_sesi=${encodeURIComponent(`s:${signature}`)}` };
    try {
      expect((await fetch(`${url}/portal`, { headers })).status).to.equal(200);
      expect((await fetch(`${url}/meja`, { headers })).status).to.equal(503);
      expect(codes).to.deep.equal(['DATABASE_UNREACHABLE']);
      expect(await (await fetch(`${url}/meja`)).json(), 'without a cookie there is nothing to read').to.deep.equal({
        officer: null,
      });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

/** A database that takes its time: a session counts once it is written. */
class SlowStore extends Store {
  readonly written = new Map<string, string>();
  get(id: string, callback: (error: unknown, data?: session.SessionData | null) => void): void {
    const text = this.written.get(id);
    callback(null, text === undefined ? null : (JSON.parse(text) as session.SessionData));
  }
  set(id: string, data: session.SessionData, callback?: (error?: unknown) => void): void {
    setTimeout(() => {
      this.written.set(id, JSON.stringify(data));
      callback?.();
    }, 150);
  }
  destroy(_id: string, callback?: (error?: unknown) => void): void {
    callback?.();
  }
}

describe('A session that begins', () => {
  it('is written before the first line of the answer: a browser follows a redirect without waiting for its end', async () => {
    const store = new SlowStore();
    const sessions = createOfficerSessions({
      store,
      key: Buffer.alloc(32, 1),
      baseUrl: 'http://localhost',
      now: () => new Date(),
      logger: silent,
    });
    const app = express();
    app.use(sessions.middleware);
    app.post('/masuk', async (request, response) => {
      await sessions.begin(request, { username: 'sri.wahyuni', generation: 1 });
      response.redirect(303, '/meja');
    });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const writtenByThen = await new Promise<number>((resolve, reject) => {
        const asked = httpRequest({ port, path: '/masuk', method: 'POST' }, (answer) => {
          resolve(store.written.size);
          answer.resume();
        });
        asked.once('error', reject);
        asked.end();
      });
      expect(writtenByThen).to.equal(1);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

/** As `cookie-signature` does it. */
async function signed(value: string, secret: string): Promise<string> {
  const { createHmac } = await import('node:crypto');
  return `${value}.${createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '')}`;
}
