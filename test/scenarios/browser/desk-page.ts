import type { Browser, Page } from 'puppeteer-core';
import { until } from '../../../src/demo/until.ts';

const PATIENCE = { timeout: 150_000 };
/** What others do before, each task of a morning, takes as long as all of it: the limit only ends what hangs. */
export const WHILE_OTHERS_WORK = { withinMs: 600_000, everyMs: 200 };

/**
 * What one task cost, from its choice in the list to the answer of the office. Waiting for the task is not in it, nor
 * is reading.
 */
export interface TaskCost {
  readonly task: string;
  readonly clicks: number;
  readonly seconds: number;
}

/** An officer's screen, with a browser and a login of their own: the work list and the case page. */
export class DeskPage {
  readonly page: Page;
  readonly costs: TaskCost[] = [];
  readonly #office: string;
  #clicks = 0;

  private constructor(page: Page, officeUrl: string) {
    this.page = page;
    this.#office = officeUrl;
  }

  static async open(browser: Browser, officeUrl: string, username: string, password: string): Promise<DeskPage> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(`${officeUrl}/masuk`, { waitUntil: 'domcontentloaded' });
    await page.type('#pengguna', username);
    await page.type('#sandi', password);
    await Promise.all([page.waitForNavigation({ waitUntil: 'domcontentloaded' }), page.keyboard.press('Enter')]);
    return new DeskPage(page, officeUrl);
  }

  async opensWorkList(): Promise<void> {
    await this.page.goto(`${this.#office}/meja`, { waitUntil: 'domcontentloaded' });
    await this.sees('Pekerjaan saya');
  }

  async sees(text: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), PATIENCE, text);
  }

  /**
   * Waits until the list shows one of these cases with this task, on whichever page; answers which, the longest waiting
   * first.
   */
  async waitsFor(applicationNumbers: readonly string[], task: string): Promise<string> {
    return until(
      `${task} on the work list`,
      async () => {
        await this.opensWorkList();
        for (;;) {
          const found = (await this.#listed(task)).find((number) => applicationNumbers.includes(number));
          const next = await this.page.$('.pages a[rel=next]');
          if (found !== undefined || next === null) return found;
          await Promise.all([
            this.page.waitForNavigation({ waitUntil: 'domcontentloaded', ...PATIENCE }),
            next.evaluate((link) => (link as HTMLElement).click()),
          ]);
        }
      },
      WHILE_OTHERS_WORK,
    );
  }

  /** Numbers of the cases on this page of the list that wait with this task. */
  #listed(task: string): Promise<string[]> {
    return this.page.$$eval(
      '.tasks tbody tr:not(.blocked)',
      (rows, name) =>
        rows
          .filter((row) => [...row.querySelectorAll('td')].some((cell) => cell.textContent?.includes(name)))
          .map((row) => row.querySelector('th a')?.textContent ?? ''),
      task,
    );
  }

  /** From the list to the case page of this case. */
  async opens(applicationNumber: string): Promise<void> {
    await this.#goesBy(`.tasks .act a[href="/meja/berkas/${applicationNumber}"]`);
  }

  /** Opens every paper, and the draft, that this person has not looked at, one by one. */
  async looksAtEverything(): Promise<void> {
    const count = (await this.page.$$('[data-sheet]')).length;
    for (let index = 0; index < count; index++) {
      const isSeen = await this.page.$$eval('[data-sheet]', (all, i) => all[i]!.classList.contains('seen'), index);
      if (isSeen) continue;
      this.#clicks += 1;
      await this.page.$$eval('[data-sheet]', (all, i) => (all[i] as HTMLElement).click(), index);
      await this.page.waitForFunction(
        (i) => document.querySelectorAll('[data-sheet]')[i]?.classList.contains('seen'),
        PATIENCE,
        index,
      );
    }
  }

  /** Whether all of the label can be read without scrolling. */
  async isOnScreen(label: string): Promise<boolean> {
    return this.page.evaluate((wanted) => {
      const found = [...document.querySelectorAll('label')].find((one) => one.innerText.includes(wanted));
      const place = found?.getBoundingClientRect();
      return place !== undefined && place.top >= 0 && place.bottom <= innerHeight;
    }, label);
  }

  /** Chooses an answer of the decision form. */
  async chooses(label: string): Promise<void> {
    this.#clicks += 1;
    const chosen = await this.page.evaluate((wanted) => {
      const field = [...document.querySelectorAll<HTMLLabelElement>('[data-decision] label')].find((one) =>
        one.innerText.includes(wanted),
      )?.control;
      if (!field?.matches(':checked')) field?.click(); // what lacks is ticked beforehand
      return field?.matches(':checked') ?? false;
    }, label);
    if (!chosen) throw new Error(`the form has no answer "${label}"`);
  }

  async writes(text: string): Promise<void> {
    this.#clicks += 1;
    await this.page.type('#catatan', text);
  }

  /** Sends the answer; the office answers with the next case or the list. */
  async answers(): Promise<void> {
    await this.#goesBy('[data-decision] [data-submit]');
    const refusal = await this.page.evaluate(
      () => document.querySelector('[role=alert], .page.narrow p')?.textContent ?? '',
    );
    if (refusal !== '') throw new Error(`the office refuses the answer: ${refusal}`);
  }

  /** One task from the list to its end: open it, look at what is to be seen, answer. Answers which case it was. */
  async does(
    applicationNumbers: readonly string[],
    task: string,
    answer?: (applicationNumber: string) => Promise<void>,
  ): Promise<string> {
    const number = await this.waitsFor(applicationNumbers, task);
    const begin = performance.now();
    const before = this.#clicks;
    await this.opens(number);
    await this.looksAtEverything();
    await answer?.(number);
    await this.answers();
    this.costs.push({ task, clicks: this.#clicks - before, seconds: (performance.now() - begin) / 1000 });
    return number;
  }

  /** Clicks on what leads to another page, and waits for that page. */
  async #goesBy(selector: string): Promise<void> {
    this.#clicks += 1;
    await this.page.waitForSelector(selector, PATIENCE);
    await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'load', ...PATIENCE }),
      this.page.$eval(selector, (element) => (element as HTMLElement).click()),
    ]);
  }
}
