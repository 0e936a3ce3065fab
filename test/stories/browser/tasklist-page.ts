import type { Browser, Page } from 'puppeteer-core';

const PATIENCE = { timeout: 90_000 };

/** An officer's screen at Camunda Tasklist. */
export class TasklistPage {
  readonly page: Page;
  readonly #url: string;

  private constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** Logs in with a browser of his own. */
  static async open(browser: Browser, tasklistUrl: string, username: string, password: string): Promise<TasklistPage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(`${tasklistUrl}/tasklist`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('input[name=username]', PATIENCE);
    await page.type('input[name=username]', username);
    await page.type('input[name=password]', password);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.body.innerText.includes('Auto-select first available task'), PATIENCE);
    return new TasklistPage(page, tasklistUrl);
  }

  async opensTask(taskId: string, heading: string): Promise<void> {
    await this.page.goto(`${this.#url}/tasklist/${taskId}`, { waitUntil: 'domcontentloaded' });
    await this.sees(heading);
  }

  async sees(text: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), PATIENCE, text);
  }

  async takes(): Promise<void> {
    await this.#presses('Assign to me');
    await this.sees('Assigned to me');
  }

  /** The picture that our server shows inside the form: its width and how many different tones it has. */
  async picture(ending: string): Promise<{ width: number; tones: number }> {
    await this.page.waitForFunction((end) => [...document.images].some((image) => image.src.endsWith(end) && image.complete && image.naturalWidth > 0), PATIENCE, ending);
    const source = await this.page.evaluate((end) => [...document.images].find((image) => image.src.endsWith(end))!.src, ending);
    const handle = await this.page.$(`img[src="${source}"]`);
    await handle!.evaluate((image) => image.scrollIntoView());
    const { default: sharp } = await import('sharp');
    const { data } = await sharp(await handle!.screenshot()).greyscale().raw().toBuffer({ resolveWithObject: true });
    return { width: await handle!.evaluate((image) => image.naturalWidth), tones: new Set(data).size };
  }

  async chooses(label: string): Promise<void> {
    await this.page.waitForFunction((wanted) => [...document.querySelectorAll('label')].some((one) => one.textContent?.includes(wanted)), PATIENCE, label);
    await this.page.evaluate((wanted) => [...document.querySelectorAll('label')].find((one) => one.textContent?.includes(wanted))!.click(), label);
  }

  async completes(): Promise<void> {
    await this.#presses('Complete Task');
    await this.page.waitForFunction(() => /Task completed|Completed by|Completed by me/i.test(document.body.innerText), PATIENCE);
  }

  async #presses(name: string): Promise<void> {
    await this.page.waitForFunction((wanted) => [...document.querySelectorAll('button')].some((button) => button.textContent?.trim() === wanted && !button.disabled), PATIENCE, name);
    await this.page.evaluate((wanted) => [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === wanted)!.click(), name);
  }
}
