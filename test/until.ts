import { until as patiently } from '../src/demo/until.ts';

/** Waits by condition, never by a guess; within the time of one test. */
export function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  return patiently(what, ask, { withinMs: 15_000, everyMs: 10 });
}
