import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import sharp from 'sharp';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/pictures');
/** Pictures are looked at on a page of documentation, over a village's connection. */
const MOST_BYTES = 250_000;

/** PICTURES=1 keeps what people see in docs/pictures; a plain test run leaves the tree as it is. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === undefined) return;
  const png = await sharp(await page.screenshot({ type: 'png' }))
    .png({ palette: true, colours: 128, effort: 8 })
    .toBuffer();
  if (png.length > MOST_BYTES) throw new Error(`the picture ${name} has ${png.length} bytes, more than ${MOST_BYTES}`);
  await writeFile(path.join(FOLDER, `${name}.png`), png);
}
