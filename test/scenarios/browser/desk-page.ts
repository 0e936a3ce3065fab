import type { Browser, Page } from 'puppeteer-core';
import sharp from 'sharp';
import type { Config } from '../../../src/config.ts';
import { until } from '../../../src/demo/until.ts';

const PATIENCE = { timeout: 150_000 };
/** A form that says more often that an answer is missing is wrong itself. */
const MOST_PRESSES = 5;

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
  /** How each answer is given to the form of the open task; true when it stands there already. */
  #given: (() => Promise<boolean>)[] = [];
  #clicks = 0;
  #task = '';

  private constructor(page: Page, deskUrl: string) {
    this.page = page;
    this.#deskUrl = deskUrl;
  }

  static async open(
    browser: Browser,
    { engine, baseUrl }: Config,
    username: string,
    password: string,
  ): Promise<TasklistPage> {
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
    await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      this.page.click('a[data-lane]'),
    ]);
    await this.sees('Auto-select first available task');
  }

  /** Waits until the list shows one of these cases with this task, and answers which; the longest waiting first. */
  async waitsFor(applicationNumbers: readonly string[], task: string): Promise<string> {
    const found = await this.page.waitForFunction(
      (numbers, name, done) => {
        for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href*="/tasklist/"]')) {
          const number = numbers.find((one) => link.innerText.includes(one));
          const id = /\/tasklist\/(\d+)/.exec(link.href)?.[1];
          if (number !== undefined && id !== undefined && link.innerText.includes(name) && !done.includes(id))
            return { number, id };
        }
        // A long list shows fifty at a time: he reads it down to its end, and from its head again.
        const links = [...document.querySelectorAll('a[href*="/tasklist/"]')];
        links.at(Math.floor(Date.now() / 3000) % 2 === 0 ? -1 : 0)?.scrollIntoView();
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

  /** The list is drawn anew while colleagues work, and may forget a click. */
  async #opens(applicationNumber: string): Promise<void> {
    this.#given = [];
    await this.clicks(`a[href*="/tasklist/${this.#task}"]`);
    await until(`the task of ${applicationNumber} on the screen`, async () => {
      const form = await this.page
        .waitForFunction(
          (number) => document.querySelector<HTMLElement>('.fjs-container')?.innerText.includes(number),
          { timeout: 10_000 },
          applicationNumber,
        )
        .catch(() => undefined);
      if (form === undefined) await this.page.$eval(`a[href*="/tasklist/${this.#task}"]`, (link) => link.click());
      return form;
    });
  }

  async sees(text: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), PATIENCE, text);
  }

  /** Takes the task, and waits until the form is open for answers: Tasklist draws it anew. */
  async takes(): Promise<void> {
    await this.clicks('button', 'Assign to me');
    await this.sees('Assigned to me');
    await this.page.waitForFunction(
      () =>
        [...document.querySelectorAll('button')].some(
          (one) => one.innerText.trim() === 'Complete Task' && !one.disabled,
        ),
      PATIENCE,
    );
  }

  /** The picture that our server shows inside the form: its width and how many different tones it has. */
  async picture(ending: string): Promise<{ width: number; tones: number }> {
    await this.page.waitForFunction(
      (end) =>
        [...document.images].some((image) => image.src.endsWith(end) && image.complete && image.naturalWidth > 0),
      PATIENCE,
      ending,
    );
    const image = await this.page.$(`img[src$="${ending}"]`);
    const { data } = await sharp(await image!.screenshot())
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // The camera scrolls to what it takes; the officer would not.
    await this.page.$eval('.fjs-container', (form) => {
      for (let part: Element | null = form; part !== null; part = part.parentElement) part.scrollTop = 0;
    });
    return { width: await image!.evaluate(({ naturalWidth }) => naturalWidth), tones: new Set(data).size };
  }

  /** Whether all of it can be read without scrolling. */
  async isOnScreen(label: string): Promise<boolean> {
    const place = await this.page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('label')]
          .find((one) => one.innerText.includes(wanted))
          ?.getBoundingClientRect()
          .toJSON() as { top: number; bottom: number } | undefined,
      PATIENCE,
      label,
    );
    const { top, bottom } = (await place.jsonValue())!;
    return top >= 0 && bottom <= this.page.viewport()!.height;
  }

  /** Chooses an answer of the form. */
  async chooses(label: string): Promise<void> {
    this.#clicks += 1;
    const choose = (wanted: string) => {
      const field = [...document.querySelectorAll('label')].find((one) => one.innerText.includes(wanted))?.control;
      if (field?.matches(':checked') === false) field.click();
      return field?.matches(':checked') ?? false;
    };
    await this.#answers(() => this.page.evaluate(choose, label));
  }

  /** Writes into the form's note. Seconds after the assignment Tasklist puts the cursor on its button "Unassign", and a space would press it: so that comes first. */
  async writes(text: string): Promise<void> {
    this.#clicks += 1;
    await this.page.waitForFunction(
      () => [...document.querySelectorAll('button')].some((one) => one.innerText.trim() === 'Unassign'),
      PATIENCE,
    );
    const note = () =>
      this.page.evaluate(() => document.querySelector<HTMLTextAreaElement>('.fjs-container textarea')?.value);
    const enter = () => {
      const note = document.querySelector<HTMLTextAreaElement>('.fjs-container textarea');
      note?.focus();
      note?.select();
      return note !== null && document.activeElement === note;
    };
    await this.#answers(async () => {
      if ((await note()) === text) return true;
      if (!(await this.page.evaluate(enter))) return false;
      await this.page.keyboard.type(text);
      // The form takes what was typed a moment later, or when the field is left, as a mouse leaves it on its way to the button.
      await this.page.keyboard.press('Tab');
      return (await note()) === text;
    });
  }

  /** Gives an answer and looks whether it stands: a form that Tasklist draws anew forgets all of them. */
  async #answers(gives: () => Promise<boolean>): Promise<void> {
    this.#given.push(gives);
    await this.#answersStand();
  }
  async #answersStand(): Promise<void> {
    await until('the answers stand in the form', async () => {
      for (const gives of this.#given) if (!(await gives())) return false;
      return true;
    });
  }

  /** Presses the button; where the form says that an answer is missing, because it was drawn anew in that moment, he answers again, as a person does. */
  async completes(): Promise<void> {
    const outcome = (id: string) => {
      const isLeft = !location.pathname.includes(id);
      const isCompleted =
        ![...document.querySelectorAll('button')].some((one) => one.innerText.trim() === 'Complete Task') &&
        /^Completed( by .+)?$/m.test(document.body.innerText);
      if (isLeft || isCompleted) return 'completed';
      return document.querySelector('.fjs-container .fjs-form-field-error') === null ? undefined : 'forgotten';
    };
    for (let presses = 1; ; presses++) {
      await this.clicks('button', 'Complete Task');
      const is = await (await this.page.waitForFunction(outcome, PATIENCE, this.#task)).jsonValue();
      if (is === 'completed') break;
      if (presses === MOST_PRESSES) throw new Error('the form takes the answers for missing');
      await this.#answersStand();
    }
    this.#done.add(this.#task);
  }

  /** One task from the list to its end: choose, take it unless it is his already, answer, complete. Answers which case it was. */
  async does(
    applicationNumbers: readonly string[],
    task: string,
    answer?: (applicationNumber: string) => Promise<void>,
  ): Promise<string> {
    const number = await this.waitsFor(applicationNumbers, task);
    const begin = performance.now();
    const before = this.#clicks;
    await this.#opens(number);
    await this.page.waitForFunction(
      () =>
        [...document.querySelectorAll('button')].some((one) => /^(Assign to me|Unassign)$/.test(one.innerText.trim())),
      PATIENCE,
    );
    if (
      await this.page.evaluate(() =>
        [...document.querySelectorAll('button')].some((one) => one.innerText.trim() === 'Assign to me'),
      )
    )
      await this.takes();
    await answer?.(number);
    await this.completes();
    this.deeds.push({ task, clicks: this.#clicks - before, seconds: (performance.now() - begin) / 1000 });
    return number;
  }

  /** Clicks on the element with this name, once it is there and enabled: found and pressed in one moment, because Tasklist draws it anew at any other. */
  async clicks(selector: string, name?: string): Promise<void> {
    this.#clicks += 1;
    const press = (wanted: string, text: string | undefined) => {
      const element = [...document.querySelectorAll<HTMLElement>(wanted)].find(
        (one) => (text === undefined || one.innerText.trim() === text) && !one.matches(':disabled'),
      );
      element?.click();
      return element !== undefined;
    };
    await this.page.waitForFunction(press, PATIENCE, selector, name);
  }
}
