import { begin, toBuffer, type Start } from '../machine/threads/start.ts';
import { checkPdf } from './check-pdf.ts';
import { PaperRefused } from './documents.ts';

/** What goes into the thread. */
export interface PdfExamination {
  readonly pdf: Uint8Array;
}

/** `checkPdf` in a thread: why the PDF is not taken, for its sender; null: it is. */
export async function examinePdf({ pdf, start }: PdfExamination & { readonly start: Start }): Promise<string | null> {
  begin(start);
  try {
    await checkPdf(toBuffer(pdf));
    return null;
  } catch (error) {
    if (error instanceof PaperRefused) return error.reason;
    throw error;
  }
}
