import { randomUUID } from 'node:crypto';
import type { Browser, CDPSession, HTTPRequest, Page } from 'puppeteer-core';
import { Failure } from '../domain/failures.ts';

/** A browser page that holds the card's empty shell and prints one card after the other. */
export interface CardPage {
  /**
   * Prints the first of the layouts, from the dense to the roomy one, in which every value fits at a size that can be
   * read. Throws Failure('CARD_UNPRINTABLE') when there is none.
   */
  print(...layouts: readonly string[]): Promise<Buffer>;
  close(): Promise<void>;
}

const HOME = 'about:blank';
/** Below 6 pt a card is not readable on paper (1 pt = 4/3 px): what is longer gets more lines, not smaller letters. */
const SMALLEST_PX = 8;
/** How a long value is set smaller, in parts of its size: in whole words while that helps, then with broken words. */
const SCALES = [0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72];

/**
 * Nothing in this page can fetch or run: script is off, the policy allows only the embedded fonts and the office's coat
 * of arms, every request is aborted, the page is offline and the browser has no name resolution. If markup still led
 * the page elsewhere, its address or its canary would show it, and nothing is printed.
 */
export async function openCardPage(
  browser: Browser,
  shell: (canary: string) => string,
  emblem?: string,
): Promise<CardPage> {
  const page = await browser.newPage();
  const canary = randomUUID();
  await page.setJavaScriptEnabled(false);
  await page.setOfflineMode(true);
  await page.setRequestInterception(true);
  page.on('request', (request) => void answer(request, emblem).catch(() => undefined));
  await page.emulateMediaType('print');
  await page.setContent(shell(canary), { waitUntil: 'domcontentloaded' });
  if (!(await page.evaluate(loadEveryFont))) throw new Failure('PRINTER_FAILED', 'an embedded font does not load');
  const session = await page.createCDPSession();
  return {
    async print(...layouts) {
      let tooLong = 0;
      for (const body of layouts) {
        ({ tooLong } = await page.evaluate(typeset, body, SCALES, SMALLEST_PX));
        if (tooLong === 0) break;
      }
      if (tooLong > 0) throw new Failure('CARD_UNPRINTABLE', `${tooLong} values do not fit`);
      const pdf = await printToPdf(session);
      await assertAtHome(page, canary);
      assertOwnFonts(pdf);
      return pdf;
    },
    close: () => page.close(),
  };
}

/** The shell's own fonts and the coat of arms are data: addresses and the only things that are let through. */
async function answer(request: HTTPRequest, emblem: string | undefined): Promise<void> {
  const url = request.url();
  const isOwn = (url.startsWith('data:font/woff2;') || url === emblem) && !request.isNavigationRequest();
  await (isOwn ? request.continue() : request.abort('blockedbyclient'));
}

async function assertAtHome(page: Page, canary: string): Promise<void> {
  const found = await page.evaluate(() => document.documentElement.dataset['canary']);
  if (page.url() !== HOME || found !== canary) throw new Failure('PRINTER_FAILED', 'the page has left the card');
}

/**
 * A browser that finds no system font prints blanks, one that misses ours prints another typeface: neither may become a
 * draft.
 */
function assertOwnFonts(pdf: Buffer): void {
  const faces = Array.from(
    pdf.toString('latin1').matchAll(/\/BaseFont \/(?:[A-Z]{6}\+)?([\w-]+)/g),
    (match) => match[1] ?? '',
  );
  const foreign = faces.filter((face) => !/^(Arimo|NotoSansArabic|NotoSansJavanese)\b/.test(face));
  if (faces.length === 0 || foreign.length > 0)
    throw new Failure('PRINTER_FAILED', `fonts in the PDF: ${faces.join(', ') || 'none'}`);
}

async function printToPdf(session: CDPSession): Promise<Buffer> {
  const { data } = await session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: false,
  });
  return Buffer.from(data, 'base64');
}

/* The functions below run inside the page: they know nothing of this module. */

async function loadEveryFont(): Promise<boolean> {
  let loaded = document.fonts.size > 0;
  for (const face of document.fonts) loaded = loaded && (await face.load()).status === 'loaded';
  return loaded;
}

/** Puts the card into the page and sets every `.fit` box that overflows smaller, until it fits. */
async function typeset(body: string, scales: number[], smallestPx: number): Promise<{ tooLong: number }> {
  document.body.innerHTML = body;
  // A picture from a data: address is there a moment later, and a card without its coat of arms may not be printed.
  for (const emblem of document.querySelectorAll<HTMLImageElement>('img.emblem')) await emblem.decode();
  let tooLong = 0;
  const overflowing: HTMLElement[] = [];
  for (const box of document.querySelectorAll<HTMLElement>('.fit'))
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) overflowing.push(box);
  for (const box of overflowing) {
    const usual = Number.parseFloat(getComputedStyle(box).fontSize);
    const sizes = [...scales.map((scale) => usual * scale).filter((size) => size > smallestPx), smallestPx];
    box.classList.add('tight');
    let fits = false;
    for (const wrap of ['normal', 'anywhere']) {
      for (const size of sizes) {
        if (fits) continue;
        box.style.overflowWrap = wrap;
        box.style.fontSize = `${size}px`;
        fits = box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight;
      }
    }
    if (!fits) tooLong += 1;
  }
  return { tooLong };
}
