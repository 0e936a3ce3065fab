import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { caseOfTask, identifyWebAppUser, noteWebAppRefusal } from '../../src/cases/use-web-apps.ts';
import { viewTaskNote } from '../../src/cases/view-task-note.ts';
import { createDesk } from '../../src/desk/desk.ts';
import { createLogin } from '../../src/login/create-login.ts';
import { createPasswordHashing } from '../../src/store/password-hash.ts';
import { createSessions } from '../../src/store/sessions.ts';
import { createWebApps } from '../../src/web-apps/create-web-apps.ts';
import { createFormGuard } from '../../src/web/form-guard.ts';
import { LINK_KEY, PEOPLE, type Office, type OfficerName } from '../cases/office.ts';
import { silent } from '../store/database.ts';
import { createBrowser, type Answer, type Browser } from '../web/browser.ts';
import { startEngineDouble, type EngineDouble } from './engine-double.ts';

const PASSWORD = 'kopi pahit tiap pagi';
export const SECRET = 'rahasia-mesin';
export const API = '/operaton/api/engine/engine/default';

/** Log-in, desk and web apps of an office as its browsers reach them; instead of the engine's web apps, a double. */
export interface Front {
  readonly url: string;
  readonly engine: EngineDouble;
  /** A browser in which this person has logged in; the same one each time. */
  as(who: OfficerName): Promise<Browser>;
  stranger(): Browser;
  stop(): Promise<void>;
}

export async function startFront(office: Office, { baseUrl }: { baseUrl?: string } = {}): Promise<Front> {
  const engine = await startEngineDouble();
  const app = express();
  const server = createServer(app);
  const url = `http://localhost:${await listen(server)}`;
  const ownUrl = baseUrl ?? url;
  const passwords = createPasswordHashing();
  const hash = await passwords.hash(Buffer.from(PASSWORD));
  for (const { username } of Object.values(PEOPLE))
    if ((await office.store.accounts.find(username)) === undefined)
      await office.store.accounts.setPassword(username, { hash, oneTimeUntil: null });

  const sessions = createSessions({ url: office.database.applicationUrl, idleSeconds: 1800, logger: silent });
  const guard = createFormGuard({ baseUrl: ownUrl, key: Buffer.alloc(32, 5) });
  const { store, limits, logger } = office.dependencies;
  const login = createLogin({
    accounts: { store, passwords, limits, now: () => new Date(), linkKey: LINK_KEY },
    sessionStore: sessions.store,
    sessionKey: Buffer.alloc(32, 6),
    guard,
    baseUrl: ownUrl,
    officeName: 'Dinas',
    logger,
  });
  const { decide, claim, release } = office.officers;
  app.use(login.session, login.pages);
  app.use(
    '/meja',
    createDesk({ cases: office.officers, login: login.officers, guard, limits, baseUrl: ownUrl, logger }),
  );
  app.use(
    createWebApps({
      engine: { url: engine.url, secret: SECRET },
      login: login.officers,
      logOut: login.logOut,
      guard,
      cases: {
        decide,
        claim,
        release,
        taskNote: viewTaskNote(office.dependencies),
        caseOfTask: caseOfTask(office.dependencies),
        webAppUser: identifyWebAppUser(office.dependencies),
        noteRefusal: noteWebAppRefusal(office.dependencies),
      },
      baseUrl: ownUrl,
      logger,
    }),
  );

  const browsers = new Map<OfficerName, Browser>();
  const enter = async (who: OfficerName): Promise<Browser> => {
    const browser = createBrowser(url, ownUrl);
    const body = JSON.stringify({ username: PEOPLE[who].username, password: PASSWORD });
    const answer = await browser.send('/masuk', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    if (answer.status !== 200) throw new Error(`${who} was not let in: ${answer.status} ${answer.text}`);
    return browser;
  };
  return {
    url,
    engine,
    async as(who) {
      const browser = browsers.get(who) ?? (await enter(who));
      browsers.set(who, browser);
      return browser;
    },
    stranger: () => createBrowser(url, ownUrl),
    async stop() {
      await new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections()));
      await Promise.all([engine.stop(), sessions.close()]);
    },
  };
}

/** A request as the pages of the web apps send it. */
export function call(browser: Browser, url: string, method: string, path: string, body?: unknown): Promise<Answer> {
  return browser.send(path, {
    method,
    headers: { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}
