import { setTimeout as wait } from 'node:timers/promises';
import { takeOwnership } from '../src/machine/owner-file.ts';

/**
 * Runs the work while no other process of this machine does; the lock of a dead process is taken over, also when its
 * number belongs to another program by now (after a power cut: to ourselves, in a container). Waits as long as it takes.
 */
export async function withLock(
  file: string,
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<void> {
  let ownership = takeOwnership(file);
  while ('heldBy' in ownership) {
    await wait(500, undefined, signal === undefined ? {} : { signal });
    ownership = takeOwnership(file);
  }
  try {
    await work();
  } finally {
    ownership.release();
  }
}
