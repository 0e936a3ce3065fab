import { fingerprintOf, isUnchanged, type KeptScore } from './kept-scores.ts';

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
  const fingerprint = fingerprintOf(source.replace(/:.*/, ''), otherTests ? [] : tests);
  const plan = { source, tests };
  if (source.includes(':') || otherTests) return { ...plan, how: 'aside' };
  if (kept === undefined || again || kept.sourceHash !== fingerprint.sourceHash) return { ...plan, how: 'all' };
  if (survivors) return { ...plan, kept, how: Object.keys(kept.survivors).length > 0 ? 'survivors' : 'unchanged' };
  return isUnchanged(kept, fingerprint) ? { ...plan, kept, how: 'unchanged' } : { ...plan, how: 'all' };
}
