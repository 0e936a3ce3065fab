import { strongEnough } from '../algorithms.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { algorithmsProtected, digestMatches, namesCertificate, signatureVerifies } from '../cms/signer-checks.ts';
import { OID, type SignedData, type SignerInfo } from '../cms/signed-data.ts';
import { told, type Rule } from '../rule.ts';

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
  ...told('PROFILE', {
    passed: 'The signature follows the PAdES baseline.',
    failed: 'The signature does not follow the PAdES baseline.',
  }),
  holds: ({ data, signer }) =>
    data.contentType === OID.data &&
    data.content === undefined &&
    signer.signedAttributes.has(OID.signingCertificateV2) &&
    [...signer.signedAttributes.keys()].every((name) => SIGNED.includes(name)) &&
    [...signer.unsignedAttributes.keys()].every((name) => name === OID.signatureTimestamp) &&
    algorithmsProtected(signer),
};

const contentUnchanged: Rule<SignerEvidence> = {
  ...told('DIGEST', { passed: 'The content is what was signed.', failed: 'The content changed after it was signed.' }),
  holds: ({ signer, signedBytes }) => digestMatches(signer, signedBytes, OID.data),
};

const certificateIsNamed: Rule<SignerEvidence> = {
  ...told('SIGNING_CERTIFICATE', {
    passed: 'The signature names the certificate of its signer.',
    failed: 'The certificate is not the one that the signature names.',
  }),
  holds: ({ signer, certificate }) => namesCertificate(signer, certificate),
};

const signatureIsGenuine: Rule<SignerEvidence> = {
  ...told('SIGNATURE', {
    passed: 'The signature was made with the key of that certificate.',
    failed: 'The signature was not made with the key of that certificate.',
  }),
  holds: ({ signer, certificate }) => signatureVerifies(signer, certificate),
};

export const keyIsStrong: Rule<Pick<SignerEvidence, 'certificate'>> = {
  ...told('KEY_STRENGTH', {
    passed: 'The key of the signer is strong enough.',
    failed: 'The key of the signer is too weak (RSA below 2048 bits).',
  }),
  holds: ({ certificate }) => strongEnough(certificate.publicKey),
};

export const SIGNER_RULES: readonly Rule<SignerEvidence>[] = [
  followsBaseline,
  contentUnchanged,
  certificateIsNamed,
  signatureIsGenuine,
  keyIsStrong,
];
