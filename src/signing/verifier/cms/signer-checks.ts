import { createHash } from 'node:crypto';
import { digestAlgorithm, signatureHolds } from '../algorithms.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { children, content, context, fields, integerBytes, oid, only, TAG } from '../der.ts';
import { OID, type SignedData, type SignerInfo } from './signed-data.ts';

/** The certificate that the signer names by issuer and serial number. */
export function signerCertificate(data: SignedData, signer: SignerInfo): Certificate | undefined {
  const named = data.certificates.filter(
    (certificate) => certificate.issuer.equals(signer.issuer) && certificate.serial.equals(signer.serial),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** messageDigest is the digest of the signed bytes, and content-type names their type (RFC 5652, 11). */
export function digestMatches(signer: SignerInfo, signedBytes: readonly Buffer[], contentType: string): boolean {
  const hash = createHash(signer.digest);
  for (const part of signedBytes) hash.update(part);
  return (
    content(signer.signedAttributes.get(OID.messageDigest), TAG.octetString).equals(hash.digest()) &&
    oid(signer.signedAttributes.get(OID.contentType)) === contentType
  );
}

/**
 * The signed hash of the signer's certificate (ESS signing-certificate-v2, RFC 5035): no other certificate can be put
 * in its place.
 */
export function namesCertificate(signer: SignerInfo, certificate: Certificate): boolean {
  const [identifiers] = children(signer.signedAttributes.get(OID.signingCertificateV2), TAG.sequence);
  const [first] = children(identifiers, TAG.sequence);
  const parts = children(first, TAG.sequence);
  const digest = parts[0]?.tag === TAG.sequence ? digestAlgorithm(parts.shift()) : 'sha256';
  const [hash, issuerSerial] = parts;
  if (!content(hash, TAG.octetString).equals(createHash(digest).update(certificate.der).digest())) return false;
  if (issuerSerial === undefined) return true;
  const [names, serial] = fields(issuerSerial, 2);
  const directoryName = only(children(only(children(names, TAG.sequence)), context(4)));
  return directoryName.whole.equals(certificate.issuer) && integerBytes(serial).equals(certificate.serial);
}

/** Where the signer protects the names of the algorithms (RFC 6211), they are those that are used. */
export function algorithmsProtected(signer: SignerInfo): boolean {
  const protection = signer.signedAttributes.get(OID.algorithmProtection);
  if (protection === undefined) return true;
  const [digest, signature] = fields(protection, 2);
  const expected = Buffer.concat([Buffer.of(context(1)), signer.signatureAlgorithm.whole.subarray(1)]);
  return digest.whole.equals(signer.digestAlgorithm.whole) && signature.whole.equals(expected);
}

export function signatureVerifies(signer: SignerInfo, certificate: Certificate): boolean {
  return signatureHolds(signer.algorithm, signer.signed, certificate.publicKey, signer.signature);
}
