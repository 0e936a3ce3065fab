import { timingSafeEqual, createHash } from 'node:crypto';
import { TEST_PASSPHRASE } from '../../signing/certificates.ts';

/** States of a certificate in the words of v2. */
export type CertificateState =
  | 'ISSUE'
  | 'EXPIRED'
  | 'RENEW'
  | 'WAITING_FOR_VERIFICATION'
  | 'NEW'
  | 'NO_CERTIFICATE'
  | 'SUSPEND'
  | 'REVOKE';

export interface KnownSigner {
  readonly name: string;
  readonly holder: 'signer' | 'deputy';
  readonly state: CertificateState;
}

const sample = (name: string, state: CertificateState): KnownSigner => ({
  name: `${name} (simulasi)`,
  holder: 'signer',
  state,
});

/**
 * People whom the simulator knows. All invented; head and deputy can sign, the others show what a head meets whose
 * certificate is not in order.
 */
const SIGNERS: Readonly<Record<string, KnownSigner>> = {
  '3402010101700001': { name: 'Kepala Dinas (simulasi)', holder: 'signer', state: 'ISSUE' },
  '3402015804820003': { name: 'Pelaksana Harian (simulasi)', holder: 'deputy', state: 'ISSUE' },
  '3402010101700002': sample('Sertifikat kedaluwarsa', 'EXPIRED'),
  '3402010101700003': sample('Sertifikat dicabut', 'REVOKE'),
  '3402010101700004': sample('Sertifikat ditangguhkan', 'SUSPEND'),
  '3402010101700005': sample('Baru mendaftar', 'WAITING_FOR_VERIFICATION'),
};

export function signerOf(nik: string): KnownSigner | undefined {
  return SIGNERS[nik];
}

export function stateOf(nik: string): CertificateState | 'NOT_REGISTERED' {
  return SIGNERS[nik]?.state ?? 'NOT_REGISTERED';
}

export function isPassphrase(given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(TEST_PASSPHRASE));
}
