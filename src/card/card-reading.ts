import { begin, toBuffer, type Start } from '../machine/threads/start.ts';
import type { ReadCardFile } from './card.ts';
import { createReadCard } from './preview.ts';

/** What goes into the thread. */
export interface CardReading {
  readonly pdf: Uint8Array;
}

/** Reads a card in a thread, with a library of its own: one that a PDF has made abort reads no other PDF. */
export async function readInThread({
  pdf,
  start,
}: CardReading & { readonly start: Start }): Promise<ReadCardFile | null> {
  const read = await createReadCard();
  begin(start);
  return (await read(toBuffer(pdf))) ?? null;
}
