import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than the engine needs to come back after it was killed. */
export const PATIENCE_MS = 150_000;

/**
 * Waits by condition, never by a guess: asks again until there is an answer. Throws with `what` when the time is over.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { withinMs = PATIENCE_MS, everyMs = 200 } = {},
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${withinMs / 1000} s in vain for: ${what}`);
    await sleep(everyMs);
  }
}
