import type { FailureCode } from '../domain/failures.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The outside is away: after 2 s it was a hiccup, after 10 minutes it is an outage; the last one repeats. */
const OUTSIDE_MS = [2 * SECOND, 10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE] as const;
/** Our database starts again within seconds. */
const DATABASE_MS = [1 * SECOND, 2 * SECOND, 5 * SECOND, 30 * SECOND] as const;

/** How long a job rests after its n-th failure in a row (0 is the first). */
export function backOffMs(failures: number, code?: FailureCode): number {
  const steps = code === 'DATABASE_UNREACHABLE' ? DATABASE_MS : OUTSIDE_MS;
  return steps[Math.min(failures, steps.length - 1)] ?? MINUTE;
}
