import { createHash } from 'node:crypto';
import { digestAlgorithm, strongEnough } from '../algorithms.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { belowAnchor, findPath } from '../certificates/path.ts';
import { genuineLists, isUnrevoked, type RevocationList } from '../certificates/revocation-list.ts';
import { content, DerDefect, fields, readDer, smallInteger, TAG, time } from '../der.ts';
import {
  algorithmsProtected,
  digestMatches,
  namesCertificate,
  signatureVerifies,
  signerCertificate,
} from './signer-checks.ts';
import { OID, readSignedData } from './signed-data.ts';

/**
 * The proven time of a signature: an RFC 3161 token over its value, from an authority that an anchor vouches for and
 * that no list names as revoked, now or then. Undefined when anything about it is wrong. Throws DerDefect on malformed
 * tokens.
 */
export function provenTime(
  token: Buffer,
  signature: Buffer,
  anchors: readonly Certificate[],
  lists: readonly RevocationList[],
): Date | undefined {
  const data = readSignedData(token);
  const { signer } = data;
  const certificate = signerCertificate(data, signer);
  if (
    data.contentType !== OID.timestampInfo ||
    data.content === undefined ||
    certificate === undefined ||
    signer.unsignedAttributes.size > 0
  )
    return undefined;
  const stamped = readTimestampInfo(data.content);
  const others = data.certificates.filter((other) => other !== certificate);
  const path = findPath(certificate, others, anchors);
  const holds =
    stamped.imprint.equals(createHash(stamped.digest).update(signature).digest()) &&
    digestMatches(signer, [data.content], OID.timestampInfo) &&
    namesCertificate(signer, certificate) &&
    algorithmsProtected(signer) &&
    signatureVerifies(signer, certificate) &&
    mayStamp(certificate) &&
    path !== undefined &&
    path.every(({ publicKey }) => strongEnough(publicKey)) &&
    path.every((one, index) => isNotNamed(one, path[index + 1], stamped.at, lists)) &&
    belowAnchor(path, anchors).every(({ notBefore, notAfter }) => notBefore <= stamped.at && stamped.at <= notAfter);
  return holds ? stamped.at : undefined;
}

/** A key for timestamps alone, and bound to that (RFC 3161, 2.3). */
function mayStamp({ isAuthority, keyUsage, extendedKeyUsage, extendedKeyUsageIsCritical }: Certificate): boolean {
  return (
    !isAuthority &&
    (keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation')) &&
    extendedKeyUsageIsCritical &&
    extendedKeyUsage.length === 1 &&
    extendedKeyUsage[0] === OID.timeStamping
  );
}

function isNotNamed(
  certificate: Certificate,
  issuer: Certificate | undefined,
  at: Date,
  lists: readonly RevocationList[],
): boolean {
  return issuer === undefined || genuineLists(lists, issuer).every((list) => isUnrevoked(list, certificate, at, false));
}

/** TSTInfo (RFC 3161, 2.4.2); only what is needed. */
function readTimestampInfo(der: Buffer): { digest: ReturnType<typeof digestAlgorithm>; imprint: Buffer; at: Date } {
  const [version, , imprint, , at] = fields(readDer(der), 5, 10);
  if (smallInteger(version) !== 1) throw new DerDefect('timestamp version');
  const [algorithm, hash] = fields(imprint, 2);
  return { digest: digestAlgorithm(algorithm), imprint: content(hash, TAG.octetString), at: time(at) };
}
