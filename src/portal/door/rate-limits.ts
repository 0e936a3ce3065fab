import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from './problems.ts';

/**
 * What one address may do. Whole neighbourhoods share one address of a mobile network, and an officer files for many:
 * so these are wide; guessing a PIN is narrowed again per case by `Cases`.
 */
export interface PortalLimits {
  /** Applications, completions and withdrawals per hour. */
  readonly submissionsPerHour: number;
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
  /** A refused number and PIN is answered no earlier than this, so that timing does not tell which numbers exist. */
  readonly refusalMs: number;
}

export const STANDARD_LIMITS: PortalLimits = {
  submissionsPerHour: 600,
  readsPerFiveMinutes: 1500,
  refusalsPerQuarterHour: 120,
  verificationsPerFiveMinutes: 120,
  uploadBytesAtOnce: 256 * 1024 * 1024,
  uploadWaitMs: 15_000,
  refusalMs: 300,
};

export interface RateLimits {
  readonly submissions: RequestHandler;
  readonly reads: RequestHandler;
  readonly refusals: RequestHandler;
  readonly verifications: RequestHandler;
}

const MINUTE = 60_000;

export function createRateLimits(limits: PortalLimits): RateLimits {
  const limiter = (limit: number, windowMs: number, onlyRefused = false) =>
    rateLimit({
      limit,
      windowMs,
      skipSuccessfulRequests: onlyRefused,
      requestWasSuccessful: (_request, response) => response.statusCode !== 404,
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      // The office's own setting `trustProxy` decides whom to believe; the library's advice on it is not for visitors.
      validate: { trustProxy: false, xForwardedForHeader: false, forwardedHeader: false },
      handler: (_request, _response, next) => next(new Problem('TOO_MANY_REQUESTS')),
    });
  return {
    submissions: limiter(limits.submissionsPerHour, 60 * MINUTE),
    reads: limiter(limits.readsPerFiveMinutes, 5 * MINUTE),
    refusals: limiter(limits.refusalsPerQuarterHour, 15 * MINUTE, true),
    verifications: limiter(limits.verificationsPerFiveMinutes, 5 * MINUTE),
  };
}
