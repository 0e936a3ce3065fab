import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findChromium } from '../../src/card/chromium/find-chromium.ts';
import { launchTwice } from '../../src/card/chromium/launch-browser.ts';

export const PHONE = { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true } as const;
export const SMALL_PHONE = { width: 360, height: 640, deviceScaleFactor: 1, isMobile: true, hasTouch: true } as const;
export const DESK = { width: 1280, height: 900, deviceScaleFactor: 1 } as const;

/** The office's own Chromium, with access to the portal. */
export async function openBrowser(): Promise<Browser> {
  const chromium = await findChromium({
    cacheDir: path.join(os.homedir(), '.cache', 'penerbitan-kk'),
    logger: pino({ level: 'silent' }),
    executablePath: process.env['PUPPETEER_EXECUTABLE_PATH'],
  });
  return launchTwice(() =>
    launch({
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      pipe: true,
      env: { ...chromium.environment },
      args: ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    }),
  );
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
