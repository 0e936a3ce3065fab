import { createHash, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { toArrayBuffer } from '../array-buffer.ts';
import type { SigningIdentity } from './identity.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;

/** Asks a timestamp authority about these bytes; resolves with the DER of an RFC 3161 token. */
export type Timestamper = (bytes: Buffer) => Promise<Buffer>;

const digestAlgorithm = () => new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 });
const signatureAlgorithm = () =>
  new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256WithRsa, algorithmParams: new asn1js.Null() });

/**
 * Detached CMS signature in the form of PAdES baseline B-B, or B-T with a timestamper (ETSI EN 319 142-1, 6.3): content
 * type, message digest and the hash of the certificate are signed; the time is not, it stands in /M. The names of the
 * algorithms are signed as well (RFC 6211), so that every byte of the structure is bound.
 */
export function signDetached(
  content: readonly Buffer[],
  identity: SigningIdentity,
  timestamp?: Timestamper,
): Promise<Buffer> {
  return signCms({ type: OID.data, parts: content, isInside: false }, identity, timestamp);
}

/** The same form with the content inside: a timestamp token (RFC 3161, 2.4.2). */
export function signEnclosed(type: string, content: Buffer, identity: SigningIdentity): Promise<Buffer> {
  return signCms({ type, parts: [content], isInside: true }, identity);
}

interface Content {
  readonly type: string;
  readonly parts: readonly Buffer[];
  readonly isInside: boolean;
}

async function signCms(content: Content, identity: SigningIdentity, timestamp?: Timestamper): Promise<Buffer> {
  const [own] = identity.certificates;
  const certificates = identity.certificates.map((der) => pkijs.Certificate.fromBER(toArrayBuffer(der)));
  const certificate = pkijs.Certificate.fromBER(toArrayBuffer(own));
  const signedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: signedAttributes(content, own) });
  const toBeSigned = new Uint8Array(signedAttrs.toSchema().toBER());
  toBeSigned[0] = 0x31; // signed as a SET OF, written as [0] (RFC 5652, 5.4)
  const signature = Buffer.from(await webcrypto.subtle.sign('RSASSA-PKCS1-v1_5', identity.privateKey, toBeSigned));
  const signer = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: digestAlgorithm(),
    signedAttrs,
    signatureAlgorithm: signatureAlgorithm(),
    signature: new asn1js.OctetString({ valueHex: toArrayBuffer(signature) }),
  });
  if (timestamp !== undefined)
    signer.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [attribute(OID.signatureTimestamp, parsed(await timestamp(signature)))],
    });
  const encapContentInfo = new pkijs.EncapsulatedContentInfo({ eContentType: content.type });
  // Set afterwards: the constructor would cut it into a constructed string, which is not DER.
  if (content.isInside)
    encapContentInfo.eContent = new asn1js.OctetString({ valueHex: toArrayBuffer(Buffer.concat(content.parts)) });
  const signedData = new pkijs.SignedData({
    version: content.type === OID.data ? 1 : 3,
    digestAlgorithms: [digestAlgorithm()],
    encapContentInfo,
    certificates,
    signerInfos: [signer],
  });
  return Buffer.from(
    new pkijs.ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) }).toSchema().toBER(),
  );
}

function signedAttributes(content: Content, certificate: Buffer): pkijs.Attribute[] {
  const digest = createHash('sha256');
  for (const part of content.parts) digest.update(part);
  const signatureName = signatureAlgorithm().toSchema();
  signatureName.idBlock.tagClass = 3;
  signatureName.idBlock.tagNumber = 1;
  return inDerOrder([
    attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: content.type })),
    attribute(OID.messageDigest, new asn1js.OctetString({ valueHex: toArrayBuffer(digest.digest()) })),
    attribute(OID.algorithmProtection, new asn1js.Sequence({ value: [digestAlgorithm().toSchema(), signatureName] })),
    attribute(OID.signingCertificateV2, signingCertificate(certificate)),
  ]);
}

/** SigningCertificateV2 with one ESSCertIDv2: SHA-256 is the default and stands unnamed (RFC 5035, 4). */
function signingCertificate(certificate: Buffer): asn1js.Sequence {
  const hash = createHash('sha256').update(certificate).digest();
  const identifier = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: toArrayBuffer(hash) })] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [identifier] })] });
}

/** DER orders a SET OF by its encodings. */
function inDerOrder(attributes: pkijs.Attribute[]): pkijs.Attribute[] {
  const encoding = (item: pkijs.Attribute) => Buffer.from(item.toSchema().toBER());
  return attributes.sort((a, b) => Buffer.compare(encoding(a), encoding(b)));
}

function attribute(type: string, value: asn1js.AsnType): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] });
}

function parsed(der: Buffer): asn1js.AsnType {
  return asn1js.fromBER(toArrayBuffer(der)).result;
}
