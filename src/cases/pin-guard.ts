import { timingSafeEqual } from 'node:crypto';
import { pinOf } from '../domain/application-number.ts';
import type { Limit, LimitRule, Limits } from '../store/limits.ts';
import { NotYourCase } from './not-possible.ts';

const HOUR = 3600;
/**
 * Wrong PINs of one address for one number: after five the rest of a quarter of an hour, after ten an hour, after
 * twenty a day (OWASP ASVS 6.5, 6.6.3). Somebody else's address is not locked by them.
 */
const PIN_RULES: readonly LimitRule[] = [
  { name: 'pin', most: 5, windowSeconds: HOUR / 4 },
  { name: 'pin-hour', most: 10, windowSeconds: 24 * HOUR, lockSeconds: HOUR },
  { name: 'pin-day', most: 20, windowSeconds: 48 * HOUR, lockSeconds: 24 * HOUR },
];
/** Wrong PINs of all addresses for one number in a day: of a million PINs, guessers with many addresses try no more. */
const EVERYWHERE: LimitRule = { name: 'pin-everywhere', most: 200, windowSeconds: 24 * HOUR };
/** An address from which the right PIN came stays let in while strangers guess. */
const KNOWN: LimitRule = { name: 'pin-known', most: 1, windowSeconds: 30 * 24 * HOUR };

/** Lets the applicant in by number and PIN. Tries are counted in PostgreSQL: for all processes, and over a restart. */
export class PinGuard {
  readonly #key: Buffer;
  readonly #own: readonly Limit[];
  readonly #everywhere: Limit;
  readonly #known: Limit;

  constructor(key: Buffer, limits: Pick<Limits, 'limit'>) {
    this.#key = key;
    this.#own = PIN_RULES.map((rule) => limits.limit(rule));
    this.#everywhere = limits.limit(EVERYWHERE);
    this.#known = limits.limit(KNOWN);
  }

  /**
   * Throws NotYourCase; the same for a number that does not exist and a PIN that does not fit, with the seconds to wait
   * once it is locked. `generation`: which PIN of this case is valid; `from`: the address that asks.
   */
  async check(applicationNumber: string, pin: string, generation: number, from: string): Promise<void> {
    const pair = `${applicationNumber} ${from}`;
    // Counted before it is compared: a thousand guesses at the same moment are a thousand tries.
    const counts = await Promise.all(this.#own.map(async (limit) => ({ limit, ...(await limit.count(pair)) })));
    const locked = counts.filter(({ allowed }) => !allowed).map(({ retryAfterSeconds }) => retryAfterSeconds);
    if (locked.length > 0) {
      // Trying while it is locked makes it no longer.
      await Promise.all(counts.filter(({ allowed }) => allowed).map(({ limit }) => limit.takeBack(pair)));
      throw new NotYourCase(Math.max(...locked));
    }
    const everywhere = await this.#everywhere.count(applicationNumber);
    if (!everywhere.allowed && (await this.#known.look(pair)).used === 0)
      throw new NotYourCase(everywhere.retryAfterSeconds);
    const right = Buffer.from(pinOf(applicationNumber, this.#key, generation));
    const given = Buffer.from(pin);
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw new NotYourCase();
    await Promise.all([
      ...this.#own.map((limit) => limit.takeBack(pair)),
      this.#everywhere.takeBack(applicationNumber),
    ]);
    if ((await this.#known.look(pair)).used === 0) await this.#known.count(pair);
  }
}
