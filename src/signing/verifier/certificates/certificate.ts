import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { signatureAlgorithm, signatureHolds } from '../algorithms.ts';
import {
  bitString,
  children,
  content,
  context,
  DerDefect,
  fields,
  integerBytes,
  oid,
  only,
  readDer,
  readElement,
  smallInteger,
  TAG,
  time,
  type Der,
} from '../der.ts';

export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyCertSign' | 'cRLSign';

/** What the rules need of an X.509 v3 certificate (RFC 5280), read strictly from its DER. */
export interface Certificate {
  readonly der: Buffer;
  readonly sha256: string;
  /** DER of the names: compared byte by byte. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly serial: Buffer;
  /** Null: there is none, or more than one. */
  readonly commonName: string | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly keyUsage: ReadonlySet<KeyUsage>;
  readonly extendedKeyUsage: readonly string[];
  readonly extendedKeyUsageIsCritical: boolean;
  readonly isAuthority: boolean;
  readonly pathLength: number | undefined;
  /** A critical extension that no rule here looks at: such a certificate may not be used (RFC 5280, 4.2). */
  readonly hasUnknownCriticalExtension: boolean;
  isSignedBy(issuer: KeyObject): boolean;
}

const EXTENSION = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  extendedKeyUsage: '2.5.29.37',
} as const;
/**
 * Name and policy constraints, inhibit any policy: an authority that is bound by what we do not examine is not
 * believed, however it marks them.
 */
const CONSTRAINTS: readonly string[] = ['2.5.29.30', '2.5.29.36', '2.5.29.54'];
const UNDERSTOOD: readonly string[] = Object.values(EXTENSION);
const KEY_USAGE_BITS: readonly (readonly [number, KeyUsage])[] = [
  [0x80, 'digitalSignature'],
  [0x40, 'nonRepudiation'],
  [0x04, 'keyCertSign'],
  [0x02, 'cRLSign'],
];

/** Throws DerDefect. */
export function readCertificate(der: Buffer): Certificate {
  const [toBeSigned, algorithm, signature] = fields(readDer(der), 3);
  const [version, serial, innerAlgorithm, issuer, validity, subject, key, ...optional] = fields(toBeSigned, 7, 10);
  if (smallInteger(only(children(version, context(0)))) !== 2) throw new DerDefect('certificate version');
  // The outer identifier is outside the signature; equal to the inner one it is bound by it.
  if (!innerAlgorithm.whole.equals(algorithm.whole)) throw new DerDefect('certificate algorithm');
  const [notBefore, notAfter] = fields(validity, 2);
  const extensions = readExtensions(optional.find((item) => item.tag === context(3)));
  const constraints = readBasicConstraints(extensions.get(EXTENSION.basicConstraints)?.value);
  const signatureValue = bitString(signature);
  return {
    der,
    sha256: createHash('sha256').update(der).digest('hex'),
    issuer: issuer.whole,
    subject: subject.whole,
    serial: integerBytes(serial),
    commonName: commonName(subject),
    notBefore: time(notBefore),
    notAfter: time(notAfter),
    publicKey: publicKey(key),
    keyUsage: readKeyUsage(extensions.get(EXTENSION.keyUsage)?.value),
    extendedKeyUsage: readExtendedKeyUsage(extensions.get(EXTENSION.extendedKeyUsage)?.value),
    extendedKeyUsageIsCritical: extensions.get(EXTENSION.extendedKeyUsage)?.critical ?? false,
    ...constraints,
    hasUnknownCriticalExtension: [...extensions].some(
      ([name, extension]) => extension.critical && !UNDERSTOOD.includes(name),
    ),
    isSignedBy: (issuerKey) =>
      signatureHolds(signatureAlgorithm(algorithm), toBeSigned.whole, issuerKey, signatureValue),
  };
}

/** Certificates of a PEM text; throws DerDefect when there is none. */
export function readPemCertificates(pem: string): Certificate[] {
  const blocks = [...pem.matchAll(/(?<=-----BEGIN CERTIFICATE-----)[^-]*(?=-----END CERTIFICATE-----)/g)];
  if (blocks.length === 0) throw new DerDefect('no certificate in PEM text');
  return blocks.map(([block]) => readCertificate(Buffer.from(block, 'base64')));
}

function publicKey(der: Der): KeyObject {
  try {
    return createPublicKey({ key: der.whole, format: 'der', type: 'spki' });
  } catch {
    throw new DerDefect('public key');
  }
}

/** The one common name: of two, readers show one or the other, and who signs would have two names. */
function commonName(name: Der): string | null {
  const found = children(name, TAG.sequence)
    .flatMap((part) => children(part, TAG.set))
    .map((attribute) => fields(attribute, 2))
    .filter(([type]) => oid(type) === '2.5.4.3');
  return found.length === 1 ? only(found)[1].content.toString('utf8') : null;
}

function readExtensions(der: Der | undefined): Map<string, { critical: boolean; value: Der }> {
  const found = new Map<string, { critical: boolean; value: Der }>();
  if (der === undefined) return found;
  for (const extension of children(only(children(der, context(3))), TAG.sequence)) {
    const parts = fields(extension, 2, 3);
    const name = oid(parts[0]);
    if (found.has(name)) throw new DerDefect('an extension stands twice');
    const isMarked = parts.length === 3;
    // DER: TRUE is 0xff, and FALSE is not written.
    if (isMarked && !content(parts[1], TAG.boolean).equals(Buffer.of(0xff))) throw new DerDefect('boolean');
    const critical = isMarked || CONSTRAINTS.includes(name);
    const value = parts.at(-1);
    // Values of extensions we do not read may be anything; those we read are read as DER below.
    found.set(name, {
      critical,
      value: UNDERSTOOD.includes(name) ? readDer(content(value, TAG.octetString)) : readElement(extension.whole),
    });
  }
  return found;
}

function readKeyUsage(der: Der | undefined): Set<KeyUsage> {
  const bits = der === undefined ? 0 : (content(der, TAG.bitString)[1] ?? 0);
  return new Set(KEY_USAGE_BITS.filter(([mask]) => (bits & mask) !== 0).map(([, usage]) => usage));
}

function readExtendedKeyUsage(der: Der | undefined): string[] {
  return der === undefined ? [] : children(der, TAG.sequence).map(oid);
}

function readBasicConstraints(der: Der | undefined): { isAuthority: boolean; pathLength: number | undefined } {
  if (der === undefined) return { isAuthority: false, pathLength: undefined };
  const [authority, length] = children(der, TAG.sequence);
  const isAuthority = authority?.tag === TAG.boolean && authority.content[0] === 0xff;
  return { isAuthority, pathLength: length === undefined ? undefined : smallInteger(length) };
}
