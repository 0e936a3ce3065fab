import { INDONESIAN } from '../domain/language/indonesian.ts';
import { createBoundedThreads, ThreadsBusy, WorkExhausted, type Bounds } from '../machine/threads/bounded-threads.ts';
import { createFairQueue, QueueFull } from '../machine/threads/fair-queue.ts';
import { cleanPaper } from './clean-paper.ts';
import { cleanPicture } from './clean-picture.ts';
import { CleaningBusy, PaperRefused, type CleanPaper } from './documents.ts';
import type { PdfExamination } from './pdf-examination.ts';

export interface BoundedCleaning {
  /**
   * `cleanPaper` for what strangers send; `askedBy`: on whose behalf, an address or a number. Askers take turns. Throws
   * PaperRefused, and CleaningBusy when the line is full or the machine does not come to an end.
   */
  readonly clean: (bytes: Uint8Array, askedBy: string) => Promise<CleanPaper>;
  readonly close: () => Promise<void>;
}

/** The PDFs of an office take 20 to 400 ms of the processor. */
const BOUNDS: Bounds = {
  limitMs: 4_000,
  heapMb: 256,
  threads: 2,
  waitingEach: 64,
  waiting: 512,
  givenUpMs: 60_000,
};
/**
 * Pictures are drawn on the four threads that read files, ask for names and hash passwords too: half of them are left
 * for that, and a picture takes up to 400 MB while it is drawn.
 */
const PICTURES_AT_ONCE = 2;

/** Hygiene of what strangers send, which holds up neither the office nor other senders: PDFs in threads of their own. */
export function createBoundedCleaning(bounds: Partial<Bounds> = {}): BoundedCleaning {
  const { waitingEach, waiting, ...threadBounds } = { ...BOUNDS, ...bounds };
  const threads = createBoundedThreads<PdfExamination, string | null>(
    { filename: import.meta.resolve('./pdf-examination.ts'), name: 'examinePdf' },
    { ...threadBounds, waitingEach, waiting },
  );
  const pictures = createFairQueue({ atOnce: PICTURES_AT_ONCE, waitingEach, waiting });

  async function examine(pdf: Buffer, askedBy: string): Promise<void> {
    const reason = await threads.run({ pdf }, askedBy).catch((error: unknown) => {
      if (error instanceof WorkExhausted) return INDONESIAN.refusals['pdf-ini-terlalu-rumit'];
      throw error;
    });
    if (reason !== null) throw new PaperRefused(reason);
  }

  return {
    clean: (bytes, askedBy) =>
      cleanPaper(bytes, {
        checkPdf: (pdf) => examine(pdf, askedBy),
        cleanPicture: (picture) => pictures.run(askedBy, () => cleanPicture(picture)),
      }).catch((error: unknown) => {
        throw error instanceof ThreadsBusy || error instanceof QueueFull ? new CleaningBusy() : error;
      }),
    close: () => threads.close(),
  };
}
