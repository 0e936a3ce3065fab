import { strongEnough } from '../algorithms.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { algorithmsProtected, digestMatches, namesCertificate, signatureVerifies } from '../cms/signer-checks.ts';
import { OID, type SignedData, type SignerInfo } from '../cms/signed-data.ts';
import type { Rule } from '../rule.ts';

export interface SignerEvidence {
  readonly data: SignedData;
  readonly signer: SignerInfo;
  readonly certificate: Certificate;
  /** The two parts of the file around the gap. */
  readonly signedBytes: readonly Buffer[];
}

/**
 * Another reference beside the certificate's, a time, a reason or a policy could say something else than the card does.
 */
const SIGNED: readonly string[] = [
  OID.contentType,
  OID.messageDigest,
  OID.signingCertificateV2,
  OID.algorithmProtection,
];

/**
 * ETSI EN 319 142-1, 6.3 (B-B): detached, one certificate reference, the time stands in /M and not in the CMS.
 * Unsigned: a timestamp at most.
 */
const followsBaseline: Rule<SignerEvidence> = {
  code: 'PROFILE',
  passed: { id: 'Isi tanda tangan mengikuti PAdES tingkat dasar.', en: 'The signature follows the PAdES baseline.' },
  failed: {
    id: 'Isi tanda tangan tidak mengikuti PAdES tingkat dasar.',
    en: 'The signature does not follow the PAdES baseline.',
  },
  holds: ({ data, signer }) =>
    data.contentType === OID.data &&
    data.content === undefined &&
    signer.signedAttributes.has(OID.signingCertificateV2) &&
    [...signer.signedAttributes.keys()].every((name) => SIGNED.includes(name)) &&
    [...signer.unsignedAttributes.keys()].every((name) => name === OID.signatureTimestamp) &&
    algorithmsProtected(signer),
};

const contentUnchanged: Rule<SignerEvidence> = {
  code: 'DIGEST',
  passed: { id: 'Isi berkas sama dengan yang ditandatangani.', en: 'The content is what was signed.' },
  failed: { id: 'Isi berkas berubah setelah ditandatangani.', en: 'The content changed after it was signed.' },
  holds: ({ signer, signedBytes }) => digestMatches(signer, signedBytes, OID.data),
};

const certificateIsNamed: Rule<SignerEvidence> = {
  code: 'SIGNING_CERTIFICATE',
  passed: {
    id: 'Tanda tangan menyebut sertifikat penandatangannya.',
    en: 'The signature names the certificate of its signer.',
  },
  failed: {
    id: 'Sertifikat penandatangan bukan yang disebut dalam tanda tangan.',
    en: 'The certificate is not the one that the signature names.',
  },
  holds: ({ signer, certificate }) => namesCertificate(signer, certificate),
};

const signatureIsGenuine: Rule<SignerEvidence> = {
  code: 'SIGNATURE',
  passed: {
    id: 'Tanda tangan dibuat dengan kunci sertifikat itu.',
    en: 'The signature was made with the key of that certificate.',
  },
  failed: {
    id: 'Tanda tangan tidak dibuat dengan kunci sertifikat itu.',
    en: 'The signature was not made with the key of that certificate.',
  },
  holds: ({ signer, certificate }) => signatureVerifies(signer, certificate),
};

export const keyIsStrong: Rule<Pick<SignerEvidence, 'certificate'>> = {
  code: 'KEY_STRENGTH',
  passed: { id: 'Kunci penandatangan cukup kuat.', en: 'The key of the signer is strong enough.' },
  failed: {
    id: 'Kunci penandatangan terlalu lemah (RSA kurang dari 2048 bit).',
    en: 'The key of the signer is too weak (RSA below 2048 bits).',
  },
  holds: ({ certificate }) => strongEnough(certificate.publicKey),
};

export const SIGNER_RULES: readonly Rule<SignerEvidence>[] = [
  followsBaseline,
  contentUnchanged,
  certificateIsNamed,
  signatureIsGenuine,
  keyIsStrong,
];
