import { Piscina } from 'piscina';
import { createFairQueue, QueueFull } from './fair-queue.ts';
import { HAS_BEGUN, newStart, THREAD, TIME, type Start } from './start.ts';
import { processorTimeOf } from './thread-time.ts';

export interface Bounds {
  /** Milliseconds of processor for one work. */
  readonly limitMs: number;
  /** MB of heap for one work. */
  readonly heapMb: number;
  /** Works at the same time; one of each asker. */
  readonly threads: number;
  /** Works of one asker that may wait. */
  readonly waitingEach: number;
  /** Works that may wait, over all askers. */
  readonly waiting: number;
  /** By the clock: a machine that has not come to an end by then is too busy to say anything about the work. */
  readonly givenUpMs: number;
}

/** The work takes more of the processor or of the memory than one may. */
export class WorkExhausted extends Error {
  override name = 'WorkExhausted';
}
/** The line is full, or the machine does not come to an end; it says nothing about the work. */
export class ThreadsBusy extends Error {
  override name = 'ThreadsBusy';
}

export interface BoundedThreads<Task, Answer> {
  /** Askers take turns, and none can fill the line for the others. Throws WorkExhausted, ThreadsBusy. */
  run(task: Task, askedBy: string): Promise<Answer>;
  close(): Promise<void>;
}

const IDLE_MS = 60_000;
/** How often a thread at work is looked at. */
const LOOK_MS = 20;
/** Where the system does not know the processor time of a thread, the clock must do: so many times the limit. */
const CLOCK_FACTOR = 10;

/**
 * Threads for what strangers send: no file may hold up the office, whatever nobody thought of is in it. What is counted
 * is the processor's time of the thread, not the clock's: how busy the machine is says nothing about the file. The
 * function named `name` in the file gets the task and its Start, and calls `begin` first; loading it into a new thread
 * does not count. What a thread was at when it died is done once more, by another one.
 */
export function createBoundedThreads<Task extends object, Answer>(
  { filename, name }: { readonly filename: string; readonly name: string },
  { limitMs, heapMb, threads, waitingEach, waiting, givenUpMs }: Bounds,
): BoundedThreads<Task, Answer> {
  const queue = createFairQueue({ atOnce: threads, waitingEach, waiting });
  const pool = new Piscina<Task & { readonly start: Start }, Answer>({
    filename,
    name,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  pool.on('error', () => undefined); // the promise reports it; without a listener the process would end

  async function work(task: Task): Promise<Answer> {
    const start = newStart();
    const watch = watchTime(start, limitMs, givenUpMs);
    try {
      return await pool.run({ ...task, start }, { signal: watch.signal });
    } catch (error) {
      if (watch.signal.reason === TOO_BUSY) throw new ThreadsBusy();
      throw isExhausted(error) ? new WorkExhausted() : error;
    } finally {
      watch.stop();
    }
  }

  const again = (task: Task) => (error: unknown) => {
    if (error instanceof WorkExhausted || error instanceof ThreadsBusy) throw error;
    return work(task);
  };

  return {
    run: (task, askedBy) =>
      queue
        .run(askedBy, () => work(task).catch(again(task)))
        .catch((error: unknown) => {
          throw error instanceof QueueFull ? new ThreadsBusy() : error;
        }),
    close: () => pool.destroy(),
  };
}

const TOO_BUSY = new Error('the machine is too busy');
const EXHAUSTED = new Error('the work takes too much of the processor');

/** Gives the signal when the thread has used its time for the work. */
function watchTime(start: Start, limitMs: number, givenUpMs: number): { readonly signal: AbortSignal; stop(): void } {
  const watch = new AbortController();
  const since = performance.now();
  let begun: number | undefined;
  const look = setInterval(() => {
    const now = performance.now();
    if (now - since > givenUpMs) watch.abort(TOO_BUSY);
    if (start[HAS_BEGUN] !== 1) return;
    begun ??= now;
    const time = processorTimeOf(start[THREAD]!);
    const exhausted = time === undefined ? now - begun > limitMs * CLOCK_FACTOR : time - start[TIME]! > limitMs;
    if (exhausted) watch.abort(EXHAUSTED);
  }, LOOK_MS);
  return { signal: watch.signal, stop: () => clearInterval(look) };
}

function isExhausted(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'))
  );
}
