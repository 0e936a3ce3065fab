import type { RequestHandler } from 'express';
import type { Limits } from '../../store/limits.ts';
import type { Doorkeeper } from './caller.ts';
import { Refused } from './refused.ts';

const FIVE_MINUTES = 5 * 60;

/** So many passphrases of one officer in five minutes, counted for all processes of the office. */
export function limitPassphrases(limits: Pick<Limits, 'limit'>, door: Doorkeeper, most: number): RequestHandler {
  const limit = limits.limit({ name: 'passphrase', most, windowSeconds: FIVE_MINUTES });
  return async (request, response, next) => {
    const { allowed, retryAfterSeconds } = await limit.count(door.callerOf(request));
    if (allowed) return next();
    response.set('Retry-After', String(retryAfterSeconds));
    throw new Refused(
      429,
      'Terlalu sering mencoba. Tunggu lima menit, lalu coba lagi dengan passphrase yang benar.',
      'TOO_MANY_TRIES',
    );
  };
}
