import type { FieldFault } from '../../domain/check-application.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';

interface ProblemEntry {
  readonly status: number;
  /** What is wrong, one line. */
  readonly title: string;
  /** What the reader should do next. */
  readonly remedy: string;
}

/** Every refusal the portal can utter, with its status; what it says: `problems.json` of the language. */
const STATUS_OF = {
  REQUEST_UNREADABLE: 400,
  IDEMPOTENCY_KEY_INVALID: 400,
  FOREIGN_ORIGIN: 403,
  SIGNATURE_WRONG: 403,
  PAGE_NOT_FOUND: 404,
  CASE_NOT_FOUND: 404,
  CASE_LOCKED: 404,
  LINK_NOT_VALID: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  IDEMPOTENCY_CONFLICT: 409,
  ALREADY_OPEN: 409,
  UPLOAD_GONE: 410,
  NOT_NOW: 409,
  SIGNATURE_STALE: 409,
  FILE_TOO_LARGE: 413,
  REQUEST_TOO_LARGE: 413,
  MEDIA_TYPE: 415,
  FILE_REFUSED: 415,
  APPLICATION_INVALID: 422,
  QUESTION_INVALID: 422,
  TOO_MANY_REQUESTS: 429,
  TOO_MANY_UPLOADS: 429,
  UNEXPECTED: 500,
  BUSY: 503,
  OUT_OF_SERVICE: 503,
} as const;
export type ProblemCode = keyof typeof STATUS_OF;

/**
 * The refusals in Indonesian, for people and programs alike (RFC 9457, `error` is the stable code). Never holds personal
 * data.
 */
export const PROBLEMS = Object.fromEntries(
  (Object.keys(STATUS_OF) as ProblemCode[]).map((code) => [
    code,
    {
      status: STATUS_OF[code],
      title: INDONESIAN.problems[`${code}.title`],
      remedy: INDONESIAN.problems[`${code}.remedy`],
    },
  ]),
) as Readonly<Record<ProblemCode, ProblemEntry>>;

interface ProblemDetail {
  /** Instead of the code's own; a function where it names a moment, which is written by the locale. */
  readonly remedy?: string | ((locale: string) => string);
  readonly faults?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The case that the refusal is about. */
  readonly applicationNumber?: string;
  readonly cause?: unknown;
}

/** A request that is refused; the error handler answers it as JSON or as a page. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly remedyIn: (locale: string) => string;
  readonly faults: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;
  readonly applicationNumber: string | undefined;
  constructor(code: ProblemCode, detail: ProblemDetail = {}) {
    super(code, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.title = PROBLEMS[code].title;
    const { remedy = PROBLEMS[code].remedy } = detail;
    this.remedyIn = typeof remedy === 'string' ? () => remedy : remedy;
    this.faults = detail.faults ?? [];
    this.headers = detail.headers ?? {};
    this.applicationNumber = detail.applicationNumber;
  }
}
