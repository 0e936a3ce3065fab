import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'puppeteer-core';
import type { Office } from '../cases/office.ts';
import { picture } from '../documents/uploads.ts';
import { openBrowser } from './browser.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

export interface Phone {
  /** Of this test. */
  readonly portal: OpenPortal;
  /** The phone's browser, which nobody has used before this test. */
  readonly context: BrowserContext;
  /** Where a photo lies on the phone. */
  photo(name: string): string;
}

/** A portal of an office and a resident's phone with these photos on it, anew for each test; call inside `describe`. */
export function withPhone(
  given: { readonly office: Office },
  photos: Readonly<Record<string, readonly [width: number, height: number] | (() => Promise<Buffer>)>>,
): Phone {
  let portal: OpenPortal;
  let browser: Browser;
  let context: BrowserContext;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'phone-'));
    for (const [name, made] of Object.entries(photos))
      writeFileSync(
        path.join(folder, name),
        await (typeof made === 'function'
          ? made()
          : picture(...made)
              .jpeg()
              .toBuffer()),
      );
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    portal = await openPortal(given.office);
    context = await browser.createBrowserContext();
  });
  afterEach(async () => {
    await context.close();
    await portal.close();
  });
  return {
    get portal() {
      return portal;
    },
    get context() {
      return context;
    },
    photo: (name) => path.join(folder, name),
  };
}
