import type { Browser, Page } from 'puppeteer-core';
import type { Office } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import type { DeskServer } from './desk-server.ts';
import { withDesk } from './with-desk.ts';

export interface OfficerTab {
  readonly page: Page;
  /** What its console complained of. */
  readonly complaints: string[];
}

export interface DeskBrowser {
  readonly server: DeskServer;
  /** A tab of its own officer, in a browser session of its own, on an office screen. */
  readonly tab: (username: string, where: string, width?: number) => Promise<OfficerTab>;
}

/** Gives the suite the desk of its office in a real browser. Call it inside `describe`, behind `withOffice`. */
export function withDeskBrowser(given: { readonly office: Office }): DeskBrowser {
  let browser: Browser | undefined;
  const desk = withDesk(given);
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());
  return {
    get server() {
      return desk.server;
    },
    tab: async (username, where, width = 1366) => {
      const { url } = desk.server;
      const page = await (await browser!.createBrowserContext()).newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.setViewport({ width, height: 768 });
      await page.setCookie({ name: 'petugas', value: username, url });
      await page.goto(url + where, { waitUntil: 'networkidle0' });
      return { page, complaints };
    },
  };
}
