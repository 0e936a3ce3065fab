import { timingSafeEqual } from 'node:crypto';
import { pinOf } from '../domain/application-number.ts';
import type { Limit, LimitRule } from '../store/limits.ts';
import { NotYourCase } from './not-possible.ts';

/** Five wrong PINs close a number for the rest of a quarter of an hour (OWASP ASVS 6.5, 6.6.3). */
export const PIN_RULE: LimitRule = { name: 'pin', most: 5, windowSeconds: 15 * 60 };

/** Lets the applicant in by number and PIN. Tries are counted in PostgreSQL: for all processes, and over a restart. */
export class PinGuard {
  readonly #key: Buffer;
  readonly #limit: Limit;

  constructor(key: Buffer, limit: Limit) {
    this.#key = key;
    this.#limit = limit;
  }

  /** Throws NotYourCase; the same for a number that does not exist and a PIN that does not fit. */
  async check(applicationNumber: string, pin: string): Promise<void> {
    // Counted before it is compared: a thousand guesses at the same moment are a thousand tries.
    const { allowed, retryAfterSeconds } = await this.#limit.count(applicationNumber);
    if (!allowed) throw new NotYourCase(retryAfterSeconds);
    const right = Buffer.from(pinOf(applicationNumber, this.#key));
    const given = Buffer.from(pin);
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw new NotYourCase();
    await this.#limit.takeBack(applicationNumber);
  }
}
