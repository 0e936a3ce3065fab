import { readFile } from 'node:fs/promises';
import * as pkijs from 'pkijs';
import { Failure } from '../../domain/failures.ts';
import { SIGNATURE_AREA } from '../../domain/signature-area.ts';
import { toArrayBuffer } from '../array-buffer.ts';
import type { Timestamper } from '../pades/cms.ts';
import type { ValidationData } from '../pades/placeholder.ts';
import { signPades } from '../pades/sign.ts';
import { acceptSigned, failureOf } from '../refusal.ts';
import type { Signer } from '../signing.ts';
import { readCertificate } from '../verifier/certificates/certificate.ts';
import type { StrictVerifier } from '../verifier/verifier.ts';
import { createKeyRing } from './key-ring.ts';
import { openP12 } from './open-p12.ts';

export interface P12SignerOptions {
  readonly p12File: string;
  /** Judges the certificate before it signs and the file afterwards. */
  readonly verifier: StrictVerifier;
  /** Given: B-T signatures. */
  readonly timestamp?: Timestamper;
  /**
   * Current revocation lists and the authorities' certificates (DER); with a timestamp they are signed with the card.
   */
  readonly validation?: () => ValidationData;
  readonly now?: () => Date;
  /** How long an opened key is kept for the next card; a minute, when left out. */
  readonly keyLifeMs?: number;
}

/**
 * Signs with a PKCS#12 file of the office. The opened key is kept for a minute at most (key-ring.ts). A certificate
 * that may not sign is refused before it does (CERTIFICATE_*); a wrong passphrase is BSRE_2031, as with BSrE. Throws
 * P12_UNREADABLE for a file that is absent or damaged.
 */
export function createP12Signer({
  p12File,
  verifier,
  timestamp,
  validation,
  now = () => new Date(),
  keyLifeMs,
}: P12SignerOptions): Signer {
  const open = createKeyRing(openP12, keyLifeMs);
  const read = () =>
    readFile(p12File).catch((error: unknown) => {
      throw new Failure('P12_UNREADABLE', 'file', { cause: error });
    });
  return {
    name: 'p12',
    async sign({ pdf, passphrase, reason, location }) {
      const identity = await open(await read(), passphrase);
      const refused = failureOf(verifier.examineSigner(identity.certificates));
      if (refused !== undefined) throw refused;
      const signerName = readCertificate(identity.certificates[0]).commonName ?? '';
      const words = { signerName, reason, location, signedAt: now(), place: SIGNATURE_AREA };
      const proof =
        timestamp === undefined ? {} : { timestamp, ...(validation === undefined ? {} : { validation: validation() }) };
      return acceptSigned(verifier, await signPades(pdf, identity, { ...words, ...proof }), pdf);
    },
    async ready() {
      try {
        pkijs.PFX.fromBER(toArrayBuffer(await read()));
      } catch (error) {
        throw error instanceof Failure ? error : new Failure('P12_UNREADABLE', 'not PKCS#12');
      }
    },
  };
}
