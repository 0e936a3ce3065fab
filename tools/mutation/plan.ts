import { fingerprintOf, isUnchanged, type KeptScore } from './kept-scores.ts';
import { testsOf } from './tests-of.ts';

/** What a run does with one file. */
export type Plan = {
  readonly source: string;
  readonly tests: readonly string[];
} & (
  | { readonly how: 'all' }
  /** Some lines, or by other tests than its own: told, but not kept. */
  | { readonly how: 'aside' }
  | { readonly how: 'unchanged' | 'survivors'; readonly kept: KeptScore }
);

export interface Wish {
  readonly again: boolean;
  readonly survivors: boolean;
  readonly otherTests: boolean;
}

export function planOf(
  source: string,
  tests: readonly string[],
  kept: KeptScore | undefined,
  { again, survivors, otherTests }: Wish,
): Plan {
  const plan = { source, tests };
  if (source.includes(':')) return { ...plan, how: 'aside' };
  const own = testsOf(source);
  const fingerprint = fingerprintOf(source, own);
  const isSame = kept?.sourceHash === fingerprint.sourceHash;
  // Some of its own tests may be tried alone: what has survived the others need not meet them again.
  if (kept !== undefined && isSame && survivors && tests.every((test) => own.includes(test)))
    return { ...plan, kept, how: Object.keys(kept.survivors).length > 0 ? 'survivors' : 'unchanged' };
  if (otherTests) return { ...plan, how: 'aside' };
  if (kept === undefined || again || !isUnchanged(kept, fingerprint)) return { ...plan, how: 'all' };
  return { ...plan, kept, how: 'unchanged' };
}
