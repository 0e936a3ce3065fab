import { Failure, type FailureCode } from '../../domain/failures.ts';
import type { BsreAnswer } from './connection.ts';

/** BSrE's own numbers that the head or the administrator can act on; others are refusals. */
const OWN_CODES: Readonly<Record<number, FailureCode>> = { 2031: 'BSRE_2031', 2011: 'BSRE_2011' };

/** v2's words for the state of a certificate; only ISSUE may sign. */
const STATES: Readonly<Record<string, FailureCode>> = {
  EXPIRED: 'CERTIFICATE_EXPIRED',
  RENEW: 'CERTIFICATE_EXPIRED',
  REVOKE: 'CERTIFICATE_REVOKED',
  NOT_REGISTERED: 'BSRE_2011',
  NO_CERTIFICATE: 'BSRE_2011',
  NEW: 'BSRE_2011',
  WAITING_FOR_VERIFICATION: 'BSRE_2011',
};

/** JSON object of an answer; undefined when the body is not a JSON object. */
export function jsonOf(body: Buffer | undefined): Readonly<Record<string, unknown>> | undefined {
  if (body?.[0] !== 0x7b) return undefined; // {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** What an unsuccessful answer means. Its text is not passed on: it may repeat the NIK. */
export function refusal(answer: BsreAnswer): Failure {
  const { status } = answer;
  const number = Number(jsonOf(answer.body)?.['status_code']);
  const detail = `HTTP ${status}${Number.isInteger(number) ? `, code ${number}` : ''}`;
  const own = OWN_CODES[number];
  if (own !== undefined) return new Failure(own, detail);
  if (status === 401 || status === 403) return new Failure('BSRE_CREDENTIALS', detail);
  if (status === 408 || status === 429 || status >= 500) return new Failure('BSRE_UNREACHABLE', detail);
  return new Failure('BSRE_REFUSED', detail);
}

/** Throws unless the certificate may sign. v1 says 1111, v2 says ISSUE. */
export function requireIssued(answer: BsreAnswer): void {
  const json = jsonOf(answer.body);
  if (answer.status !== 200 || json === undefined) throw refusal(answer);
  const state = typeof json['status'] === 'string' ? json['status'] : '';
  if (state === 'ISSUE' || (state === '' && json['status_code'] === 1111)) return;
  const failure = STATES[state];
  if (failure !== undefined) throw new Failure(failure, `status ${state}`);
  throw refusal(answer);
}
