import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import sharp, { type Sharp } from 'sharp';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/pictures');
/** Pictures are looked at on a page of documentation, over a village's connection. */
const MOST_BYTES = 250_000;

/** PICTURES=1 keeps what people see in docs/pictures; a plain test run leaves the tree as it is. */
const KEEPS = process.env['PICTURES'] !== undefined;

export async function keepPicture(page: Page, name: string): Promise<void> {
  if (KEEPS) await keep(sharp(await page.screenshot({ type: 'png' })), name);
}

/** What a phone shows, one screen after another, in one picture: readers see the way, not four files. */
export class PhoneScreens {
  static readonly #WIDTH = 360;
  static readonly #HEIGHT = 779;
  static readonly #GAP = 24;
  readonly #screens: Uint8Array[] = [];

  async add(page: Page): Promise<void> {
    if (KEEPS) this.#screens.push(await page.screenshot({ type: 'png', captureBeyondViewport: false }));
  }

  async keep(name: string): Promise<void> {
    if (!KEEPS) return;
    const [width, height, gap] = [PhoneScreens.#WIDTH, PhoneScreens.#HEIGHT, PhoneScreens.#GAP];
    const inputs = this.#screens.map((screen) => sharp(screen).resize({ width, height }));
    const composed = await sharp({
      create: {
        width: gap + this.#screens.length * (width + gap),
        height: height + 2 * gap,
        channels: 3,
        background: '#d9d5cb',
      },
    })
      .composite(
        await Promise.all(
          inputs.map(async (input, i) => ({ input: await input.toBuffer(), left: gap + i * (width + gap), top: gap })),
        ),
      )
      .png()
      .toBuffer();
    await keep(sharp(composed), name);
  }
}

async function keep(picture: Sharp, name: string): Promise<void> {
  const png = await picture.png({ palette: true, colours: 128, effort: 8 }).toBuffer();
  if (png.length > MOST_BYTES) throw new Error(`the picture ${name} has ${png.length} bytes, more than ${MOST_BYTES}`);
  await writeFile(path.join(FOLDER, `${name}.png`), png);
}
