import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { TasklistSession } from '../../src/engine/engine.ts';
import { createTasklistSession } from '../../src/engine/tasklist-session.ts';
import { createDesk } from '../../src/desk/desk.ts';
import type { Allowance, Limits } from '../../src/store/limits.ts';
import { createFormGuard } from '../../src/web/form-guard.ts';
import type { SampleOffice } from './sample-office.ts';

/** A Tasklist that knows its sessions by cookie, as `GET /v1/internal/users/current` does. */
async function startTasklist(): Promise<{
  url: string;
  session: TasklistSession;
  server: Server;
  down: { now: boolean };
}> {
  const down = { now: false };
  const server = createServer((request, response) => {
    const user = /OPERATE-SESSION=([\w.]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (down.now) return void response.writeHead(503).end();
    if (user === undefined) return void response.writeHead(401).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ userId: user }));
  });
  const url = `http://localhost:${await listen(server)}`;
  const session = createTasklistSession({ tasklistUrl: url });
  return { url, session, server, down };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
/** One officer's browser: keeps cookies, sends Origin with its posts. */
export interface Browser {
  get(path: string): Promise<Answer>;
  /** Takes the token from the page at `from`, then posts the form. */
  post(
    path: string,
    fields: [string, string][],
    options?: { from?: string; token?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
}

export interface DeskServer {
  readonly url: string;
  readonly tasklistUrl: string;
  readonly tasklistDown: { now: boolean };
  browser(username?: string): Browser;
  stop(): Promise<void>;
}

export async function startDesk(
  office: Pick<SampleOffice, 'desk' | 'logger'>,
  options: { passphrasesPerFiveMinutes?: number } = {},
): Promise<DeskServer> {
  const tasklist = await startTasklist();
  const app = express();
  const server = createServer(app);
  const url = `http://localhost:${await listen(server)}`;
  app.use(
    '/meja',
    createDesk({
      desk: office.desk,
      guard: createFormGuard({ baseUrl: url, key: Buffer.alloc(32, 5) }),
      limits: countedHere(),
      login: { whoIs: (request) => tasklist.session.whoIs(request.get('Cookie')) },
      tasklistUrl: tasklist.url,
      baseUrl: url,
      logger: office.logger,
      ...options,
    }),
  );
  const stop = (one: Server) => new Promise<void>((resolve) => (one.close(() => resolve()), one.closeAllConnections()));
  return {
    url,
    tasklistUrl: tasklist.url,
    tasklistDown: tasklist.down,
    browser(username) {
      const cookies = new Map<string, string>(username === undefined ? [] : [['OPERATE-SESSION', username]]);
      const send = async (path: string, init: RequestInit): Promise<Answer> => {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url + path, {
          ...init,
          redirect: 'manual',
          headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
        });
        for (const line of response.headers.getSetCookie())
          cookies.set(...(line.split(';')[0]!.split('=', 2) as [string, string]));
        return { status: response.status, headers: response.headers, text: await response.text() };
      };
      const browser: Browser = {
        get: (path) => send(path, {}),
        async post(path, fields, { from = path, token, headers = {} } = {}) {
          const held = token ?? /name="token" value="([\w-]+)"/.exec((await browser.get(from)).text)?.[1] ?? '';
          return send(path, {
            method: 'POST',
            body: new URLSearchParams([['token', held], ...fields]).toString(),
            headers: {
              'content-type': 'application/x-www-form-urlencoded',
              origin: url,
              'sec-fetch-site': 'same-origin',
              ...headers,
            },
          });
        },
      };
      return browser;
    },
    async stop() {
      await Promise.all([stop(server), stop(tasklist.server)]);
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}

/** Limits of one process: what a page does with an answer needs no database. */
function countedHere(): Pick<Limits, 'limit'> {
  const counts = new Map<string, number>();
  return {
    limit: ({ most, windowSeconds }) => {
      const answer = (used: number): Promise<Allowance> =>
        Promise.resolve({ allowed: used <= most, used, retryAfterSeconds: windowSeconds });
      return {
        count: (subject) => {
          counts.set(subject, (counts.get(subject) ?? 0) + 1);
          return answer(counts.get(subject)!);
        },
        look: (subject) => answer((counts.get(subject) ?? 0) + 1),
        takeBack: () => Promise.resolve(),
        forget: (subject) => Promise.resolve(void counts.delete(subject)),
      };
    },
  };
}
