import {
  createBoundedThreads,
  ThreadsBusy,
  WorkExhausted,
  type Bounds,
} from '../../machine/threads/bounded-threads.ts';
import { VerifierBusy, type Verification, type Verifier } from '../signing.ts';
import type { Examination } from './examination.ts';
import { finding } from './rule.ts';
import { EFFORT } from './rules/gates.ts';
import { createVerifier, refusal, type VerifierOptions } from './verifier.ts';

export interface BoundedVerifier extends Verifier {
  close(): Promise<void>;
}

/** A card takes about 20 ms, and some 300 when it is the first of its thread; of the heap about 10 MB. */
const BOUNDS: Bounds = {
  limitMs: 2_000,
  heapMb: 256,
  threads: 2,
  waitingEach: 8,
  waiting: 64,
  givenUpMs: 60_000,
};

/**
 * The strict verifier for files of strangers: in threads of its own. Readers are bounded by size and count, but only a
 * limit on time ends a file of which nobody thought; such a file is refused with EFFORT. Askers (`askedBy`) take turns.
 * `verify` throws VerifierBusy when the line is full or the machine does not come to an end. Throws DerDefect at once
 * when an anchor is unreadable.
 */
export function createBoundedVerifier(
  options: Pick<VerifierOptions, 'trustAnchors' | 'timestampAnchors' | 'revocationLists' | 'acceptedSigners'>,
  bounds: Partial<Bounds> = {},
): BoundedVerifier {
  createVerifier(options);
  const { trustAnchors, timestampAnchors, revocationLists, acceptedSigners } = options;
  const threads = createBoundedThreads<Examination, Verification>(
    { filename: import.meta.resolve('./examination.ts'), name: 'examine' },
    { ...BOUNDS, ...bounds },
  );
  return {
    async verify(signedPdf, { approvedPdf, askedBy = '' } = {}) {
      const trust = { trustAnchors, timestampAnchors, revocationLists: revocationLists?.(), acceptedSigners };
      try {
        return await threads.run({ ...trust, signedPdf, approvedPdf }, askedBy);
      } catch (error) {
        if (error instanceof ThreadsBusy) throw new VerifierBusy();
        if (error instanceof WorkExhausted) return refusal([finding(EFFORT, false)]);
        throw error;
      }
    },
    close: () => threads.close(),
  };
}
