import { Piscina } from 'piscina';
import type { Verification, Verifier } from '../signing.ts';
import type { Examination } from './examination.ts';
import { finding } from './rule.ts';
import { EFFORT } from './rules/gates.ts';
import { createVerifier, type VerifierOptions } from './verifier.ts';

export interface Bounds {
  /** Milliseconds for one file. A card takes about 20. */
  readonly limitMs?: number;
  /** MB of heap for one file. A card takes about 10. */
  readonly heapMb?: number;
}
export interface BoundedVerifier extends Verifier {
  close(): Promise<void>;
}

const IDLE_MS = 60_000;

/**
 * The strict verifier for files of strangers: in a thread of its own, one file at a time. Readers are bounded by size and count, but only a
 * clock ends a file of which nobody thought; such a file is refused with EFFORT, and the office's other work never waits for it.
 * Throws DerDefect at once when an anchor is unreadable.
 */
export function createBoundedVerifier(
  options: Pick<VerifierOptions, 'trustAnchors' | 'timestampAnchors' | 'revocationLists'>,
  { limitMs = 2_000, heapMb = 256 }: Bounds = {},
): BoundedVerifier {
  createVerifier(options);
  const threads = new Piscina<Examination, Verification | undefined>({
    filename: new URL('./examination-thread.mjs', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  threads.on('error', () => undefined); // whoever waits for the thread is told by his own promise; without a listener the process would end
  let turn: Promise<unknown> = Promise.resolve();

  async function examine(signedPdf: Buffer, approvedPdf: Buffer | undefined): Promise<Verification> {
    const settings = {
      trustAnchors: options.trustAnchors,
      timestampAnchors: options.timestampAnchors,
      revocationLists: options.revocationLists?.(),
    };
    // A new thread loads the verifier first; that is not the file's time.
    await threads.run(settings);
    try {
      return (await threads.run({ ...settings, signedPdf, approvedPdf }, { signal: AbortSignal.timeout(limitMs) }))!;
    } catch (error) {
      if (!isExhausted(error)) throw error;
      return { valid: false, findings: [finding(EFFORT, false)], signerName: null, signedAt: null, level: null };
    }
  }

  return {
    verify(signedPdf, expected) {
      const verification = turn.then(() => examine(signedPdf, expected?.approvedPdf));
      turn = verification.catch(() => undefined);
      return verification;
    },
    close: () => threads.destroy(),
  };
}

function isExhausted(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'))
  );
}
