import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './processes.ts';

/**
 * Runs the work while no other process of this machine does; the lock of a dead process is taken over. Waits as long as
 * it takes.
 */
export async function withLock(
  file: string,
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<void> {
  while (!(await take(file))) await wait(500, undefined, signal === undefined ? {} : { signal });
  try {
    await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    // Empty: the owner has made the file and not yet written its number.
    if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
    return false;
  }
}
