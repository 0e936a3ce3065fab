import { timingSafeEqual } from 'node:crypto';
import { pinOf } from '../domain/application-number.ts';
import { NotYourCase } from './cases.ts';

const TRIES = 5;
const LOCK_MS = 15 * 60_000;
/** Numbers remembered at once: an attacker who walks through numbers must not fill the memory. */
const MOST_NUMBERS = 10_000;

/** Lets the applicant in by number and PIN: five wrong tries lock the number for fifteen minutes (OWASP ASVS 6.5, 6.6.3). */
export class PinGuard {
  readonly #key: Buffer;
  readonly #now: () => Date;
  readonly #wrong = new Map<string, { count: number; until: number }>();

  constructor(key: Buffer, now: () => Date) {
    this.#key = key;
    this.#now = now;
  }

  /** Throws NotYourCase; the same for a number that does not exist and a PIN that does not fit. */
  check(applicationNumber: string, pin: string): void {
    const now = this.#now().getTime();
    const record = this.#wrong.get(applicationNumber);
    if (record !== undefined && record.until <= now) this.#wrong.delete(applicationNumber);
    else if (record !== undefined && record.count >= TRIES)
      throw new NotYourCase(Math.ceil((record.until - now) / 1000));
    const right = Buffer.from(pinOf(applicationNumber, this.#key));
    const given = Buffer.from(pin);
    if (given.length === right.length && timingSafeEqual(given, right)) return;
    if (this.#wrong.size >= MOST_NUMBERS) this.#wrong.delete(this.#wrong.keys().next().value!);
    this.#wrong.set(applicationNumber, {
      count: (this.#wrong.get(applicationNumber)?.count ?? 0) + 1,
      until: now + LOCK_MS,
    });
    throw new NotYourCase();
  }
}
