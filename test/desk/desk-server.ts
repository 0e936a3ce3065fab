import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createDesk, type DeskOptions } from '../../src/desk/desk.ts';
import { Failure } from '../../src/domain/failures.ts';
import { createFormGuard } from '../../src/web/form-guard.ts';
import type { OfficerLogin } from '../../src/web/officer-login.ts';
import type { Office } from '../cases/office.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
/** One officer's browser: keeps cookies, sends Origin with its posts. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  bytes(path: string): Promise<Buffer>;
  /** Takes the token from the page at `from`, then posts the form. */
  post(
    path: string,
    fields: readonly (readonly [string, string])[],
    options?: { from?: string; token?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** As a program does it. */
  postJson(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface DeskServer {
  readonly url: string;
  /** Lets the log-in fail, as when its sessions cannot be read. */
  readonly login: { down: boolean };
  browser(username?: string): Browser;
  stop(): Promise<void>;
}

/** Who somebody is, is said by a cookie: the log-in itself is tried in test/login. */
export function cookieLogin(state: { down: boolean }): OfficerLogin {
  return {
    whoIs: (request) =>
      state.down
        ? Promise.reject(new Failure('DATABASE_UNREACHABLE'))
        : Promise.resolve(/(?:^|; )petugas=([\w.]+)/.exec(request.get('Cookie') ?? '')?.[1]),
  };
}

export async function startDesk(office: Office, options: Partial<DeskOptions> = {}): Promise<DeskServer> {
  const app = express();
  const server = createServer(app);
  const url = `http://localhost:${await listen(server)}`;
  const login = { down: false };
  app.use(
    '/meja',
    createDesk({
      cases: office.officers,
      login: cookieLogin(login),
      guard: createFormGuard({ baseUrl: url, key: Buffer.alloc(32, 5) }),
      limits: office.limits,
      baseUrl: url,
      logger: office.logger,
      passphrasesPerFiveMinutes: 1_000,
      ...options,
    }),
  );
  return {
    url,
    login,
    browser: (username) => createBrowser(url, username),
    stop: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

export function createBrowser(url: string, username: string | undefined): Browser {
  const cookies = new Map<string, string>(username === undefined ? [] : [['petugas', username]]);
  const fetched = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of response.headers.getSetCookie())
      cookies.set(...(line.split(';')[0]!.split('=', 2) as [string, string]));
    return response;
  };
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetched(path, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const own = { origin: url, 'sec-fetch-site': 'same-origin' };
  const browser: Browser = {
    get: (path, headers = {}) => send(path, { headers: { accept: 'text/html', ...headers } }),
    bytes: async (path) => Buffer.from(await (await fetched(path, {})).arrayBuffer()),
    async post(path, fields, { from = path, token, headers = {} } = {}) {
      const held = token ?? /name="token" value="([\w-]+)"/.exec((await browser.get(from)).text)?.[1] ?? '';
      return send(path, {
        method: 'POST',
        body: new URLSearchParams([['token', held], ...fields.map(([name, value]) => [name, value])]).toString(),
        headers: {
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
          ...own,
          ...headers,
        },
      });
    },
    postJson: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { accept: 'application/json', 'content-type': 'application/json', ...own, ...headers },
      }),
  };
  return browser;
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}
