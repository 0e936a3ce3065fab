import { Failure } from '../../domain/failures.ts';

export interface BsreConnection {
  /** Without a slash at the end. */
  readonly url: string;
  /** One Basic account for the whole office. */
  readonly user: string;
  readonly password: string;
  readonly timeoutMs: number;
}

export interface BsreRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: Buffer<ArrayBuffer>;
  readonly contentType?: string;
}

export interface BsreAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined: the line broke after the headers. */
  readonly body: Buffer | undefined;
}

/** A signed card is below 1 MB, as base64 in JSON below 2. */
const MAX_ANSWER_BYTES = 48 * 1024 * 1024;

/** Names of a line that broke before anything was said. */
const UNSAID = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/** Whether the service may have heard a request to which `ask` threw this failure. */
export const mayHaveHeard = ({ detail = '' }: Failure): boolean => !UNSAID.includes(detail);

/**
 * One request, one answer, no repetition. Throws Failure('BSRE_UNREACHABLE') when no answer begins in time; the detail
 * never names path or body.
 */
export async function ask(connection: BsreConnection, request: BsreRequest): Promise<BsreAnswer> {
  const signal = AbortSignal.timeout(connection.timeoutMs);
  const headers = new Headers({
    authorization: `Basic ${Buffer.from(`${connection.user}:${connection.password}`).toString('base64')}`,
    accept: 'application/pdf, application/json',
  });
  if (request.contentType !== undefined) headers.set('content-type', request.contentType);
  try {
    // A redirect would carry the passphrase to another address.
    const response = await fetch(connection.url + request.path, {
      method: request.method,
      headers,
      signal,
      redirect: 'error',
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    return { status: response.status, headers: response.headers, body: await readBody(response) };
  } catch (error) {
    throw new Failure('BSRE_UNREACHABLE', lineError(error));
  }
}

async function readBody(response: Response): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > MAX_ANSWER_BYTES) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts);
}

/** 'timeout', 'ECONNRESET' ...: the name of the trouble, nothing of its text. */
function lineError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const code: unknown = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;
  return typeof code === 'string' ? code : 'network';
}
