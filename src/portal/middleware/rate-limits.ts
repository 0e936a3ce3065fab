import type { Request, RequestHandler } from 'express';
import { rateLimit, type Options, type Store } from 'express-rate-limit';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { Limit, Limits } from '../../store/limits.ts';
import { addressOf, isOnThisMachine } from '../../web/address.ts';
import { saidWhen } from './moment.ts';
import { Problem } from './problems.ts';

/**
 * What one address may do. Whole neighbourhoods share one address of a mobile network, and an officer files for many:
 * so these are wide. Guessing a PIN is narrowed per application number (src/cases/pin-guard.ts), so that one guesser
 * does not shut a neighbourhood out.
 */
export interface PortalLimits {
  /** Applications, completions and withdrawals per hour. */
  readonly submissionsPerHour: number;
  /** Forms signed on the screen, per hour. */
  readonly signaturesPerHour: number;
  /** Pieces of photos that are brought ahead, per hour. */
  readonly piecesPerHour: number;
  /** Megabytes of them, per day: less than the place for what waits (src/cases/keep-upload.ts). */
  readonly uploadedMegabytesPerDay: number;
  /** Photos looked at before they are sent, in 5 minutes; a family's form has some twenty. */
  readonly photoChecksPerFiveMinutes: number;
  /** Answered look-ups and checks in 5 minutes. */
  readonly readsPerFiveMinutes: number;
  /** Number and PIN that did not fit, in 15 minutes. */
  readonly refusalsPerQuarterHour: number;
  /** PDFs checked in 5 minutes. */
  readonly verificationsPerFiveMinutes: number;
  /** Questions how the office is, in a minute; those from its own machine are not counted. */
  readonly healthPerMinute: number;
  /** Bytes of uploads on the disk at once that are not whole yet or wait for memory, over all visitors. */
  readonly uploadBytesOnDisk: number;
  /** Bytes of uploads held in memory at once, over all visitors; further ones wait, then get 503. */
  readonly uploadBytesAtOnce: number;
  /** How long an upload waits for its turn. */
  readonly uploadWaitMs: number;
  /** A refused number and PIN is answered no earlier than this, so that timing does not show which numbers exist. */
  readonly refusalMs: number;
}

export const STANDARD_LIMITS: PortalLimits = {
  submissionsPerHour: 600,
  signaturesPerHour: 600,
  piecesPerHour: 20_000,
  uploadedMegabytesPerDay: 1024,
  photoChecksPerFiveMinutes: 300,
  readsPerFiveMinutes: 1500,
  refusalsPerQuarterHour: 1000,
  verificationsPerFiveMinutes: 120,
  healthPerMinute: 120,
  uploadBytesOnDisk: 2 * 1024 * 1024 * 1024,
  uploadBytesAtOnce: 256 * 1024 * 1024,
  uploadWaitMs: 15_000,
  refusalMs: 300,
};

export interface RateLimits {
  readonly submissions: RequestHandler;
  readonly signatures: RequestHandler;
  readonly pieces: RequestHandler;
  readonly uploadedBytes: RequestHandler;
  readonly photoChecks: RequestHandler;
  readonly reads: RequestHandler;
  /** Counts only what ends with 404. */
  readonly refusals: RequestHandler;
  readonly verifications: RequestHandler;
  readonly health: RequestHandler;
}

const MINUTE = 60;
const MEGABYTE = 1024 * 1024;
/** What is counted as one: the smallest piece that the page sends. */
const COUNTED_BYTES = 32 * 1024;

/** Who has to wait longer reads from when it works again. */
const A_MOMENT_SECONDS = 2 * MINUTE;

function tooMany(seconds: number): Problem {
  return seconds <= A_MOMENT_SECONDS
    ? new Problem('TOO_MANY_REQUESTS')
    : new Problem('TOO_MANY_REQUESTS', { remedy: saidWhen(INDONESIAN.refusals['again-from'], seconds) });
}

const OF_AN_ADDRESS = {
  keyGenerator: (request: Request) => addressOf(request),
  standardHeaders: 'draft-7',
  legacyHeaders: false,
  // The office's own setting `trustProxy` decides whom to believe; the library's advice on it is not for visitors.
  validate: false,
  handler: (_request, response, next) => next(tooMany(Number(response.get('Retry-After') ?? 0))),
} as const satisfies Partial<Options>;

/** Counted in the database, for all processes of the office. */
export function createRateLimits(limits: PortalLimits, counts: Pick<Limits, 'limit'>): RateLimits {
  const limiter = (name: string, most: number, windowSeconds: number, onlyRefused = false) =>
    rateLimit({
      limit: most,
      windowMs: windowSeconds * 1000,
      store: storeOf(counts.limit({ name: `portal-${name}`, most, windowSeconds })),
      skipSuccessfulRequests: onlyRefused,
      requestWasSuccessful: (_request, response) => response.statusCode !== 404,
      ...OF_AN_ADDRESS,
    });
  return {
    submissions: limiter('submissions', limits.submissionsPerHour, 60 * MINUTE),
    signatures: limiter('signatures', limits.signaturesPerHour, 60 * MINUTE),
    pieces: limiter('pieces', limits.piecesPerHour, 60 * MINUTE),
    photoChecks: limiter('photo-checks', limits.photoChecksPerFiveMinutes, 5 * MINUTE),
    reads: limiter('reads', limits.readsPerFiveMinutes, 5 * MINUTE),
    refusals: limiter('refusals', limits.refusalsPerQuarterHour, 15 * MINUTE, true),
    verifications: limiter('verifications', limits.verificationsPerFiveMinutes, 5 * MINUTE),
    uploadedBytes: uploadedBytes(
      counts.limit({
        name: 'portal-uploaded',
        most: (limits.uploadedMegabytesPerDay * MEGABYTE) / COUNTED_BYTES,
        windowSeconds: 24 * 60 * MINUTE,
      }),
    ),
    // In memory: it has to answer while the database is away.
    health: rateLimit({
      limit: limits.healthPerMinute,
      windowMs: MINUTE * 1000,
      skip: isOnThisMachine,
      ...OF_AN_ADDRESS,
    }),
  };
}

/** Counts a piece by its size. An empty one only asks how far the photo is. */
function uploadedBytes(limit: Limit): RequestHandler {
  return async (request, response, next) => {
    const weight = Math.ceil(Number(request.get('Content-Length') ?? MEGABYTE) / COUNTED_BYTES);
    if (!(weight > 0)) return next();
    const { allowed, retryAfterSeconds } = await limit.count(addressOf(request), weight);
    if (allowed) return next();
    const remedy = saidWhen(INDONESIAN.refusals['photos-again-from'], retryAfterSeconds);
    next(new Problem('TOO_MANY_UPLOADS', { remedy, headers: { 'Retry-After': String(retryAfterSeconds) } }));
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
