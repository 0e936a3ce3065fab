import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer-core';
import { paperPhoto } from '../../../src/demo/photos.ts';
import type { Application } from '../../../src/domain/application.ts';
import type { DocumentKind } from '../../../src/domain/document-kinds.ts';
import { Keyboard } from './keyboard.ts';

/**
 * A resident without a mouse applies for a lost card: every step of the form by Tab, Space, arrows and Enter. Answers
 * number and PIN from the screen.
 */
export async function appliesByKeyboard(
  browser: Browser,
  portalUrl: string,
  application: Application,
  papers: readonly DocumentKind[],
): Promise<{ applicationNumber: string; pin: string; keys: number }> {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1366, height: 768 });
  const keyboard = new Keyboard(page);
  const { applicant, address, kkNumber } = application;
  const onward = async () => {
    const before = await page.title();
    await keyboard.goesTo('[data-next]');
    await keyboard.press('Enter');
    await page.waitForFunction((old) => document.title !== old, {}, before);
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'photos-'));
  try {
    await page.goto(`${portalUrl}/ajukan`, { waitUntil: 'networkidle0' });
    await keyboard.ticks('input[value="kk-hilang"]');
    await onward();
    const texts = {
      name: applicant.name,
      nik: applicant.nik,
      kkNumber: kkNumber!,
      whatsapp: applicant.whatsapp,
      street: address.street,
      rt: address.rt,
      rw: address.rw,
    };
    for (const [id, text] of Object.entries(texts)) await keyboard.writes(`#${id}`, text);
    // A closed list takes the beginning of a word.
    await keyboard.writes('#kalurahan', 'Pendowoharjo');
    await onward();
    // Nobody is written down for a lost card; its own questions may stay empty.
    await onward();
    for (const [i, kind] of papers.entries()) {
      const file = path.join(folder, `${kind}.jpg`);
      writeFileSync(file, await paperPhoto(kind, i + 1));
      await page.waitForSelector(`[data-slot="${kind}"]`);
      await keyboard.picks(`[data-slot="${kind}"] input:not([capture])`, file);
      await page.waitForSelector(`[data-slot="${kind}"] .thumb img`);
    }
    await onward();
    await keyboard.ticks('#statement');
    await keyboard.goesTo('[data-next]');
    await keyboard.press('Enter');
    await page.waitForSelector('[data-receipt]:not([hidden])');
    const text = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
    return {
      applicationNumber: await text('[data-receipt-number]'),
      pin: await text('[data-receipt-pin]'),
      keys: keyboard.keys,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
