import { createBoundedThreads, WorkExhausted, type Bounds } from '../machine/threads/bounded-threads.ts';
import { toBuffer } from '../machine/threads/start.ts';
import type { ReadCard, ReadCardFile } from './card.ts';
import type { CardReading } from './card-reading.ts';

export interface BoundedReading {
  readonly read: ReadCard;
  readonly close: () => Promise<void>;
}

/** A card of eight sheets takes about a second. */
const BOUNDS: Bounds = {
  limitMs: 15_000,
  heapMb: 256,
  threads: 1,
  waitingEach: 64,
  waiting: 64,
  givenUpMs: 180_000,
};

/**
 * Reads cards that other programs drew, in a thread: a PDF of one KB can be drawn for hours. One that takes too long is
 * not readable. Throws ThreadsBusy when the machine does not come to an end.
 */
export function createBoundedReading(bounds: Partial<Bounds> = {}): BoundedReading {
  const threads = createBoundedThreads<CardReading, ReadCardFile | null>(
    { filename: import.meta.resolve('./card-reading.ts'), name: 'readInThread' },
    { ...BOUNDS, ...bounds },
  );
  return {
    async read(pdf) {
      const card = await threads.run({ pdf }, '').catch((error: unknown) => {
        if (error instanceof WorkExhausted) return null;
        throw error;
      });
      return card === null ? undefined : { ...card, preview: toBuffer(card.preview) };
    },
    close: () => threads.close(),
  };
}
