import type { ElementHandle, Page } from 'puppeteer-core';

/** Texts of an invented resident whose card is damaged: the shortest way through the form. */
export const RESIDENT = {
  name: 'Wening Prabawati',
  nik: '3402016504850001',
  kkNumber: '3402010107100001',
  whatsapp: '0812 3456 7890',
  street: 'Padukuhan Jopaten',
  rt: '003',
  rw: '012',
} as const;

/** The form as a person uses it, on one page of a browser. */
export class ApplyPage {
  readonly #page: Page;
  readonly #url: string;
  constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  async open(): Promise<void> {
    await this.#page.goto(`${this.#url}/ajukan`, { waitUntil: 'load' });
    await this.#page.waitForSelector('[data-form]:not([hidden]), [data-receipt]:not([hidden])');
  }

  /** The step that is shown, or 'receipt'. */
  step(): Promise<string> {
    return this.#page.evaluate(() => {
      if (document.querySelector('[data-receipt]:not([hidden])')) return 'receipt';
      return document.querySelector<HTMLElement>('[data-step]:not([hidden])')?.dataset['step'] ?? '';
    });
  }

  reaches(step: string): Promise<unknown> {
    const selector = step === 'receipt' ? '[data-receipt]:not([hidden])' : `[data-step=${step}]:not([hidden])`;
    return this.#page.waitForSelector(`[data-form]:not([hidden]) ${selector}, ${selector}`);
  }

  /** Presses "Lanjut" and waits for the next step, or for what is wrong. */
  async next(): Promise<void> {
    const before = await this.#page.evaluate(() => document.title);
    await this.#page.click('[data-next]');
    await this.#page.waitForFunction(
      (old) => document.title !== old || !document.querySelector('[data-summary]')?.hasAttribute('hidden'),
      {},
      before,
    );
  }

  async ticks(event: string): Promise<void> {
    await this.#page.$eval(`input[value="${event}"]`, (input) => {
      const group = input.closest('details');
      if (group) group.open = true;
    });
    await this.#page.click(`input[value="${event}"]`);
  }

  async fillsIn(texts: Readonly<Record<string, string>> = RESIDENT): Promise<void> {
    for (const [id, value] of Object.entries(texts)) await this.#page.type(`#${id}`, value);
    await this.#page.select('#kalurahan', '34.02.01.2001');
  }

  keepsOnPhone(): Promise<void> {
    return this.#page.click('#simpan');
  }

  async picks(slot: string, ...files: string[]): Promise<void> {
    const input = (await this.#page.waitForSelector(
      `[data-slot="${slot}"] input:not([capture])`,
    )) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...files);
  }

  /** Waits until this many photos of a slot are in this state. */
  photosAre(slot: string, state: string, count = 1): Promise<unknown> {
    return this.#page.waitForFunction(
      (selector, wanted) => document.querySelectorAll(selector).length >= wanted,
      {},
      `[data-slot="${slot}"] .thumb[data-state=${state}]`,
      count,
    );
  }

  /** From the first question to the photos of a damaged card. */
  async goesToPhotos(texts: Readonly<Record<string, string>> = RESIDENT, keeps = false): Promise<void> {
    await this.comesToPhotos(texts, keeps);
    await this.#page.waitForSelector('[data-slot=kk-rusak]');
  }

  /** To the step of the photos, whatever it asks for. */
  async comesToPhotos(texts: Readonly<Record<string, string>>, keeps = false): Promise<void> {
    await this.open();
    await this.ticks('kk-rusak');
    await this.next();
    if (keeps) await this.keepsOnPhone();
    await this.fillsIn(texts);
    await this.next();
    await this.next();
    await this.reaches('foto');
  }

  /** From the photos to the last page, with the statement made. */
  async goesToTheEnd(): Promise<void> {
    await this.next();
    await this.reaches('periksa');
    await this.#page.click('#statement');
  }

  sends(): Promise<void> {
    return this.#page.click('[data-next]');
  }

  summary(): Promise<string> {
    return this.#page
      .waitForSelector('[data-summary]:not([hidden])')
      .then(() => this.#page.$eval('[data-summary]', (element) => element.textContent ?? ''));
  }

  receiptNumber(): Promise<string> {
    return this.#page.$eval('[data-receipt-number]', (element) => element.textContent ?? '');
  }
}
