import type { RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limits } from '../../src/store/limits.ts';

/** Limits of one process, by the same library as those in the database (test/store/limits.test.ts). */
export function countsInMemory(): Pick<Limits, 'limit'> {
  return {
    limit({ name, most, windowSeconds, lockSeconds = 0 }) {
      const limiter = new RateLimiterMemory({
        keyPrefix: name,
        points: most,
        duration: windowSeconds,
        blockDuration: lockSeconds,
      });
      const consumption = ({ consumedPoints, msBeforeNext }: RateLimiterRes, allowed: boolean) => ({
        allowed,
        used: consumedPoints,
        retryAfterSeconds: Math.ceil(Math.max(msBeforeNext, 0) / 1000),
      });
      return {
        count: (subject, weight = 1) =>
          limiter.consume(subject, weight).then(
            (seen) => consumption(seen, true),
            (refusal: RateLimiterRes) => consumption(refusal, false),
          ),
        async look(subject) {
          const seen = await limiter.get(subject);
          return seen === null
            ? { allowed: true, used: 0, retryAfterSeconds: 0 }
            : consumption(seen, seen.consumedPoints < most);
        },
        takeBack: async (subject) => void (await limiter.reward(subject, 1)),
        forget: async (subject) => void (await limiter.delete(subject)),
      };
    },
  };
}
