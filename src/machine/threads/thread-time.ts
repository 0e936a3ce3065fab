import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Number under which the system knows the calling thread; 0 where it has none (not Linux).
 * Node 20 knows the processor time of the whole process only.
 */
export function ownThread(): number {
  try {
    return Number(/\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * Milliseconds of processor that a thread of this process has used; undefined where the system does not know, or the
 * thread is gone.
 */
export function processorTimeOf(thread: number): number | undefined {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1_000_000;
  } catch {
    return undefined;
  }
}
