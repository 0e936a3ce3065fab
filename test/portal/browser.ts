import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { launch, type Browser, type BrowserContext, type LaunchOptions, type Page } from 'puppeteer-core';
import { findChromium } from '../../src/card/chromium/find-chromium.ts';
import { launchTwice } from '../../src/card/chromium/launch-browser.ts';

export const PHONE = { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true } as const;
export const SMALL_PHONE = { width: 360, height: 640, deviceScaleFactor: 1, isMobile: true, hasTouch: true } as const;
export const DESK = { width: 1280, height: 900, deviceScaleFactor: 1 } as const;

/** Puppeteer gives a page half a minute; a machine that others keep busy is no reason to fail. */
const PAGE_TIMEOUT_MS = 180_000;

/** The office's own Chromium, with access to the portal. */
export async function openBrowser({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
  const chromium = await findChromium({
    cacheDir: path.join(os.homedir(), '.cache', 'penerbitan-kk'),
    logger: pino({ level: 'silent' }),
    executablePath: process.env['PUPPETEER_EXECUTABLE_PATH'],
  });
  const browser = await launchTwice(() =>
    launch({
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      pipe: true,
      env: { ...chromium.environment },
      args: [
        '--disable-gpu',
        '--disable-dev-shm-usage',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...args,
      ],
      ...options,
    }),
  );
  givePatience(browser.defaultBrowserContext());
  const create = browser.createBrowserContext.bind(browser);
  browser.createBrowserContext = async (given) => givePatience(await create(given));
  return browser;
}

/** Every page that is opened in it waits as long for what it loads. */
function givePatience(context: BrowserContext): BrowserContext {
  const open = context.newPage.bind(context);
  context.newPage = async (given) => {
    const page = await open(given);
    page.setDefaultTimeout(PAGE_TIMEOUT_MS);
    return page;
  };
  return context;
}

/**
 * What a visitor would not see but an engineer should: script errors, refused resources, violations of the content
 * policy.
 */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error instanceof Error ? error.message : String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  return complaints;
}
