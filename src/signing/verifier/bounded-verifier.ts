import { Piscina } from 'piscina';
import { VerifierBusy, type Verification, type Verifier } from '../signing.ts';
import { HAS_BEGUN, newStart, THREAD, TIME, type Examination, type Start } from './examination.ts';
import { createFairQueue, QueueFull } from './fair-queue.ts';
import { finding } from './rule.ts';
import { EFFORT } from './rules/gates.ts';
import { processorTimeOf } from './thread-time.ts';
import { createVerifier, refusal, type VerifierOptions } from './verifier.ts';

export interface Bounds {
  /** Milliseconds of processor for one file. A card takes about 20, and some 300 when it is the first of its thread. */
  readonly limitMs?: number;
  /** MB of heap for one file. A card takes about 10. */
  readonly heapMb?: number;
  /** Files at the same time; one of each asker. */
  readonly threads?: number;
  /** Files of one asker that may wait. */
  readonly waitingEach?: number;
  /** Files that may wait, over all askers. */
  readonly waiting?: number;
  /** By the clock: a machine that has not come to an end by then is too busy to say anything about the file. */
  readonly givenUpMs?: number;
}
export interface BoundedVerifier extends Verifier {
  close(): Promise<void>;
}

const IDLE_MS = 60_000;
/** How often a thread at work is looked at. */
const LOOK_MS = 20;
/** Where the system does not know the processor time of a thread, the clock must do: so many times the limit. */
const CLOCK_FACTOR = 10;

/**
 * The strict verifier for files of strangers: in threads of its own. Readers are bounded by size and count, but only a
 * limit on time ends a file of which nobody thought; such a file is refused with EFFORT. It counts the processor's time
 * of the thread, not the clock's: how busy the machine is says nothing about the file. Askers (`askedBy`) take turns,
 * and none can fill the line for the others. `verify` throws VerifierBusy when the line is full or the machine does not
 * come to an end. Throws DerDefect at once when an anchor is unreadable.
 */
export function createBoundedVerifier(
  options: Pick<VerifierOptions, 'trustAnchors' | 'timestampAnchors' | 'revocationLists' | 'acceptedSigners'>,
  { limitMs = 2_000, heapMb = 256, threads = 2, waitingEach = 8, waiting = 64, givenUpMs = 60_000 }: Bounds = {},
): BoundedVerifier {
  createVerifier(options);
  const queue = createFairQueue({ atOnce: threads, waitingEach, waiting });
  const pool = new Piscina<Examination, Verification>({
    filename: import.meta.resolve('./examination.ts'),
    name: 'examine',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  pool.on('error', () => undefined); // the promise reports it; without a listener the process would end

  async function examine(signedPdf: Buffer, approvedPdf: Buffer | undefined): Promise<Verification> {
    const start = newStart();
    const watch = watchTime(start, limitMs, givenUpMs);
    try {
      const examination = {
        trustAnchors: options.trustAnchors,
        timestampAnchors: options.timestampAnchors,
        revocationLists: options.revocationLists?.(),
        acceptedSigners: options.acceptedSigners,
        signedPdf,
        approvedPdf,
        start,
      };
      return await pool.run(examination, { signal: watch.signal });
    } catch (error) {
      if (watch.signal.reason === TOO_BUSY) throw new VerifierBusy();
      if (!isExhausted(error)) throw error;
      return refusal([finding(EFFORT, false)]);
    } finally {
      watch.stop();
    }
  }

  return {
    verify: (signedPdf, expected) =>
      queue
        .run(expected?.askedBy ?? '', () => examine(signedPdf, expected?.approvedPdf))
        .catch((error: unknown) => {
          throw error instanceof QueueFull ? new VerifierBusy() : error;
        }),
    close: () => pool.destroy(),
  };
}

const TOO_BUSY = new Error('the machine is too busy');
const EXHAUSTED = new Error('the file takes too much of the processor');

/**
 * Gives the signal when the thread has used its time for the file; loading the verifier into a new thread does not
 * count.
 */
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
