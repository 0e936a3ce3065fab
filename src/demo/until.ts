import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than the engine needs to come back after it was killed, also on a machine that others keep busy. */
export const PATIENCE_MS = 600_000;

export interface Patience {
  readonly withinMs?: number;
  readonly everyMs?: number;
  readonly atMostMs?: number;
}

/**
 * Waits by condition, never by a guess: asks again until there is an answer, at first after `everyMs`, then less and less
 * often, down to once in `atMostMs` (without it: always alike). Throws with `what` when the time is over.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { withinMs = PATIENCE_MS, everyMs = 200, atMostMs = everyMs }: Patience = {},
): Promise<T> {
  const end = Date.now() + withinMs;
  for (let pause = everyMs; ; pause = Math.min(1.5 * pause, atMostMs)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${withinMs / 1000} s in vain for: ${what}`);
    await sleep(pause);
  }
}
