import { verify, type KeyObject } from 'node:crypto';
import { DerDefect, fields, oid, TAG, type Der } from './der.ts';

/** Digests that are still collision resistant; SHA-1 and MD5 are not here and so are refused. */
const DIGESTS: Readonly<Record<string, Digest>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const RSA = '1.2.840.113549.1.1.1';
const SIGNATURES: Readonly<Record<string, { key: 'rsa' | 'ec'; digest: Digest }>> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};

const STRONG_CURVES: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

export type Digest = 'sha256' | 'sha384' | 'sha512';

/** AlgorithmIdentifier of a digest; parameters absent or NULL (RFC 5754, 2). */
export function digestAlgorithm(der: Der | undefined): Digest {
  const digest = DIGESTS[identifier(der)];
  if (digest === undefined) throw new DerDefect('digest algorithm is not accepted');
  return digest;
}

/**
 * AlgorithmIdentifier of a signature; plain `rsaEncryption` takes its digest from beside it, where CMS allows that (RFC
 * 5754, 3.2).
 */
export function signatureAlgorithm(der: Der | undefined, digestBeside?: Digest): { key: 'rsa' | 'ec'; digest: Digest } {
  const name = identifier(der);
  if (name === RSA && digestBeside !== undefined) return { key: 'rsa', digest: digestBeside };
  const algorithm = SIGNATURES[name];
  if (algorithm === undefined) throw new DerDefect('signature algorithm is not accepted');
  return algorithm;
}

export function signatureHolds(
  algorithm: { key: 'rsa' | 'ec'; digest: Digest },
  signed: Buffer,
  key: KeyObject,
  signature: Buffer,
): boolean {
  return key.asymmetricKeyType === algorithm.key && verify(algorithm.digest, signed, key, signature);
}

/** RSA from 2048 bits, curves from 256. */
export function strongEnough(key: KeyObject): boolean {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  return key.asymmetricKeyType === 'rsa' ? modulusLength >= 2048 : STRONG_CURVES.has(namedCurve);
}

function identifier(der: Der | undefined): string {
  const [name, parameters] = fields(der, 1, 2);
  if (parameters !== undefined && (parameters.tag !== TAG.null || parameters.content.length > 0))
    throw new DerDefect('algorithm parameters');
  return oid(name);
}
