import { PDFiumLibrary } from '@hyzyla/pdfium';

let library: Promise<PDFiumLibrary> | undefined;

/** The words of every page as a reader would copy them, with single spaces. */
export async function textOf(pdf: Buffer): Promise<string[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    return Array.from(document.pages(), (page) => page.getText().replace(/\s+/g, ' ').trim());
  } finally {
    document.destroy();
  }
}
