import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'puppeteer-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Faults of WCAG 2.2 AA that axe can see, as short lines. */
export async function axeFaults(page: Page): Promise<string[]> {
  // axe is injected; the page's own content policy would refuse it
  const isolated = await page.createCDPSession();
  await isolated.send('Page.setBypassCSP', { enabled: true });
  await page.reload({ waitUntil: 'networkidle0' });
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(context: Document, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }, WCAG);
}

/** Keeps what the page shows, when the run is asked to (PAGE_PICTURES=folder). */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['PAGE_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
