import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** A certificate with its private key, in the hands of the test PKI. */
export interface KeyHolder {
  readonly certificate: pkijs.Certificate;
  readonly privateKey: webcrypto.CryptoKey;
}

export interface CertificateOrder {
  readonly commonName: string;
  readonly kind: 'authority' | 'signer' | 'timestamp';
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Undefined: self-signed. */
  readonly issuer?: KeyHolder;
  /** Bits of the RSA key; 2048 where nothing is said. */
  readonly keyBits?: number;
  /** False makes a certificate that does not say what its key is for. */
  readonly withKeyUsage?: boolean;
}

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  country: '2.5.4.6',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

/** keyUsage bits with the number of unused bits at the end (RFC 5280, 4.2.1.3). */
const KEY_USAGE = {
  authority: { bits: 0b0000_0110, unused: 1 }, // keyCertSign, cRLSign
  signer: { bits: 0b1100_0000, unused: 6 }, // digitalSignature, nonRepudiation
  timestamp: { bits: 0b1100_0000, unused: 6 },
} as const;

export const RSA_SHA256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** Makes a key and its X.509 v3 certificate. */
export async function issueCertificate(order: CertificateOrder): Promise<KeyHolder> {
  const keys = await webcrypto.subtle.generateKey(
    { ...RSA_SHA256, modulusLength: order.keyBits ?? 2048, publicExponent: Uint8Array.of(1, 0, 1) },
    true,
    ['sign', 'verify'],
  );
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: randomSerial() });
  certificate.subject = distinguishedName(order.commonName);
  certificate.issuer = order.issuer?.certificate.subject ?? certificate.subject;
  certificate.notBefore.value = wholeSeconds(order.notBefore);
  certificate.notAfter.value = wholeSeconds(order.notAfter);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = await extensionsFor(order, certificate);
  await certificate.sign(order.issuer?.privateKey ?? keys.privateKey, 'SHA-256');
  return { certificate, privateKey: keys.privateKey };
}

/** DER of a certificate, list or other pkijs object. */
export function toDer(object: { toSchema(encode?: boolean): { toBER(): ArrayBuffer } }): Buffer {
  return Buffer.from(object.toSchema(true).toBER());
}

export function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

async function extensionsFor(order: CertificateOrder, certificate: pkijs.Certificate): Promise<pkijs.Extension[]> {
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  const constraints =
    order.kind === 'authority' ? new pkijs.BasicConstraints({ cA: true }) : new pkijs.BasicConstraints();
  const own = await keyIdentifier(certificate);
  const above = order.issuer === undefined ? own : await keyIdentifier(order.issuer.certificate);
  const usage = KEY_USAGE[order.kind];
  const extensions = [
    extension(OID.basicConstraints, true, constraints.toSchema()),
    extension(OID.subjectKeyIdentifier, false, new asn1js.OctetString({ valueHex: own })),
    extension(
      OID.authorityKeyIdentifier,
      false,
      new pkijs.AuthorityKeyIdentifier({ keyIdentifier: new asn1js.OctetString({ valueHex: above }) }).toSchema(),
    ),
  ];
  if (order.withKeyUsage !== false)
    extensions.push(
      extension(
        OID.keyUsage,
        true,
        new asn1js.BitString({ valueHex: Uint8Array.of(usage.bits).buffer, unusedBits: usage.unused }),
      ),
    );
  if (order.kind === 'timestamp')
    extensions.push(
      extension(OID.extendedKeyUsage, true, new pkijs.ExtKeyUsage({ keyPurposes: [OID.timeStamping] }).toSchema()),
    );
  return extensions;
}

/** RFC 5280, 4.2.1.2, method 1. */
async function keyIdentifier(certificate: pkijs.Certificate): Promise<ArrayBuffer> {
  return webcrypto.subtle.digest('SHA-1', certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView);
}

/**
 * One attribute to each RDN. pkijs would write all of them into one unordered SET, which is not DER: so the name is
 * encoded here.
 */
function distinguishedName(commonName: string): pkijs.RelativeDistinguishedNames {
  const part = (type: string, value: asn1js.AsnType) =>
    new asn1js.Set({ value: [new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: type }), value] })] });
  const name = new asn1js.Sequence({
    value: [
      part(OID.country, new asn1js.PrintableString({ value: 'ID' })),
      part(OID.organization, new asn1js.Utf8String({ value: 'Simulasi, tidak tersertifikasi' })),
      part(OID.commonName, new asn1js.Utf8String({ value: commonName })),
    ],
  });
  return pkijs.RelativeDistinguishedNames.fromBER(name.toBER());
}

/** Positive, and minimal in DER: the first byte is between 0x40 and 0x7f. */
function randomSerial(): ArrayBuffer {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}
