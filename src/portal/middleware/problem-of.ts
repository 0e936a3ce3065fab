import { fill } from '../../domain/language/placeholders.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import multer from 'multer';
import {
  AlreadyOpen,
  AmendmentRefused,
  NotNow,
  NotYourCase,
  PieceMisfit,
  SignatureStale,
  UploadGone,
} from '../../cases/not-possible.ts';
import { Failure } from '../../domain/failures.ts';
import { EngineAway } from '../../process/engine-away.ts';
import { IdempotencyConflict } from '../../store/store.ts';
import { VerifierBusy } from '../../signing/signing.ts';
import { CleaningBusy, UPLOAD_LIMITS } from '../../documents/documents.ts';
import { clockOf, saidWhen } from './moment.ts';
import { Problem, type ProblemCode } from './problems.ts';
import { fileFault } from './file-faults.ts';

const MEGABYTES = UPLOAD_LIMITS.bytesPerFile / 1024 / 1024;

/**
 * What any thrown thing means to the person outside. Unknown things are UNEXPECTED, and say nothing of their inside.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof NotYourCase)
    return error.retryAfterSeconds === null ? new Problem('CASE_NOT_FOUND') : locked(error.retryAfterSeconds);
  if (error instanceof AlreadyOpen) return alreadyOpen(error);
  if (error instanceof PieceMisfit)
    return new Problem('REQUEST_UNREADABLE', { remedy: INDONESIAN.refusals['piece-does-not-fit'] });
  if (error instanceof UploadGone) return new Problem('UPLOAD_GONE');
  if (error instanceof SignatureStale)
    return new Problem('SIGNATURE_STALE', {
      faults: error.places.map(({ kind, index }) => fileFault(kind, index, INDONESIAN.refusals['signature-stale'])),
    });
  if (error instanceof NotNow) return new Problem('NOT_NOW', { remedy: error.remedy });
  if (error instanceof AmendmentRefused) return new Problem('APPLICATION_INVALID', { faults: error.faults });
  if (error instanceof VerifierBusy || error instanceof CleaningBusy)
    return new Problem('BUSY', { cause: error, headers: { 'Retry-After': '30' } });
  if (error instanceof IdempotencyConflict) return new Problem('IDEMPOTENCY_CONFLICT');
  if (error instanceof multer.MulterError) return uploadProblem(error);
  if (error instanceof EngineAway || (error instanceof Failure && error.outcome.kind === 'retry'))
    return new Problem('OUT_OF_SERVICE', { cause: error, headers: { 'Retry-After': '60' } });
  const status = statusOf(error);
  if (status !== undefined) return new Problem(BY_STATUS[status] ?? 'REQUEST_UNREADABLE', { cause: error });
  return new Problem('UNEXPECTED', { cause: error });
}

/** The same for every number, whether there is such a case or not. */
function locked(seconds: number): Problem {
  return new Problem('CASE_LOCKED', {
    remedy: saidWhen(INDONESIAN.refusals['pin-locked-until'], seconds),
    headers: { 'Retry-After': String(seconds) },
  });
}

/**
 * The number alone opens nothing. The PIN is not given again: whoever types the same data is not thereby the applicant.
 */
function alreadyOpen({ applicationNumber, submittedAt }: AlreadyOpen): Problem {
  return new Problem('ALREADY_OPEN', {
    remedy: (locale) =>
      fill(INDONESIAN.refusals['already-open-since'], {
        number: applicationNumber,
        when: clockOf(locale).format(submittedAt),
      }),
    applicationNumber,
  });
}

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  404: 'PAGE_NOT_FOUND',
  408: 'REQUEST_TIMEOUT',
  413: 'REQUEST_TOO_LARGE',
  415: 'MEDIA_TYPE',
};

/** The 4xx that Express and its body parsers put on errors of the request itself. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

function uploadProblem(error: multer.MulterError): Problem {
  switch (error.code) {
    case 'LIMIT_FILE_SIZE':
      return new Problem('FILE_TOO_LARGE', {
        faults: [
          fileFault(
            error.field ?? '',
            0,
            fill(INDONESIAN.refusals['photo-larger-than'], { megabytes: String(MEGABYTES) }),
          ),
        ],
      });
    case 'LIMIT_FILE_COUNT':
    case 'LIMIT_PART_COUNT':
      return new Problem('REQUEST_TOO_LARGE', {
        remedy: fill(INDONESIAN.refusals['files-at-once'], { count: String(UPLOAD_LIMITS.files) }),
      });
    case 'LIMIT_FIELD_VALUE':
      return new Problem('REQUEST_TOO_LARGE');
    case 'LIMIT_UNEXPECTED_FILE':
      return new Problem('APPLICATION_INVALID', {
        faults: [fileFault(error.field ?? '', 0, INDONESIAN.refusals['nama-bagian-ini-tidak'])],
      });
    case 'LIMIT_FIELD_COUNT':
    case 'LIMIT_FIELD_KEY':
    case 'MISSING_FIELD_NAME':
    default:
      return new Problem('REQUEST_UNREADABLE', { cause: error });
  }
}
