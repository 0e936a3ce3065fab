import type { KeyInput, Page } from 'puppeteer-core';

/** More stops than any of our pages has. */
const MOST_STOPS = 120;

/** A person without a mouse: Tab to what they need, then keys. Fails when Tab never gets there. */
export class Keyboard {
  readonly page: Page;
  keys = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async press(key: KeyInput): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  async goesTo(selector: string): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press('Tab');
      if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`Tab never reaches ${selector}`);
  }

  async writes(selector: string, text: string): Promise<void> {
    await this.goesTo(selector);
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  async ticks(selector: string): Promise<void> {
    await this.goesTo(selector);
    await this.press('Space');
  }

  /** One of a group of radio buttons: Tab enters the group, arrows choose. */
  async choosesRadio(group: string, wanted: string): Promise<void> {
    await this.goesTo(group);
    await this.press('Space');
    for (
      let stop = 0;
      stop < MOST_STOPS && !(await this.page.evaluate((radio) => document.activeElement?.matches(radio), wanted));
      stop += 1
    )
      await this.press('ArrowDown');
  }

  /** Presses the button and waits until the page says that something is there. */
  async enters(selector: string): Promise<void> {
    await this.goesTo(selector);
    await this.press('Enter');
  }

  /** Opens the file dialogue of the field and picks. */
  async picks(selector: string, file: string): Promise<void> {
    await this.goesTo(selector);
    const dialogue = this.page.waitForFileChooser();
    // The browser must have heard that we answer its dialogue before the key opens it. It answers one line in order.
    await this.page.evaluate(() => undefined);
    await this.press('Enter');
    await (await dialogue).accept([file]);
  }
}
