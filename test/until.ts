import { until as patiently } from '../src/demo/until.ts';

/** Waits by condition, never by a guess; the limit only ends what hangs. What takes long is not asked a hundred times. */
export function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  return patiently(what, ask, { withinMs: 120_000, everyMs: 10, atMostMs: 150 });
}
