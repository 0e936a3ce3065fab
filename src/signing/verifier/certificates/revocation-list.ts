import type { KeyObject } from 'node:crypto';
import { signatureAlgorithm, signatureHolds } from '../algorithms.ts';
import {
  bitString,
  children,
  content,
  context,
  counted,
  DerDefect,
  fields,
  integerBytes,
  oid,
  only,
  readDer,
  smallInteger,
  TAG,
  time,
  type Der,
} from '../der.ts';
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
const INVALIDITY_DATE = '2.5.29.24';
/** Delta list indicator, issuing distribution point: such a list is a part of one, whether it says critical or not. */
const PARTIAL: readonly string[] = ['2.5.29.27', '2.5.29.28'];
/** affiliationChanged, superseded, cessationOfOperation: the key was in good hands until that day (RFC 5280, 5.3.1). */
const HARMLESS_BEFORE = [3, 4, 5];

/** Full CRL of RFC 5280, 5, as DER or PEM. Throws DerDefect. */
export function readRevocationList(file: Buffer): RevocationList {
  const pem = /(?<=^-----BEGIN X509 CRL-----)[^-]*(?=-----END X509 CRL-----\s*$)/.exec(file.toString('latin1'));
  const der = pem === null ? file : Buffer.from(pem[0], 'base64');
  const [toBeSigned, algorithm, signature] = fields(readDer(der), 3);
  const parts = children(toBeSigned, TAG.sequence);
  if (parts[0]?.tag === TAG.integer && smallInteger(parts.shift()) !== 1)
    throw new DerDefect('revocation list version');
  const [innerAlgorithm, issuer, thisUpdate, nextUpdate, ...rest] = counted(parts, 4, 6);
  // The outer identifier is outside the signature; equal to the inner one it is bound by it.
  if (!innerAlgorithm.whole.equals(algorithm.whole)) throw new DerDefect('revocation list algorithm');
  const entries = rest[0]?.tag === TAG.sequence ? rest.shift() : undefined;
  const [extensions] = rest;
  if (extensions !== undefined && isPartial(extensions)) throw new DerDefect('partial revocation list');
  const signatureValue = bitString(signature);
  return {
    issuer: issuer.whole,
    thisUpdate: time(thisUpdate),
    nextUpdate: time(nextUpdate),
    revoked: readEntries(entries),
    isSignedBy: (key) => signatureHolds(signatureAlgorithm(algorithm), toBeSigned.whole, key, signatureValue),
  };
}

/** The lists that this issuer signed; whether they are current is asked by a rule. */
export function genuineLists(lists: readonly RevocationList[], issuer: Certificate): RevocationList[] {
  return lists.filter(
    (list) => list.issuer.equals(issuer.subject) && issuer.keyUsage.has('cRLSign') && list.isSignedBy(issuer.publicKey),
  );
}

/**
 * True when the list does not hold the certificate. A revocation after that time is harmless when the time is proven by
 * a timestamp, or when its reason says that the key was not lost: otherwise a thief could date back.
 */
export function isUnrevoked(list: RevocationList, certificate: Certificate, at: Date, timeIsProven: boolean): boolean {
  const revocation = list.revoked.get(certificate.serial.toString('hex'));
  return (
    revocation === undefined || (revocation.at > at && (timeIsProven || HARMLESS_BEFORE.includes(revocation.reason)))
  );
}

/** Each serial once: of two entries nobody could say which counts. */
function readEntries(entries: Der | undefined): Map<string, Revocation> {
  const found = new Map<string, Revocation>();
  for (const entry of entries === undefined ? [] : children(entries, TAG.sequence)) {
    const [serial, at, extensions] = fields(entry, 2, 3);
    const name = integerBytes(serial).toString('hex');
    if (found.has(name)) throw new DerDefect('a serial number stands twice');
    found.set(name, readRevocation(time(at), extensions));
  }
  return found;
}

function readRevocation(revokedAt: Date, extensions: Der | undefined): Revocation {
  let [at, reason] = [revokedAt, 0];
  for (const extension of extensions === undefined ? [] : children(extensions, TAG.sequence)) {
    const parts = fields(extension, 2, 3);
    const name = oid(parts[0]);
    const value = () => readDer(content(parts.at(-1), TAG.octetString));
    if (name === REASON_CODE) reason = content(value(), TAG.enumerated)[0] ?? 0;
    else if (name === INVALIDITY_DATE) at = new Date(Math.min(at.getTime(), time(value()).getTime()));
    else if (parts.length === 3) throw new DerDefect('an entry says more than is known');
  }
  return { at, reason };
}

function isPartial(extensions: Der): boolean {
  return children(only(children(extensions, context(0))), TAG.sequence).some((extension) => {
    const parts = fields(extension, 2, 3);
    return parts.length === 3 || PARTIAL.includes(oid(parts[0]));
  });
}
