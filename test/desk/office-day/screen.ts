import type { Browser, ElementHandle, Page } from 'puppeteer-core';

/** What one task cost on the screen. Nobody reads here: what is measured is the machine and the hand. */
export interface StepCost {
  /** As the page names it. */
  readonly step: string;
  readonly applicationNumber: string;
  readonly clicks: number;
  /** Turns of the wheel, from one paper to the next. */
  readonly turns: number;
  /** Between a click and the page or the picture that it asks for. */
  readonly waiting: number;
  /** From the first act to the next page. */
  readonly whole: number;
}

/** One person's screen at 1366×768, worked with a real mouse; counts what it costs. */
export class Screen {
  readonly page: Page;
  readonly costs: StepCost[] = [];
  readonly #url: string;
  #clicks = 0;
  #turns = 0;
  #waiting = 0;
  #since = performance.now();

  private constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  static async open(browser: Browser, url: string, username: string): Promise<Screen> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.setCookie({ name: 'petugas', value: username, url });
    return new Screen(page, url);
  }

  close(): Promise<void> {
    return this.page.browserContext().close();
  }

  /** What is counted from here on belongs to the next step. */
  begins(): void {
    [this.#clicks, this.#turns, this.#waiting, this.#since] = [0, 0, 0, performance.now()];
  }
  ends(step: string, applicationNumber = ''): void {
    const whole = (performance.now() - this.#since) / 1000;
    const cost = { step, applicationNumber, clicks: this.#clicks, turns: this.#turns, waiting: this.#waiting, whole };
    this.costs.push(cost);
    this.begins();
  }

  async goes(where: string): Promise<void> {
    await this.#waits(() => this.page.goto(this.#url + where, { waitUntil: 'load' }));
  }
  async clicks(selector: string): Promise<void> {
    await this.#press(await this.#find(selector));
  }
  /** Clicks on what leads to another page, and waits until that page and its pictures are there. */
  async goesBy(selector: string): Promise<void> {
    const element = await this.#find(selector);
    await this.#waits(() => Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), this.#press(element)]));
  }
  /** Types into a field; reaching it is a click. */
  async writes(selector: string, text: string): Promise<void> {
    await this.clicks(selector);
    await this.page.type(selector, text);
  }
  /** Waits, and counts it, until this is so on the page. */
  async until(isSo: (given: string) => boolean, given = ''): Promise<void> {
    await this.#waits(() => this.page.waitForFunction(isSo, { polling: 20 }, given));
  }
  /** Chooses the answer that begins like this. */
  async chooses(label: string): Promise<void> {
    const found = await this.page.evaluateHandle(
      (wanted) =>
        [...document.querySelectorAll('[data-decision] label')].find((one) =>
          one.textContent?.trim().startsWith(wanted),
        ),
      label,
    );
    const element = found.asElement() as ElementHandle | null;
    if (element === null) throw new Error(`no answer "${label}" on ${this.page.url()}`);
    await this.#press(element);
  }

  /** Turns the wheel over the picture until every paper, and the draft, was shown to this person. */
  async looksAtEverything(): Promise<void> {
    const unseen = () => this.page.$$eval('[data-sheet]:not(.seen)', (all) => all.length);
    const isShown = () => document.querySelector('[data-sheet][aria-current]')?.classList.contains('seen') ?? true;
    // The first sheet is there with the page.
    await this.until(isShown);
    for (let left = await unseen(); left > 0; left = await unseen()) {
      const stage = await (await this.#find('[data-stage]')).boundingBox();
      await this.page.mouse.move(stage!.x + stage!.width / 2, stage!.y + stage!.height / 2);
      this.#turns += 1;
      await this.page.mouse.wheel({ deltaY: 240 });
      await this.until(isShown);
      // The wheel rests a moment after each turn; a hand is no faster.
      if ((await unseen()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (one) => one.textContent?.trim() ?? '').catch(() => '');
  }

  async #find(selector: string): Promise<ElementHandle> {
    const element = await this.page.waitForSelector(selector);
    if (element === null) throw new Error(`no ${selector} on ${this.page.url()}`);
    return element;
  }
  /** A click with the mouse: what lies under something else cannot be clicked. */
  async #press(element: ElementHandle): Promise<void> {
    this.#clicks += 1;
    await element.click();
  }
  async #waits<T>(act: () => Promise<T>): Promise<T> {
    const begin = performance.now();
    const result = await act();
    this.#waiting += (performance.now() - begin) / 1000;
    return result;
  }
}
