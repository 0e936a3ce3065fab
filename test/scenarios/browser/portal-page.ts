import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { until } from '../../../src/demo/until.ts';
import { paperPhoto } from '../../../src/demo/photos.ts';
import type { Application } from '../../../src/domain/application.ts';
import { PHONE } from '../../portal/browser.ts';

/** A resident's phone at the portal. */
export class PortalPage {
  readonly page: Page;
  readonly #url: string;

  private constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  static async open(browser: Browser, portalUrl: string): Promise<PortalPage> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport(PHONE);
    return new PortalPage(page, portalUrl);
  }

  /**
   * Fills the form in as a person does, step by step, with four photos; answers number and PIN from the screen. `look` is
   * called on the event, its questions, the photos and the receipt.
   */
  async applies(
    application: Application,
    look: (page: Page) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ applicationNumber: string; pin: string }> {
    const { page } = this;
    const { applicant, address, kkNumber, members, changes } = application;
    await page.goto(`${this.#url}/ajukan`, { waitUntil: 'networkidle0' });
    // The one change of the scenario is schooling: the tile opens, then the event is ticked.
    await page.$eval('input[value="pendidikan"]', (input) => {
      input.closest('details')!.open = true;
    });
    await page.click('input[value="pendidikan"]');
    await look(page);
    await this.#next();
    const texts = {
      name: applicant.name,
      nik: applicant.nik,
      kkNumber: kkNumber!,
      whatsapp: applicant.whatsapp,
      street: address.street,
      rt: address.rt,
      rw: address.rw,
    };
    for (const [id, value] of Object.entries(texts)) await page.type(`#${id}`, value);
    await page.select('#kalurahan', address.kalurahan);
    await this.#next();
    await page.select('[data-member] [data-part=shdk] select', members[0]!.shdk);
    await this.#next();
    const at = (name: string) => `[data-field="/events/0/data/changes/0/${name}"] select`;
    await page.waitForSelector(at('person'));
    await page.select(at('person'), applicant.nik);
    await page.select(at('from'), changes[0]!.from);
    await page.select(at('to'), changes[0]!.to);
    await look(page);
    await this.#next();
    // The browser reads the files when it sends them, not when they are picked.
    await inFolder(async (folder) => {
      await this.#photographs(['f-1-02', 'f-1-06', 'kk-lama', 'ijazah'], folder);
      await look(page);
      await this.#next();
      await page.click('#statement');
      await page.click('[data-next]');
      await page.waitForSelector('[data-receipt]:not([hidden])');
      await look(page);
    });
    return {
      applicationNumber: await this.#text('[data-receipt-number]'),
      pin: await this.#text('[data-receipt-pin]'),
    };
  }

  /** Number and PIN on the tracking page. */
  async tracks(applicationNumber: string, pin: string): Promise<string> {
    await this.page.goto(`${this.#url}/lacak`, { waitUntil: 'networkidle0' });
    await this.page.type('input[name=nomor]', applicationNumber);
    await this.page.type('input[name=pin]', pin);
    await Promise.all([this.page.waitForNavigation(), this.page.keyboard.press('Enter')]);
    return this.page.evaluate(() => document.body.innerText);
  }

  /** The verdict on a card, after "Periksa". */
  async checks(card: Uint8Array): Promise<string> {
    return inFolder(async (folder) => {
      const file = path.join(folder, 'kk.pdf');
      writeFileSync(file, card);
      await this.page.goto(`${this.#url}/periksa`, { waitUntil: 'networkidle0' });
      const input = (await this.page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(file);
      await Promise.all([this.page.waitForNavigation(), this.page.click('form[action="/periksa"] button')]);
      return this.page.$eval('.verdict', (verdict) => verdict.textContent ?? '');
    });
  }

  /** The steps on the tracking page, as they are marked there: "done", "current" or "open". */
  async steps(): Promise<string[]> {
    return this.page.$$eval('.timeline > li', (steps) => steps.map((step) => step.className.trim()));
  }

  /** Presses "Unduh KK" on the tracking page; answers the file as it lies in the phone's folder afterwards. */
  async downloadsCard(): Promise<{ name: string; bytes: Buffer }> {
    return inFolder(async (folder) => {
      const phone = await this.page.createCDPSession();
      await phone.send('Browser.setDownloadBehavior', {
        behavior: 'allow',
        downloadPath: folder,
        browserContextId: this.page.browserContext().id!,
        eventsEnabled: true,
      });
      await this.page.click('form[action="/lacak/unduh"] button');
      const name = await until('the downloaded card', () =>
        Promise.resolve(readdirSync(folder).find((file) => file.endsWith('.pdf'))),
      );
      return { name, bytes: readFileSync(path.join(folder, name)) };
    });
  }

  async #photographs(kinds: readonly string[], folder: string): Promise<void> {
    for (const [i, kind] of kinds.entries()) {
      const file = path.join(folder, `${kind}.jpg`);
      writeFileSync(file, await paperPhoto(kind, i + 1));
      await this.page.waitForSelector(`[data-slot="${kind}"]`);
      const input = (await this.page.$(
        `[data-slot="${kind}"] input:not([capture])`,
      )) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(file);
      await this.page.waitForSelector(`[data-slot="${kind}"] .thumb img`);
    }
  }

  async #next(): Promise<void> {
    const before = await this.page.title();
    await this.page.click('[data-next]');
    await this.page.waitForFunction((old) => document.title !== old, {}, before);
  }

  #text(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent ?? '');
  }
}

/** A folder of the phone, gone afterwards. */
async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phone-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
