import type { Browser, Page } from 'puppeteer-core';
import sharp from 'sharp';
import type { Config } from '../../../src/config.ts';

const PATIENCE = { timeout: 150_000 };

/** What one task cost in the common way, from its choice in the list to "completed". Waiting for the task is not in it, nor is reading. */
export interface Deed {
  readonly task: string;
  readonly clicks: number;
  readonly seconds: number;
}

/** An officer's screen, with a browser of his own: our start page, Camunda Tasklist, and everything else his login opens. */
export class TasklistPage {
  readonly page: Page;
  readonly deeds: Deed[] = [];
  readonly #deskUrl: string;
  /** The list shows a task for seconds after it was completed. */
  readonly #done = new Set<string>();
  #clicks = 0;
  #task = '';

  private constructor(page: Page, deskUrl: string) {
    this.page = page;
    this.#deskUrl = deskUrl;
  }

  static async open(browser: Browser, { engine, baseUrl }: Config, username: string, password: string): Promise<TasklistPage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(`${engine.tasklistUrl}/tasklist`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('input[name=username]', PATIENCE);
    await page.type('input[name=username]', username);
    await page.type('input[name=password]', password);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.body.innerText.includes('Auto-select first available task'), PATIENCE);
    return new TasklistPage(page, `${baseUrl}/meja`);
  }

  /** /meja: what waits for him. */
  async opensStartPage(): Promise<void> {
    await this.page.goto(this.#deskUrl, { waitUntil: 'domcontentloaded' });
    await this.sees('Pekerjaan saya');
  }

  /** From the start page into Tasklist's list of his lane. */
  async opensOwnList(): Promise<void> {
    await this.opensStartPage();
    await this.clicks('a[data-lane]');
    await this.sees('Auto-select first available task');
  }

  /** Waits until the list shows one of these cases with this task, and answers which; the longest waiting first. */
  async waitsFor(applicationNumbers: readonly string[], task: string): Promise<string> {
    const found = await this.page.waitForFunction(
      (numbers, name, done) => {
        for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href*="/tasklist/"]')) {
          const number = numbers.find((one) => link.innerText.includes(one));
          const id = /\/tasklist\/(\d+)/.exec(link.href)?.[1];
          if (number !== undefined && id !== undefined && link.innerText.includes(name) && !done.includes(id)) return { number, id };
        }
        return undefined;
      },
      { ...PATIENCE, polling: 250 },
      applicationNumbers,
      task,
      [...this.#done],
    );
    const { number, id } = (await found.jsonValue())!;
    this.#task = id;
    return number;
  }

  /** Finds the task in the list by the case's number, as a person does, and opens it. */
  async finds(applicationNumber: string, task: string): Promise<void> {
    await this.waitsFor([applicationNumber], task);
    await this.#opens(applicationNumber);
  }

  async #opens(applicationNumber: string): Promise<void> {
    await this.clicks(`a[href*="/tasklist/${this.#task}"]`);
    await this.page.waitForFunction((number) => document.querySelector<HTMLElement>('.fjs-container')?.innerText.includes(number), PATIENCE, applicationNumber);
  }

  async sees(text: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), PATIENCE, text);
  }

  async takes(): Promise<void> {
    await this.clicks(button('Assign to me'));
    await this.sees('Assigned to me');
  }

  /** The picture that our server shows inside the form: its width and how many different tones it has. */
  async picture(ending: string): Promise<{ width: number; tones: number }> {
    await this.page.waitForFunction((end) => [...document.images].some((image) => image.src.endsWith(end) && image.complete && image.naturalWidth > 0), PATIENCE, ending);
    const image = await this.page.$(`img[src$="${ending}"]`);
    const { data } = await sharp(await image!.screenshot()).greyscale().raw().toBuffer({ resolveWithObject: true });
    // The camera scrolls to what it takes; the officer would not.
    await this.page.$eval('.fjs-container', (form) => form.scrollIntoView({ block: 'start' }));
    return { width: await image!.evaluate(({ naturalWidth }) => naturalWidth), tones: new Set(data).size };
  }

  /** Whether all of it can be read without scrolling. */
  async isOnScreen(label: string): Promise<boolean> {
    const handle = await this.page.waitForSelector(labelled(label), PATIENCE);
    return handle!.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  }

  async chooses(label: string): Promise<void> {
    await this.clicks(labelled(label));
  }

  async writes(text: string): Promise<void> {
    await this.clicks('.fjs-container textarea');
    await this.page.keyboard.type(text);
  }

  async completes(): Promise<void> {
    await this.clicks(button('Complete Task'));
    await this.page.waitForFunction(
      (id) => !location.pathname.includes(id) || (![...document.querySelectorAll('button')].some((one) => one.innerText.trim() === 'Complete Task') && /^Completed( by .+)?$/m.test(document.body.innerText)),
      PATIENCE,
      this.#task,
    );
    this.#done.add(this.#task);
  }

  /** One task from the list to its end: choose, take it unless it is his already, answer, complete. Answers which case it was. */
  async does(applicationNumbers: readonly string[], task: string, answer?: (applicationNumber: string) => Promise<void>): Promise<string> {
    const number = await this.waitsFor(applicationNumbers, task);
    const begin = performance.now();
    const before = this.#clicks;
    await this.#opens(number);
    await this.page.waitForFunction(() => [...document.querySelectorAll('button')].some((one) => /^(Assign to me|Unassign)$/.test(one.innerText.trim())), PATIENCE);
    if ((await this.page.$(button('Assign to me'))) !== null) await this.takes();
    await answer?.(number);
    await this.completes();
    this.deeds.push({ task, clicks: this.#clicks - before, seconds: (performance.now() - begin) / 1000 });
    return number;
  }

  /** A mouse click on what the selector means, once it is there, still and enabled. */
  async clicks(selector: string): Promise<void> {
    this.#clicks += 1;
    await this.page.locator(selector).setTimeout(PATIENCE.timeout).click();
  }
}

const button = (name: string) => `::-p-xpath(//button[normalize-space(.)=${JSON.stringify(name)}])`;
const labelled = (text: string) => `::-p-xpath(//label[contains(normalize-space(.), ${JSON.stringify(text)})])`;
