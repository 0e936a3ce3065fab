import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { ReadCard } from './card.ts';

/** Pixels; about 137 dpi of an A4 landscape page: every letter of the card can be read on a screen. */
const WIDTH = 1600;

/** PNG of all pages of a PDF, one below the other, drawn from the bytes themselves. */
export type DrawPreview = (pdf: Uint8Array) => Promise<Buffer>;

/** The most pages that a family card has: thirty members on three sheets, and some more for other layouts. */
const MOST_PAGES = 8;
/** Of what is drawn; A4 upright is half as much again as it is wide. A narrow strip would be drawn gigabytes high. */
const MOST_TIMES_ITS_WIDTH = 4;

/** Reads cards that other programs drew. */
export async function createReadCard(): Promise<ReadCard> {
  const library = await PDFiumLibrary.init();
  return async (pdf) => {
    const document = await library.loadDocument(pdf).catch(() => undefined);
    if (document === undefined) return undefined;
    try {
      if (document.getPageCount() > MOST_PAGES) return undefined;
      const text = Array.from(document.pages(), (page) => page.getText()).join('\n');
      return { text: text.trim(), preview: await stack(await pictures(document)) };
    } catch {
      return undefined;
    } finally {
      document.destroy();
    }
  };
}

/** PDFium as WebAssembly: no program of the machine is needed, and a broken PDF cannot reach beyond its sandbox. */
export async function createDrawPreview(): Promise<DrawPreview> {
  const library = await PDFiumLibrary.init();
  return async (pdf) => {
    const document = await library.loadDocument(pdf);
    try {
      return await stack(await pictures(document));
    } finally {
      document.destroy();
    }
  };
}

interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

async function pictures(document: PDFiumDocument): Promise<Picture[]> {
  const drawn: Picture[] = [];
  for (const page of document.pages()) {
    const { originalWidth, originalHeight } = page.getOriginalSize();
    if (originalHeight > MOST_TIMES_ITS_WIDTH * originalWidth) throw new RangeError('a page is no card');
    drawn.push(
      await page.render({
        scale: WIDTH / originalWidth,
        render: 'bitmap',
        colorSpace: 'Gray',
        renderFormFields: false,
      }),
    );
  }
  return drawn;
}

/** Grey pictures of one width are stacked by joining their bytes. */
async function stack(pages: readonly Picture[]): Promise<Buffer> {
  const width = pages[0]?.width ?? 0;
  const height = pages.reduce((sum, page) => sum + page.height, 0);
  return sharp(Buffer.concat(pages.map((page) => page.data)), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w') // one channel, also in the file: half as large as colours that are all grey
    .png({ compressionLevel: 3 })
    .toBuffer();
}
