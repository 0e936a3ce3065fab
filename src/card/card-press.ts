import { Piscina } from 'piscina';
import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import type { CardPress } from './card.ts';
import { openCardPage } from './card-page.ts';
import type { Chromium } from './chromium/find-chromium.ts';
import { launchBrowser } from './chromium/launch-browser.ts';
import type { Finished, FinishingJob } from './finishing.ts';
import type { Letterhead } from './letterhead.ts';
import { createPagePool } from './page-pool.ts';
import { assertPrintable } from './printable.ts';
import { loadTemplate } from './template.ts';

export interface CardPressOptions {
  readonly chromium: Chromium;
  readonly logger: Logger;
  readonly letterhead: Letterhead;
  /** Cards that are printed at the same time; two are enough for two cores. */
  readonly pages?: number;
  /** Cards that may wait. */
  readonly waiting?: number;
  /** Milliseconds for one card in the browser. */
  readonly timeout?: number;
}

/** The press with the process number of its browser, for health pages and tests. */
export interface ChromiumPress extends CardPress {
  readonly browserPid: number | undefined;
}

/**
 * check -> template -> Chromium -> PDF/A -> preview. One finishing thread, and one browser that is started at the first
 * card or by `ready()`. Printing has no effect outside: the same card may be printed again and gives the same bytes.
 */
export function createCardPress({
  chromium,
  logger,
  letterhead,
  pages = 2,
  waiting = 100,
  timeout = 10_000,
}: CardPressOptions): ChromiumPress {
  const template = loadTemplate(letterhead);
  template.catch(() => undefined); // reported by the first print
  const pool = createPagePool({
    launch: () => launchBrowser(chromium, logger),
    open: async (browser) => openCardPage(browser, (await template).shell, letterhead.emblem),
    logger,
    pages,
    waiting,
    timeout,
  });
  const finishing = new Piscina<FinishingJob, Finished>({
    filename: import.meta.resolve('./finishing.ts'),
    name: 'finish',
    minThreads: 1,
    maxThreads: 1,
  });
  finishing.on('error', (error: unknown) => logger.warn({ err: error }, 'the finishing thread has failed')); // without a listener it would end the process

  async function finish(job: FinishingJob): Promise<Finished> {
    try {
      return await finishing.run(job);
    } catch (error) {
      throw new Failure('PRINTER_FAILED', 'the PDF could not be finished', { cause: error });
    }
  }

  return {
    async print(face) {
      if (letterhead.emblem === undefined) throw new Failure('CARD_UNPRINTABLE', 'CARD_EMBLEM_FILE is not set');
      const { fonts, layouts } = await template;
      assertPrintable(face, fonts);
      const html = layouts(face);
      const chromiumPdf = await pool.use((page) => page.print(...html));
      const { pdf, preview } = await finish({ chromiumPdf, issuedOn: face.issuedOn });
      return { pdf: Buffer.from(pdf), preview: Buffer.from(preview) };
    },
    async ready() {
      await pool.use(() => Promise.resolve());
    },
    get browserPid() {
      return pool.browserPid;
    },
    async close() {
      await Promise.all([pool.close(), finishing.destroy()]);
    },
  };
}
