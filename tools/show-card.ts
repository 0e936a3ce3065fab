import { writeFile } from 'node:fs/promises';
import { pino } from 'pino';
import { createCardPress } from '../src/card/card-press.ts';
import { SIMULATED_LETTERHEAD } from '../src/card/letterhead.ts';
import { findChromium } from '../src/card/chromium/find-chromium.ts';
import { loadConfig } from '../src/config/config.ts';
import { sampleCard } from '../test/card/sample-card.ts';
import { runCommand, Unusable, wordsOf } from './command.ts';

/**
 * node start.mjs tools/show-card.ts kartu.pdf: prints the card of an invented family, and its preview as kartu.png
 * beside it.
 */
const USAGE = 'Tulis nama berkas PDF, misalnya: node start.mjs tools/show-card.ts kartu.pdf\n';

async function main(): Promise<number> {
  const [target] = wordsOf(USAGE, 1);
  if (target === undefined || !target.endsWith('.pdf')) throw new Unusable(USAGE);
  const logger = pino({ level: 'warn' });
  const { cacheDir, chromium: executablePath } = loadConfig();
  const chromium = await findChromium({ cacheDir, executablePath, logger });
  const press = createCardPress({ chromium, letterhead: SIMULATED_LETTERHEAD, logger });
  const { pdf, preview } = await press.print(sampleCard());
  const picture = target.replace(/\.pdf$/, '.png');
  await Promise.all([writeFile(target, pdf), writeFile(picture, preview), press.close()]);
  process.stdout.write(`Kartu contoh: ${target} (${Math.round(pdf.length / 1024)} kB), gambarnya: ${picture}\n`);
  return 0;
}

runCommand(main);
