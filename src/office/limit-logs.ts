import { createReadStream, createWriteStream } from 'node:fs';
import { stat, truncate } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Of the current part and of the one before it, each. */
const LIMIT_BYTES = 20_000_000;
const LOOK_MS = 10_000;

/**
 * Keeps logs from filling the disk: one that has grown past the limit is cut, and the last part of it kept as `.1`.
 * Their writers append, so they go on at the new end. Returns how to stop.
 */
export function limitLogs(files: readonly string[], limitBytes = LIMIT_BYTES): () => Promise<void> {
  let cutting = Promise.resolve();
  const look = () => {
    cutting = cutting.then(async () => {
      for (const file of files) await cutLog(file, limitBytes).catch(() => undefined); // the next look tries again
    });
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await cutting;
  };
}

/** Answers whether it was cut. */
export async function cutLog(file: string, limitBytes = LIMIT_BYTES): Promise<boolean> {
  const { size } = await stat(file);
  if (size <= limitBytes) return false;
  await pipeline(createReadStream(file, { start: size - limitBytes }), createWriteStream(`${file}.1`, { mode: 0o600 }));
  await truncate(file, 0);
  return true;
}
