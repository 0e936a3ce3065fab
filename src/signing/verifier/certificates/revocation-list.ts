import type { KeyObject } from 'node:crypto';
import { signatureAlgorithm, signatureHolds } from '../algorithms.ts';
import { bitString, children, content, context, counted, DerDefect, fields, integerBytes, oid, only, readDer, smallInteger, TAG, time, type Der } from '../der.ts';
import type { Certificate } from './certificate.ts';

export interface RevocationList {
  readonly issuer: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Serial number in hex: when and why. */
  readonly revoked: ReadonlyMap<string, Revocation>;
  isSignedBy(issuer: KeyObject): boolean;
}
interface Revocation {
  readonly at: Date;
  readonly reason: number;
}

const REASON_CODE = '2.5.29.21';
/** affiliationChanged, superseded, cessationOfOperation: the key was in good hands until that day (RFC 5280, 5.3.1). */
const HARMLESS_BEFORE = [3, 4, 5];

/** Full CRL of RFC 5280, 5, as DER or PEM. Throws DerDefect. */
export function readRevocationList(file: Buffer): RevocationList {
  const pem = /(?<=^-----BEGIN X509 CRL-----)[^-]*(?=-----END X509 CRL-----\s*$)/.exec(file.toString('latin1'));
  const der = pem === null ? file : Buffer.from(pem[0], 'base64');
  const [toBeSigned, algorithm, signature] = fields(readDer(der), 3);
  const parts = children(toBeSigned, TAG.sequence);
  if (parts[0]?.tag === TAG.integer && smallInteger(parts.shift()) !== 1) throw new DerDefect('revocation list version');
  const [innerAlgorithm, issuer, thisUpdate, nextUpdate, ...rest] = counted(parts, 4, 6);
  // The outer identifier is outside the signature; equal to the inner one it is bound by it.
  if (!innerAlgorithm.whole.equals(algorithm.whole)) throw new DerDefect('revocation list algorithm');
  const entries = rest[0]?.tag === TAG.sequence ? rest.shift() : undefined;
  const [extensions] = rest;
  if (extensions !== undefined && hasCriticalExtension(extensions)) throw new DerDefect('partial revocation list');
  const signatureValue = bitString(signature);
  return {
    issuer: issuer.whole,
    thisUpdate: time(thisUpdate),
    nextUpdate: time(nextUpdate),
    revoked: new Map(entries === undefined ? [] : children(entries, TAG.sequence).map(readEntry)),
    isSignedBy: (key) => signatureHolds(signatureAlgorithm(algorithm), toBeSigned.whole, key, signatureValue),
  };
}

/** The genuine lists of that issuer that are still current at that time. */
export function currentLists(lists: readonly RevocationList[], issuer: Certificate, at: Date): RevocationList[] {
  return lists.filter((list) => list.issuer.equals(issuer.subject) && issuer.keyUsage.has('cRLSign') && list.isSignedBy(issuer.publicKey) && list.nextUpdate >= at);
}

/**
 * True when the list does not hold the certificate. A revocation after that time is harmless when the time is proven by a
 * timestamp, or when its reason says that the key was not lost: otherwise a thief could date back.
 */
export function isUnrevoked(list: RevocationList, certificate: Certificate, at: Date, timeIsProven: boolean): boolean {
  const revocation = list.revoked.get(certificate.serial.toString('hex'));
  return revocation === undefined || (revocation.at > at && (timeIsProven || HARMLESS_BEFORE.includes(revocation.reason)));
}

function readEntry(der: Der): [string, Revocation] {
  const [serial, at, extensions] = fields(der, 2, 3);
  let reason = 0;
  for (const extension of extensions === undefined ? [] : children(extensions, TAG.sequence)) {
    const [name, ...value] = children(extension, TAG.sequence);
    if (oid(name) === REASON_CODE) reason = content(readDer(content(value.at(-1), TAG.octetString)), TAG.enumerated)[0] ?? 0;
  }
  return [integerBytes(serial).toString('hex'), { at: time(at), reason }];
}

function hasCriticalExtension(extensions: Der): boolean {
  return children(only(children(extensions, context(0))), TAG.sequence).some((extension) => children(extension, TAG.sequence).length === 3);
}
