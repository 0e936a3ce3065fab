import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Faults of WCAG 2.2 AA that axe sees on the page as it stands, as short lines; with `bestPractice` also what axe advises
 * beyond it. axe comes by the debugger, past the page's own content policy.
 */
export async function axeFaults(page: Page, { bestPractice = false } = {}): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    async (tags) => {
      const { axe } = globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run({ runOnly: tags });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    },
    bestPractice ? [...WCAG, 'best-practice'] : WCAG,
  );
}

/** Keeps what the page shows, when the run is asked to (PAGE_PICTURES=folder). */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['PAGE_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
