import type { Request, RequestHandler } from 'express';
import { rateLimit, type Store } from 'express-rate-limit';
import type { Limit, Limits } from '../../store/limits.ts';
import { addressOf } from './address.ts';
import { Problem } from './problems.ts';

/**
 * What one address may do. Whole neighbourhoods share one address of a mobile network, and an officer files for many:
 * so these are wide. Guessing a PIN is narrowed per application number (src/cases/pin-guard.ts), so that one guesser
 * does not shut a neighbourhood out.
 */
export interface PortalLimits {
  /** Applications, completions and withdrawals per hour. */
  readonly submissionsPerHour: number;
  /** Pieces of photos that are brought ahead, per hour. */
  readonly piecesPerHour: number;
  /** Photos looked at before they are sent, in 5 minutes; a family's form has some twenty. */
  readonly photoChecksPerFiveMinutes: number;
  /** Answered look-ups and checks in 5 minutes. */
  readonly readsPerFiveMinutes: number;
  /** Number and PIN that did not fit, in 15 minutes. */
  readonly refusalsPerQuarterHour: number;
  /** PDFs checked in 5 minutes. */
  readonly verificationsPerFiveMinutes: number;
  /** Bytes of uploads held in memory at once, over all visitors; further ones wait, then get 503. */
  readonly uploadBytesAtOnce: number;
  /** How long an upload waits for its turn. */
  readonly uploadWaitMs: number;
  /** A refused number and PIN is answered no earlier than this, so that timing does not show which numbers exist. */
  readonly refusalMs: number;
}

export const STANDARD_LIMITS: PortalLimits = {
  submissionsPerHour: 600,
  piecesPerHour: 20_000,
  photoChecksPerFiveMinutes: 300,
  readsPerFiveMinutes: 1500,
  refusalsPerQuarterHour: 1000,
  verificationsPerFiveMinutes: 120,
  uploadBytesAtOnce: 256 * 1024 * 1024,
  uploadWaitMs: 15_000,
  refusalMs: 300,
};

export interface RateLimits {
  readonly submissions: RequestHandler;
  readonly pieces: RequestHandler;
  readonly photoChecks: RequestHandler;
  readonly reads: RequestHandler;
  /** Counts only what ends with 404. */
  readonly refusals: RequestHandler;
  readonly verifications: RequestHandler;
}

const MINUTE = 60;

/** Counted in the database, for all processes of the office. */
export function createRateLimits(limits: PortalLimits, counts: Pick<Limits, 'limit'>): RateLimits {
  const limiter = (name: string, most: number, windowSeconds: number, onlyRefused = false) =>
    rateLimit({
      limit: most,
      windowMs: windowSeconds * 1000,
      store: storeOf(counts.limit({ name: `portal-${name}`, most, windowSeconds })),
      keyGenerator: (request: Request) => addressOf(request),
      skipSuccessfulRequests: onlyRefused,
      requestWasSuccessful: (_request, response) => response.statusCode !== 404,
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      // The office's own setting `trustProxy` decides whom to believe; the library's advice on it is not for visitors.
      validate: false,
      handler: (_request, _response, next) => next(new Problem('TOO_MANY_REQUESTS')),
    });
  return {
    submissions: limiter('submissions', limits.submissionsPerHour, 60 * MINUTE),
    pieces: limiter('pieces', limits.piecesPerHour, 60 * MINUTE),
    photoChecks: limiter('photo-checks', limits.photoChecksPerFiveMinutes, 5 * MINUTE),
    reads: limiter('reads', limits.readsPerFiveMinutes, 5 * MINUTE),
    refusals: limiter('refusals', limits.refusalsPerQuarterHour, 15 * MINUTE, true),
    verifications: limiter('verifications', limits.verificationsPerFiveMinutes, 5 * MINUTE),
  };
}

/** The library's idea of a place that counts. */
function storeOf(limit: Limit): Store {
  return {
    localKeys: false,
    async increment(address) {
      const { used, retryAfterSeconds } = await limit.count(address);
      return { totalHits: used, resetTime: new Date(Date.now() + retryAfterSeconds * 1000) };
    },
    decrement: (address) => limit.takeBack(address),
    resetKey: (address) => limit.forget(address),
  };
}
