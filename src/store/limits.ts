import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { openDatabase } from './database.ts';
import { sealed } from './store-error.ts';

const CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 5_000;

/** A bound on how often one subject (an address, a login, an application number) may do something. */
export interface LimitRule {
  /** Kebab-case, unique in the office: rules do not share counts. */
  readonly name: string;
  /** So many are allowed within the window. */
  readonly most: number;
  /** The window begins with the first count and does not slide. */
  readonly windowSeconds: number;
  /** How long the subject is refused after the first count too many. Default: the rest of the window. */
  readonly lockSeconds?: number;
}

export interface Allowance {
  /** False: this count was one too many. */
  readonly allowed: boolean;
  /** Counts within the running window, this one included. */
  readonly used: number;
  /** Seconds until the window or the lock ends; 0 when nothing is counted. */
  readonly retryAfterSeconds: number;
}

/**
 * Count before the work and take back after it: of two tries at the same moment, both are counted before either is
 * judged. Every function throws Failure DATABASE_UNREACHABLE when the database cannot answer: what is not counted is
 * not allowed.
 */
export interface Limit {
  /** Counts one, or as many as it weighs, and answers whether it is allowed. */
  count(subject: string, weight?: number): Promise<Allowance>;
  /** Answers whether the next count would be allowed. */
  look(subject: string): Promise<Allowance>;
  /** Takes one count back: what was tried turned out to be right. */
  takeBack(subject: string): Promise<void>;
  /** Forgets all counts and the lock of the subject. */
  forget(subject: string): Promise<void>;
}

export interface Limits {
  limit(rule: LimitRule): Limit;
  /** Deletes the rows whose time is over; answers how many. */
  purge(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Limits and lock-outs, counted in PostgreSQL on connections of their own: a flood of visitors leaves the
 * pool of the store alone. `url` is the application's login (`ensureLogins`).
 */
export function createLimits({ url, logger }: { url: string; logger: Logger }): Limits {
  const database = openDatabase({
    url,
    logger,
    connections: CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    durable: false, // every request counts; of a crash only the counts of the last moment are lost
  });
  return {
    limit: (rule) => sealed(limitOf(database, rule)),
    ...sealed({
      purge: () => database('limits').where('expire', '<=', Date.now()).delete(),
      close: () => database.destroy(),
    }),
  };
}

function limitOf(database: Knex, { name, most, windowSeconds, lockSeconds = 0 }: LimitRule): Limit {
  const limiter = new RateLimiterPostgres({
    storeClient: database,
    storeType: 'knex',
    tableName: 'limits',
    tableCreated: true, // migration 030
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: most,
    duration: windowSeconds,
    blockDuration: lockSeconds,
  });
  const keyOf = (subject: string) => createHash('sha256').update(subject).digest('hex');

  return {
    async count(subject, weight = 1) {
      try {
        return allowance(await limiter.consume(keyOf(subject), weight), true);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return allowance(refusal, false);
        throw refusal;
      }
    },

    async look(subject) {
      const seen = await limiter.get(keyOf(subject));
      return seen === null
        ? { allowed: true, used: 0, retryAfterSeconds: 0 }
        : allowance(seen, seen.consumedPoints < most);
    },

    async takeBack(subject) {
      await limiter.reward(keyOf(subject), 1);
    },

    async forget(subject) {
      await limiter.delete(keyOf(subject));
    },
  };
}

function allowance({ consumedPoints, msBeforeNext }: RateLimiterRes, allowed: boolean): Allowance {
  return { allowed, used: consumedPoints, retryAfterSeconds: Math.ceil(Math.max(msBeforeNext, 0) / 1000) };
}
