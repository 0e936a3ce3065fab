import { fingerprintOf, isUnchanged, placesOfSurvivors, type KeptScore } from './kept-scores.ts';
import { testsOf } from './tests-of.ts';

/** What a run does with one file. */
export type Plan = {
  readonly source: string;
  readonly tests: readonly string[];
} & (
  | { readonly how: 'all' }
  /** Some lines, or by other tests than its own: told, but not kept. */
  | { readonly how: 'aside' }
  | { readonly how: 'unchanged'; readonly kept: KeptScore }
  | { readonly how: 'survivors'; readonly kept: KeptScore; readonly places: readonly string[] }
);

export interface Wish {
  readonly again: boolean;
  readonly survivors: boolean;
  readonly otherTests: boolean;
}

/** `place`: a file, or some lines of it (`a.ts:10-40`). */
export function planOf(
  place: string,
  tests: readonly string[],
  kept: KeptScore | undefined,
  { again, survivors, otherTests }: Wish,
): Plan {
  const plan = { source: place, tests };
  const [source = place, lines] = place.split(':');
  const own = testsOf(source);
  const fingerprint = fingerprintOf(source, own);
  // Some of its own tests may be tried alone: what has survived the others need not meet them again.
  if (survivors && kept?.sourceHash === fingerprint.sourceHash && tests.every((test) => own.includes(test))) {
    const places = placesOfSurvivors(kept, lines);
    return places.length > 0 ? { ...plan, how: 'survivors', kept, places } : { ...plan, how: 'unchanged', kept };
  }
  if (lines !== undefined || otherTests) return { ...plan, how: 'aside' };
  if (kept === undefined || again || !isUnchanged(kept, fingerprint)) return { ...plan, how: 'all' };
  return { ...plan, how: 'unchanged', kept };
}

/** What is begun and looked over once costs a small file more than its mutants; a run that is stopped loses its files. */
const TOGETHER = 8;

/** Files that one run measures. Some lines are measured alone: two places of a file would share their mutants. */
export function withTheSameTests(plans: readonly Plan[]): readonly (readonly Plan[])[] {
  const runs: Plan[][] = [];
  const open = new Map<string, Plan[]>();
  for (const plan of plans) {
    const key = plan.how === 'aside' ? plan.source : plan.tests.join();
    const run = open.get(key);
    if (run !== undefined && run.length < TOGETHER) run.push(plan);
    else {
      const begun = [plan];
      runs.push(begun);
      open.set(key, begun);
    }
  }
  return runs;
}
