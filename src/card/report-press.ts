import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { PlainDate } from '../domain/family-card.ts';
import { createArchivePdf, type ArchivePdf } from './archive-pdf.ts';
import { openCardPage } from './card-page.ts';
import type { Chromium } from './chromium/find-chromium.ts';
import { launchBrowser } from './chromium/launch-browser.ts';
import { loadFonts, type Fonts } from './fonts.ts';
import { createPagePool } from './page-pool.ts';
import { fillShell } from './template.ts';

export interface Report {
  /** Plain text; stands in the document's properties. */
  readonly title: string;
  /** Mark-up whose values are escaped already; styled by `templates/card/report.css`. */
  readonly body: string;
  readonly madeOn: PlainDate;
}

/** Prints a list or an answer of the office as PDF/A-2b, A4 landscape, with the same isolation as a card. */
export interface ReportPress {
  /** Throws Failure('PRINTER_FAILED'). Letters that no embedded font has are printed as question marks. */
  print(report: Report): Promise<Buffer>;
}

const TEMPLATES = path.resolve(import.meta.dirname, '../../templates');
/** A long answer has hundreds of pages. Milliseconds. */
const TIMEOUT_MS = 60_000;
const WAITING = 4;

/** Reports are rare: each has a browser of its own, which is closed again; cards do not wait for it. One at a time. */
export function createReportPress({ chromium, logger }: { chromium: Chromium; logger: Logger }): ReportPress {
  let tools: Promise<ReportTools> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  async function print({ title, body, madeOn }: Report): Promise<Buffer> {
    const { fonts, shell, archive } = await (tools ??= loadTools());
    const pool = createPagePool({
      launch: () => launchBrowser(chromium, logger),
      open: (browser) => openCardPage(browser, shell),
      logger,
      pages: 1,
      waiting: WAITING,
      timeout: TIMEOUT_MS,
    });
    try {
      const printed = await pool.use((page) => page.print(printable(body, fonts)));
      return await archive(printed, madeOn, title);
    } finally {
      await pool.close();
    }
  }
  return {
    print(report) {
      const printed = turn.then(() => print(report));
      turn = printed.catch(() => undefined);
      return printed;
    },
  };
}

interface ReportTools {
  readonly fonts: Fonts;
  readonly shell: (canary: string) => string;
  readonly archive: ArchivePdf;
}

async function loadTools(): Promise<ReportTools> {
  const [fonts, styleSheet, fill, archive] = await Promise.all([
    loadFonts(path.join(TEMPLATES, 'fonts')),
    readFile(path.join(TEMPLATES, 'card', 'report.css'), 'utf8'),
    fillShell(),
    createArchivePdf(),
  ]);
  return {
    fonts,
    archive,
    shell: (canary) => fill({ canary, pictures: false, styleSheet: `${fonts.styleSheet}\n${styleSheet}` }),
  };
}

/** Another typeface would not be embedded, and the press would refuse the whole report for one letter of a note. */
function printable(body: string, fonts: Fonts): string {
  return Array.from(body, (letter) => (letter < ' ' || fonts.has(letter.codePointAt(0) ?? 0) ? letter : '?')).join('');
}
