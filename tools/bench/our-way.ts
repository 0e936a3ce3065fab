import type { Logger } from 'pino';
import { createArchivePdf } from '../../src/card/archive-pdf.ts';
import { SIMULATED_LETTERHEAD } from '../../src/card/letterhead.ts';
import { openCardPage } from '../../src/card/card-page.ts';
import { createCardPress } from '../../src/card/card-press.ts';
import type { Chromium } from '../../src/card/chromium/find-chromium.ts';
import { launchBrowser } from '../../src/card/chromium/launch-browser.ts';
import { loadTemplate } from '../../src/card/template.ts';
import type { Signer } from '../../src/signing/signing.ts';
import { cardAt } from './cards.ts';
import { memoryNow, type MemorySample } from './memory.ts';
import { timed, type Rate } from './processor.ts';

export interface OurRate extends Rate {
  readonly memory: readonly MemorySample[];
}

const WARM_UP = 20;
const SAMPLES = 20;

/** Press and signer of the office: print, PDF/A, preview, sign, verify. `workers` cards at the same time. */
export async function ourWay(options: {
  readonly chromium: Chromium;
  readonly logger: Logger;
  readonly signer: Signer;
  readonly passphrase: string;
  readonly workers: number;
  readonly count: number;
}): Promise<OurRate> {
  const { chromium, logger, signer, passphrase, workers, count } = options;
  const press = createCardPress({ chromium, letterhead: SIMULATED_LETTERHEAD, logger, pages: workers });
  const make = async (index: number) => {
    const { pdf } = await press.print(cardAt(index));
    // The signer's answer has passed our verifier against the approved bytes.
    return signer.sign({
      pdf,
      signerNik: '',
      passphrase: Buffer.from(passphrase),
      reason: 'Penerbitan KK',
      location: 'Bantul',
    });
  };
  try {
    await atOnce(workers, WARM_UP, make);
    const memory: MemorySample[] = [];
    // A sample collects garbage first, which takes a third of a second.
    const every = Math.max(1, Math.floor(count / SAMPLES));
    const rate = await timed(count, () =>
      atOnce(workers, count, async (index) => {
        await make(WARM_UP + index);
        if (index % every === 0) memory.push(memoryNow(index, press.browserPid));
      }),
    );
    return { ...rate, memory };
  } finally {
    await press.close();
  }
}

export interface Renderer {
  /** Data to Chromium's PDF, one page, one card after the other. */
  render(from: number, count: number): Promise<Rate>;
  /** The same up to PDF/A. */
  renderArchivable(from: number, count: number): Promise<Rate>;
  close(): Promise<void>;
}

export async function openRenderer(chromium: Chromium, logger: Logger): Promise<Renderer> {
  const [template, archive, browser] = await Promise.all([
    loadTemplate(SIMULATED_LETTERHEAD),
    createArchivePdf(),
    launchBrowser(chromium, logger),
  ]);
  const page = await openCardPage(browser, template.shell, SIMULATED_LETTERHEAD.emblem);
  const inARow = (from: number, count: number, make: (index: number) => Promise<unknown>): Promise<Rate> =>
    timed(count, async () => {
      for (let index = from; index < from + count; index += 1) await make(index);
    });
  const print = (index: number) => page.print(...template.layouts(cardAt(index)));
  const printArchivable = async (index: number) => archive(await print(index), cardAt(index).issuedOn);
  await inARow(0, WARM_UP, printArchivable);
  return {
    render: (from, count) => inARow(from, count, print),
    renderArchivable: (from, count) => inARow(from, count, printArchivable),
    close: () => browser.close(),
  };
}

async function atOnce(workers: number, count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
