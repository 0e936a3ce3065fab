import type { Request, RequestHandler } from 'express';
import type { Limits } from '../../store/limits.ts';
import { Refused } from '../../web/refused.ts';

const FIVE_MINUTES = 5 * 60;

/**
 * Bounds how many passphrases an officer sends in five minutes: a wrong one is tried at BSrE, and a certificate locks
 * after few.
 */
export function fewPassphrases(
  limits: Pick<Limits, 'limit'>,
  most: number,
  callerOf: (request: Request) => string,
): RequestHandler {
  const limit = limits.limit({ name: 'passphrases', most, windowSeconds: FIVE_MINUTES });
  return async (request, response, next) => {
    const { allowed, retryAfterSeconds } = await limit.count(callerOf(request));
    if (allowed) return next();
    response.set('Retry-After', String(retryAfterSeconds));
    throw new Refused(429, 'Terlalu sering mencoba. Tunggu lima menit, lalu coba lagi dengan passphrase yang benar.');
  };
}
