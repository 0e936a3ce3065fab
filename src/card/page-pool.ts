import type { Browser } from 'puppeteer-core';
import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import type { CardPage } from './card-page.ts';

export interface PagePoolOptions {
  readonly launch: () => Promise<Browser>;
  readonly open: (browser: Browser) => Promise<CardPage>;
  readonly logger: Logger;
  /** Pages that print at the same time. */
  readonly pages: number;
  /** Prints that may wait for a page; further ones are refused at once. */
  readonly waiting: number;
  /** Milliseconds for one print. */
  readonly timeout: number;
}

/**
 * One browser with a few pages that are used again and again. A page that fails is thrown away, a browser that dies is
 * replaced.
 */
export interface PagePool {
  /** Throws Failure('PRINTER_FAILED') for every trouble of the browser; Failures of `work` pass through. */
  use<T>(work: (page: CardPage) => Promise<T>): Promise<T>;
  readonly browserPid: number | undefined;
  close(): Promise<void>;
}

/** Chromium keeps a little of every document; a fresh page gives it back. */
const PRINTS_PER_PAGE = 500;

interface OpenPage {
  readonly page: CardPage;
  readonly browser: Browser;
  prints: number;
}

export function createPagePool({ launch, open, logger, pages, waiting, timeout }: PagePoolOptions): PagePool {
  let browser: Promise<Browser> | undefined;
  let pid: number | undefined;
  let idle: OpenPage[] = [];
  let busy = 0;
  let closed = false;
  const queue: (() => void)[] = [];

  function aBrowser(): Promise<Browser> {
    if (browser !== undefined) return browser;
    const starting = launch().then((fresh) => {
      pid = fresh.process()?.pid;
      fresh.once('disconnected', () => {
        if (!closed) logger.warn('Chromium has gone; the next print starts another');
        forget(starting);
      });
      return fresh;
    });
    starting.catch(() => forget(starting));
    browser = starting;
    return starting;
  }

  /** Only if no newer browser has taken its place: the message of an old one's end may come late. */
  function forget(gone: Promise<Browser>): void {
    if (browser !== gone) return;
    browser = undefined;
    pid = undefined;
    idle = [];
  }

  async function takePage(): Promise<OpenPage> {
    const ready = idle.pop();
    if (ready !== undefined) return ready;
    const owner = await aBrowser();
    try {
      return { page: await open(owner), browser: owner, prints: 0 };
    } catch (error) {
      // A browser that hangs opens no page, and would never open one again.
      killBrowser(owner);
      throw error;
    }
  }

  function giveBack(used: OpenPage): void {
    used.prints += 1;
    if (used.prints < PRINTS_PER_PAGE && used.browser.connected) idle.push(used);
    else void used.page.close().catch(() => undefined);
  }

  async function takeTurn(): Promise<void> {
    if (closed) throw new Failure('PRINTER_FAILED', 'the press is closed');
    if (busy < pages) {
      busy += 1;
      return;
    }
    if (queue.length >= waiting) throw new Failure('PRINTER_FAILED', 'too many cards are waiting');
    await new Promise<void>((resolve) => queue.push(resolve)); // the place is handed over, `busy` stays
  }

  function endTurn(): void {
    const next = queue.shift();
    if (next === undefined) busy -= 1;
    else next();
  }

  /** The browser died under this print. Printing has no effect outside, so it may simply be done again. */
  const diedUnder = (used: OpenPage | undefined) => used !== undefined && !used.browser.connected && !closed;

  async function attempt<T>(work: (page: CardPage) => Promise<T>, mayRepeat: boolean): Promise<T> {
    let used: OpenPage | undefined;
    let deadline: ReturnType<typeof startDeadline> | undefined;
    try {
      used = await takePage(); // has puppeteer's own limits; a cold start is no reason to give a card up
      deadline = startDeadline(timeout);
      const result = await Promise.race([work(used.page), deadline.passed]);
      giveBack(used);
      return result;
    } catch (error) {
      const sound = error instanceof Failure && error.code === 'CARD_UNPRINTABLE';
      if (sound && used !== undefined) giveBack(used);
      if (error instanceof Deadline && used !== undefined) killBrowser(used.browser);
      else if (!sound && used !== undefined) void used.page.close().catch(() => undefined);
      if (mayRepeat && !(error instanceof Failure) && !(error instanceof Deadline) && diedUnder(used))
        return await attempt(work, false);
      throw error instanceof Failure ? error : new Failure('PRINTER_FAILED', nameOf(error), { cause: error });
    } finally {
      deadline?.stop();
    }
  }

  /** A page that is lost in layout answers nothing, not even "close"; its process has to go. */
  function killBrowser(lost: Browser): void {
    lost.process()?.kill('SIGKILL');
    if (browser !== undefined) forget(browser);
  }

  return {
    async use(work) {
      await takeTurn();
      try {
        return await attempt(work, true);
      } finally {
        endTurn();
      }
    },
    get browserPid() {
      return pid;
    },
    async close() {
      closed = true;
      const last = await browser?.catch(() => undefined);
      await last?.close().catch(() => undefined);
    },
  };
}

class Deadline extends Error {}

function startDeadline(milliseconds: number): { readonly passed: Promise<never>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Deadline(`no print within ${milliseconds} ms`)), milliseconds);
  });
  passed.catch(() => undefined); // nobody may be listening any more when it passes
  return { passed, stop: () => clearTimeout(timer) };
}

/** The browser's own words could repeat what is on the page. */
function nameOf(error: unknown): string {
  return error instanceof Deadline ? error.message : error instanceof Error ? error.name : 'unknown';
}
