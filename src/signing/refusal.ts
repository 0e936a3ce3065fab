import { Failure, type FailureCode } from '../domain/failures.ts';
import type { Finding, Verifier } from './signing.ts';

/** Findings about the certificate alone, the most important first; anything else means that the file itself is wrong. */
const CERTIFICATE_FAILURES: readonly (readonly [string, FailureCode])[] = [
  ['KEY_STRENGTH', 'CERTIFICATE_WEAK'],
  ['CHAIN', 'CERTIFICATE_FOREIGN'],
  ['KEY_USAGE', 'CERTIFICATE_UNSUITABLE'],
  ['SIGNER', 'CERTIFICATE_FOREIGN'],
  ['EXPIRED', 'CERTIFICATE_EXPIRED'],
  ['NOT_YET_VALID', 'CERTIFICATE_NOT_YET_VALID'],
  ['REVOCATION', 'CERTIFICATE_REVOKED'],
  ['REVOCATION_LIST', 'REVOCATION_LIST_OUTDATED'],
];

/** The failure that findings amount to; undefined when all hold. */
export function failureOf(findings: readonly Finding[]): Failure | undefined {
  const broken = findings.filter(({ ok }) => !ok).map(({ code }) => code);
  if (broken.length === 0) return undefined;
  const detail = broken.join(', ');
  if (broken.some((code) => CERTIFICATE_FAILURES.every(([known]) => known !== code)))
    return new Failure('SIGNATURE_INVALID', detail);
  const [, code] = CERTIFICATE_FAILURES.find(([known]) => broken.includes(known)) ?? ['', 'SIGNATURE_INVALID'];
  return new Failure(code, detail);
}

/**
 * The signed bytes, when they are the approved ones with a signature that our verifier accepts. Throws
 * Failure(SIGNATURE_INVALID | CERTIFICATE_* | REVOCATION_LIST_OUTDATED).
 */
export async function acceptSigned(verifier: Verifier, signedPdf: Buffer, approvedPdf: Buffer): Promise<Buffer> {
  const failure = failureOf((await verifier.verify(signedPdf, { approvedPdf })).findings);
  if (failure !== undefined) throw failure;
  return signedPdf;
}
