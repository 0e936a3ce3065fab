import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { createLogin } from '../../src/login/create-login.ts';
import type { ProviderSettings } from '../../src/login/oidc/provider.ts';
import { createLimits, type Limits } from '../../src/store/limits.ts';
import { createSessions, type Sessions } from '../../src/store/sessions.ts';
import { derivedKey } from '../../src/web/derived-key.ts';
import { createFormGuard } from '../../src/web/form-guard.ts';
import { PASSWORD, withAccountOffice, type AccountOffice } from '../cases/account-office.ts';
import { createBrowser, type Browser } from '../web/browser.ts';
import { NO_CHANCE, silent } from '../store/database.ts';

/** One process of the office with nothing but its log-in, and GET /meja that says who is there. */
export interface LoginProcess {
  readonly url: string;
  readonly log: string[];
  browser(): Browser;
  /** A browser in which this person has just logged in. */
  as(username: string, password?: string): Promise<Browser>;
  stop(): Promise<void>;
}

export interface LoginOffice {
  readonly office: AccountOffice;
  readonly start: (options?: StartOptions) => Promise<LoginProcess>;
}
export interface StartOptions {
  /** What the office believes to be its address; the address it listens at unless given. */
  readonly baseUrl?: string;
  readonly provider?: ProviderSettings;
  readonly sessionKey?: Buffer;
  readonly trustProxy?: number;
  readonly idleSeconds?: number;
}

const KEY = Buffer.alloc(32, 11);

/** The log-in on a real PostgreSQL; call it inside `describe`. Stops what the suite has started. */
export function withLoginOffice(): LoginOffice {
  const office = withAccountOffice();
  const running = new Set<LoginProcess>();
  after(() => Promise.all([...running].map((process) => process.stop())));

  return {
    office,
    async start({ baseUrl, provider, sessionKey = KEY, trustProxy = 0, idleSeconds = 1800 } = {}) {
      const app = express().set('trust proxy', trustProxy);
      const server = createServer(app);
      const url = `http://localhost:${await listen(server)}`;
      const limits: Limits = createLimits({ url: office.database.applicationUrl, logger: silent });
      const sessions: Sessions = createSessions({ url: office.database.applicationUrl, idleSeconds, logger: silent });
      const log: string[] = [];
      const ownUrl = baseUrl ?? url;
      const login = createLogin({
        accounts: { ...office.dependencies, limits },
        sessionStore: sessions.store,
        sessionKey,
        guard: createFormGuard({ baseUrl: ownUrl, key: derivedKey(sessionKey, 'forms') }),
        provider,
        baseUrl: ownUrl,
        officeName: 'Dinas Kependudukan dan Pencatatan Sipil Kabupaten Bantul',
        logger: pino({ level: 'debug', ...NO_CHANCE }, { write: (line: string) => void log.push(line) }),
      });
      app.use(login.session, login.pages);
      app.get(['/meja', '/meja/kabar.json'], async (request, response) => {
        response.json({ who: (await login.officers.whoIs(request)) ?? null });
      });
      const process: LoginProcess = {
        url,
        log,
        browser: () => createBrowser(url, ownUrl),
        async as(username, password = PASSWORD) {
          const browser = process.browser();
          const answer = await logInWith(browser, username, password);
          if (answer.status !== 303) throw new Error(`${username} was not let in: ${answer.status}`);
          return browser;
        },
        async stop() {
          running.delete(process);
          await new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections()));
          await Promise.all([limits.close(), sessions.close()]);
        },
      };
      running.add(process);
      return process;
    },
  };
}

export const logInWith = (browser: Browser, username: string, password: string, back = '') =>
  browser.post('/masuk', [
    ['pengguna', username],
    ['sandi', password],
    ['kembali', back],
  ]);
export const whoIsAt = async (browser: Browser): Promise<unknown> =>
  (JSON.parse((await browser.get('/meja')).text) as { who: unknown }).who;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}
