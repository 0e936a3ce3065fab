import { digestAlgorithm, signatureAlgorithm, type Digest } from '../algorithms.ts';
import { readCertificate, type Certificate } from '../certificates/certificate.ts';
import {
  children,
  content,
  context,
  DerDefect,
  fields,
  integerBytes,
  oid,
  only,
  readDer,
  setChildren,
  smallInteger,
  TAG,
  type Der,
} from '../der.ts';

export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

/** CMS SignedData (RFC 5652, 5) as PAdES uses it: certificates inside, no revocation data, exactly one signer. */
export interface SignedData {
  readonly contentType: string;
  /** Undefined: the signed bytes are outside (detached). */
  readonly content: Buffer | undefined;
  readonly certificates: readonly Certificate[];
  readonly signer: SignerInfo;
}

export interface SignerInfo {
  readonly issuer: Buffer;
  readonly serial: Buffer;
  readonly digest: Digest;
  readonly digestAlgorithm: Der;
  readonly signatureAlgorithm: Der;
  readonly algorithm: { readonly key: 'rsa' | 'ec'; readonly digest: Digest };
  /** DER of the signed attributes as a SET OF: what the signature is over. */
  readonly signed: Buffer;
  readonly signedAttributes: ReadonlyMap<string, Der>;
  readonly unsignedAttributes: ReadonlyMap<string, Der>;
  readonly signature: Buffer;
}

/** A chain has three or four; thousands would be asked who issued whom for minutes. */
const MAX_CERTIFICATES = 8;

/** Reads a ContentInfo with SignedData, strictly: nothing in it is left unread. Throws DerDefect. */
export function readSignedData(der: Buffer): SignedData {
  const [type, wrapped] = fields(readDer(der), 2);
  if (oid(type) !== OID.signedData) throw new DerDefect('no signed data');
  const [version, digests, encapsulated, certificates, signers] = fields(only(children(wrapped, context(0))), 5);
  const [contentType, inner] = fields(encapsulated, 1, 2);
  const name = oid(contentType);
  // RFC 5652, 5.1: version 1 for plain data, 3 for anything else.
  if (smallInteger(version) !== (name === OID.data ? 1 : 3)) throw new DerDefect('signed data version');
  const certificateSet = children(certificates, context(0));
  if (certificateSet.length > MAX_CERTIFICATES) throw new DerDefect('too many certificates');
  const signer = readSigner(only(children(signers, TAG.set)));
  if (!only(children(digests, TAG.set)).whole.equals(signer.digestAlgorithm.whole))
    throw new DerDefect('announced digests');
  return {
    contentType: name,
    content: inner === undefined ? undefined : content(only(children(inner, context(0))), TAG.octetString),
    certificates: certificateSet.map((certificate) => readCertificate(certificate.whole)),
    signer,
  };
}

function readSigner(der: Der): SignerInfo {
  const [version, identifier, digest, attributes, algorithm, signature, unsigned] = fields(der, 6, 7);
  if (smallInteger(version) !== 1) throw new DerDefect('signer version');
  const [issuer, serial] = fields(identifier, 2);
  const digestName = digestAlgorithm(digest);
  const algorithmNames = signatureAlgorithm(algorithm, digestName);
  // Two digests in one signature: the weaker one is as far as it can be trusted.
  if (algorithmNames.digest !== digestName) throw new DerDefect('two digests');
  return {
    issuer: issuer.whole,
    serial: integerBytes(serial),
    digest: digestName,
    digestAlgorithm: digest,
    signatureAlgorithm: algorithm,
    algorithm: algorithmNames,
    signed: Buffer.concat([Buffer.of(TAG.set), attributes.whole.subarray(1)]),
    signedAttributes: readAttributes(attributes, context(0)),
    unsignedAttributes: unsigned === undefined ? new Map<string, Der>() : readAttributes(unsigned, context(1)),
    signature: content(signature, TAG.octetString),
  };
}

/** Each attribute once, with one value. */
function readAttributes(der: Der, tag: number): Map<string, Der> {
  const found = new Map<string, Der>();
  for (const attribute of setChildren(der, tag)) {
    const [type, values] = fields(attribute, 2);
    const name = oid(type);
    if (found.has(name)) throw new DerDefect('attribute');
    found.set(name, only(children(values, TAG.set)));
  }
  if (found.size === 0) throw new DerDefect('no attribute'); // SET SIZE (1..MAX): an empty one is room to write in
  return found;
}
