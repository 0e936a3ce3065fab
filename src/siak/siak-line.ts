import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';

export interface SiakLineOptions {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly timeoutMs: number;
  readonly logger: Logger;
}
export interface SiakAnswer {
  readonly status: number;
  readonly body: unknown;
}
export interface SiakRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** What may be logged of the path; KK numbers stand in paths. */
  readonly name: string;
  readonly body?: unknown;
}

/** A family of thirty with long names stays far below. */
const LARGEST_ANSWER = 1_000_000;

/**
 * One question on the line to SIAK. Never repeats by itself: what an unanswered entry has done is asked, not guessed.
 * Throws Failure('SIAK_UNREACHABLE') for silence, a broken line, 429, 5xx and answers that are no JSON;
 * Failure('SIAK_CREDENTIALS') for 401 and 403.
 */
export function siakLine({
  url,
  user,
  password,
  timeoutMs,
  logger,
}: SiakLineOptions): (request: SiakRequest) => Promise<SiakAnswer> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return async ({ method, path, name, body }) => {
    const startedAt = Date.now();
    const unreachable = (why: string) => {
      logger.warn({ request: name, why, ms: Date.now() - startedAt }, 'SIAK did not answer');
      return new Failure('SIAK_UNREACHABLE', `${name}: ${why}`);
    };
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = response.status;
      text = await readAtMost(response, LARGEST_ANSWER);
    } catch (error) {
      throw unreachable(reasonOf(error));
    }
    if (status === 401 || status === 403) throw new Failure('SIAK_CREDENTIALS', `${name}: ${status}`);
    if (status === 429 || (status >= 500 && status !== 501)) throw unreachable(String(status));
    try {
      return { status, body: JSON.parse(text) as unknown };
    } catch {
      throw unreachable('the answer is no JSON');
    }
  };
}

async function readAtMost(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new Error('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** fetch hides the reason (ECONNRESET ...) in `cause`; its message may hold the address, so only codes are passed on. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name === 'Error' ? error.message : error.name;
}
