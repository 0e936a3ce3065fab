import type { Page } from 'puppeteer-core';
import { until } from '../../../src/demo/until.ts';
import { Keyboard } from './keyboard.ts';

const PATIENCE = { timeout: 150_000 };

/** The head's signing page, in the browser of whoever signs today. */
export class SigningPage {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, portalUrl: string) {
    this.page = page;
    this.#url = `${portalUrl}/meja/tanda-tangan`;
  }

  /** Opens the list until all these drafts are on it. */
  async waitsFor(applicationNumbers: readonly string[]): Promise<void> {
    await until(
      'the drafts on the signing page',
      async () => {
        await this.page.goto(this.#url, { waitUntil: 'domcontentloaded' });
        const listed = await this.page.$$eval('input[name=dokumen]', (boxes) =>
          boxes.map((box) => box.dataset['number'] ?? ''),
        );
        return applicationNumbers.every((number) => listed.includes(number));
      },
      { everyMs: 1_000 },
    );
  }

  /** Reads a draft in full size: only then can it be chosen. */
  async reads(applicationNumber: string): Promise<void> {
    const card = `li:has(input[data-number="${applicationNumber}"])`;
    await this.page.$eval(`${card} [data-enlarge]`, (link) => (link as HTMLElement).click());
    await this.page.waitForFunction(
      (number) => document.querySelector<HTMLInputElement>(`input[data-number="${number}"]`)?.disabled === false,
      PATIENCE,
      applicationNumber,
    );
    await this.page.keyboard.press('Escape');
  }

  /** Answers the number of clicks. */
  async chooses(applicationNumbers: readonly string[], passphrase: string): Promise<number> {
    for (const number of applicationNumbers) {
      await this.reads(number);
      await this.page.click(`input[data-number="${number}"]`);
    }
    await this.page.click('input[name=diperiksa]');
    await this.page.type('#passphrase', passphrase);
    return 2 * applicationNumbers.length + 2;
  }

  /** Presses the button and waits until every draft has its outcome; answers the page's heading. */
  async signs(): Promise<string> {
    await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      this.page.click('[data-submit]'),
    ]);
    return this.#outcome();
  }

  /**
   * The same without a mouse: Tab to each draft, Enter to read it in full size, Space to choose it there, Escape, and
   * at last the confirmation, the passphrase and the button.
   */
  async signsByKeyboard(applicationNumbers: readonly string[], passphrase: string): Promise<string> {
    const keyboard = new Keyboard(this.page);
    if ((await this.page.$('[data-in-others-name]')) !== null) {
      await keyboard.goesTo('[data-in-others-name] button');
      await Promise.all([this.page.waitForNavigation({ waitUntil: 'domcontentloaded' }), keyboard.press('Enter')]);
    }
    for (const number of applicationNumbers) {
      await keyboard.goesTo(`li:has(input[data-number="${number}"]) [data-enlarge]`);
      await keyboard.press('Enter');
      await this.page.waitForSelector('[data-dialog][open] [data-choice]:enabled', PATIENCE);
      await keyboard.ticks('[data-choice]');
      await keyboard.press('Escape');
    }
    await keyboard.ticks('input[name=diperiksa]');
    await keyboard.writes('#passphrase', passphrase);
    await keyboard.goesTo('[data-submit]');
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'domcontentloaded' }), keyboard.press('Enter')]);
    return this.#outcome();
  }

  /** Sends one draft, which was read, back to Kasi/Kabid. */
  async refuses(applicationNumber: string, reason: string): Promise<void> {
    await this.reads(applicationNumber);
    await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      this.page.click(`a[href$="/${applicationNumber}/tolak"]`),
    ]);
    await this.page.type('#alasan', reason);
    await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      this.page.click('.button.danger'),
    ]);
  }

  async #outcome(): Promise<string> {
    await this.page.waitForFunction(
      () => /\d+ dari \d+ draf sudah ditandatangani/.test(document.querySelector('[data-heading]')?.textContent ?? ''),
      PATIENCE,
    );
    return this.page.$eval('[data-heading]', (heading) => heading.textContent ?? '');
  }
}
