import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isThere } from '../src/machine/is-there.ts';
import { withLock } from './lock.ts';

/**
 * A folder that is made once and then only read. It appears by one rename, so that an interrupted making leaves nothing
 * that looks whole; of two makers at once, one makes and the other waits.
 */
export async function madeOnce(
  folder: string,
  signal: AbortSignal | undefined,
  make: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (await isThere(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, signal, async () => {
    if (await isThere(folder)) return;
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    await make(unfinished);
    await rename(unfinished, folder);
  });
}
