import type { Logger } from 'pino';
import { Failure } from '../../domain/failures.ts';
import { acceptSigned } from '../refusal.ts';
import type { Signer, SigningOrder, Verifier } from '../signing.ts';
import { refusal, requireIssued } from './answers.ts';
import { ask, mayHaveHeard, type BsreAnswer, type BsreConnection, type BsreRequest } from './connection.ts';
import type { Dialect } from './dialect.ts';
import { v1 } from './v1.ts';
import { v2 } from './v2.ts';

export interface BsreSignerOptions {
  readonly url: string;
  readonly version: 'v1' | 'v2';
  readonly user: string;
  readonly password: string;
  /** 60 s, when left out: signing with a timestamp takes long on a busy day. */
  readonly timeoutMs?: number;
  readonly logger: Logger;
  readonly verifier: Verifier;
}

/** Statuses that a proxy gives when it does not know what became of the request. Any other answer is BSrE's own. */
const UNKNOWN_OUTCOME = [408, 502, 504];
const TIMEOUT_MS = 60_000;
const READY_TIMEOUT_MS = 5_000;

/**
 * Signs through BSrE's Esign Client Service. Asks for the state of the certificate first, so that a certificate that
 * may not sign costs no passphrase attempt; then signs once. It never repeats by itself: wrong passphrases lock a
 * certificate, and the office's effect log knows what to do with an unknown outcome. What comes back is used only when
 * our verifier accepts it. The passphrase stands in buffers that are overwritten; the HTTP client keeps its own copy
 * until it is collected.
 */
export function createBsreSigner(options: BsreSignerOptions): Signer {
  const { logger, verifier } = options;
  const connection: BsreConnection = {
    url: options.url.replace(/\/$/, ''),
    user: options.user,
    password: options.password,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  };
  const dialect = options.version === 'v1' ? v1 : v2;
  return {
    name: 'bsre',
    async sign(order) {
      const begun = performance.now();
      try {
        requireIssued(await ask(connection, dialect.status(order.signerNik)));
        const signed = await acceptSigned(verifier, await signOnce(connection, dialect, order), order.pdf);
        logger.info({ version: dialect.version, ms: Math.round(performance.now() - begun) }, 'BSrE signed');
        return signed;
      } catch (error) {
        const failure = error instanceof Failure ? { code: error.code, detail: error.detail } : { code: 'unexpected' };
        logger.warn(
          { version: dialect.version, ms: Math.round(performance.now() - begun), ...failure },
          'BSrE did not sign',
        );
        throw error;
      }
    },
    async ready() {
      const answer = await ask(
        { ...connection, timeoutMs: Math.min(connection.timeoutMs, READY_TIMEOUT_MS) },
        { method: 'GET', path: '/' },
      );
      if (answer.status === 401 || answer.status >= 500) throw refusal(answer);
    },
  };
}

async function signOnce(connection: BsreConnection, dialect: Dialect, order: SigningOrder): Promise<Buffer> {
  const answer = await send(connection, dialect, order);
  const download = dialect.download(answer);
  // The signature exists and only its way here broke: it is fetched, not made again.
  const last = download === undefined ? answer : await askAfterwards(connection, download);
  const signed = dialect.signedPdf(last);
  if (signed !== undefined) return signed;
  if (last.body === undefined) throw new Failure('SIGNATURE_STATE_UNKNOWN', 'answer cut');
  if (UNKNOWN_OUTCOME.includes(last.status)) throw new Failure('SIGNATURE_STATE_UNKNOWN', `HTTP ${last.status}`);
  throw refusal(last);
}

async function send(connection: BsreConnection, dialect: Dialect, order: SigningOrder): Promise<BsreAnswer> {
  const request = dialect.sign(order);
  try {
    return await askAfterwards(connection, request);
  } finally {
    request.body.fill(0);
  }
}

/**
 * When the line breaks once BSrE may have heard of the signature, nobody knows whether it was made: BSrE keeps no list
 * of them.
 */
async function askAfterwards(connection: BsreConnection, request: BsreRequest): Promise<BsreAnswer> {
  try {
    return await ask(connection, request);
  } catch (error) {
    if (error instanceof Failure && mayHaveHeard(error)) throw new Failure('SIGNATURE_STATE_UNKNOWN', error.detail);
    throw error;
  }
}
