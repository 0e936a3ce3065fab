import { ownThread, processorTimeOf } from './thread-time.ts';

/**
 * Filled in by the thread when it begins with its work: its number (0: unknown), and its processor time so far in
 * milliseconds.
 */
export type Start = Float64Array;
export const THREAD = 0;
export const TIME = 1;
/** Set last. */
export const HAS_BEGUN = 2;

export function newStart(): Start {
  return new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT));
}

/** Called by the thread: from now on its time counts. */
export function begin(start: Start): void {
  start[THREAD] = ownThread();
  start[TIME] = processorTimeOf(start[THREAD]) ?? 0;
  start[HAS_BEGUN] = 1;
}

/** A thread receives bare bytes. */
export function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
