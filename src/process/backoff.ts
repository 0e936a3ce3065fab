import type { FailureCode } from '../domain/failures.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** An external service is away: after 2 s it was a hiccup, after 10 minutes it is an outage; the last one repeats. */
const SERVICE_MS = [2 * SECOND, 10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE] as const;
/** Our database starts again within seconds. */
const DATABASE_MS = [1 * SECOND, 2 * SECOND, 5 * SECOND, 30 * SECOND] as const;

/**
 * The passphrase is in the memory of another process: whichever asks next gets the job, so it must come round often and
 * out of step.
 */
const OTHER_PROCESS_MS = { least: 300, most: 1_500 } as const;

/** How long a job rests after its n-th failure in a row (0 is the first), in ms. */
export function backOffMs(failures: number, code?: FailureCode): number {
  if (code === 'GRANT_IN_ANOTHER_PROCESS') {
    const { least, most } = OTHER_PROCESS_MS;
    return least + Math.floor(Math.random() * (most - least));
  }
  const steps = code === 'DATABASE_UNREACHABLE' ? DATABASE_MS : SERVICE_MS;
  return steps[Math.min(failures, steps.length - 1)] ?? MINUTE;
}
