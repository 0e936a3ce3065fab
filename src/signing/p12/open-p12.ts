import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import * as pkijs from 'pkijs';
import { Failure } from '../../domain/failures.ts';
import { toArrayBuffer } from '../array-buffer.ts';
import type { SigningIdentity } from '../pades/identity.ts';

/**
 * Opens a PKCS#12 file (RFC 7292) with PBES2 protection: the key and the certificates from the signer upwards, without
 * the root. Throws Failure('BSRE_2031') for a wrong passphrase, Failure('P12_UNREADABLE') for anything else; copies of
 * the passphrase are overwritten.
 */
export async function openP12(file: Buffer, passphrase: Buffer): Promise<SigningIdentity> {
  const password = toArrayBuffer(passphrase);
  try {
    return await identityIn(await openBags(parse(file), password));
  } finally {
    new Uint8Array(password).fill(0);
  }
}

function parse(file: Buffer): pkijs.PFX {
  try {
    return pkijs.PFX.fromBER(toArrayBuffer(file));
  } catch {
    throw unreadable('not PKCS#12');
  }
}

interface Bags {
  /** PKCS#8; overwritten once it is imported. */
  readonly key: ArrayBuffer;
  readonly certificates: readonly pkijs.Certificate[];
}

async function openBags(pfx: pkijs.PFX, password: ArrayBuffer): Promise<Bags> {
  if (pfx.macData === undefined) throw unreadable('without integrity check');
  // The integrity check is the only step that distinguishes a wrong passphrase from a damaged file.
  await pfx.parseInternalValues({ password }).catch(() => {
    throw new Failure('BSRE_2031', 'P12');
  });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (safe === undefined) throw unreadable('empty');
  try {
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    const values = bagValues(safe.parsedValue);
    const shrouded = values.find((value) => value instanceof pkijs.PKCS8ShroudedKeyBag);
    const certificates = values.flatMap((value) =>
      value instanceof pkijs.CertBag && value.parsedValue instanceof pkijs.Certificate ? [value.parsedValue] : [],
    );
    if (shrouded === undefined || certificates.length === 0) throw unreadable('key or certificate is missing');
    const box = new pkijs.EncryptedContentInfo({
      contentEncryptionAlgorithm: shrouded.encryptionAlgorithm,
      encryptedContent: shrouded.encryptedData,
    });
    return { key: await new pkijs.EncryptedData({ encryptedContentInfo: box }).decrypt({ password }), certificates };
  } catch (error) {
    // pkijs reads AES under PBES2 only; RC2 and 3DES of old exports end here.
    throw error instanceof Failure ? error : unreadable('old encryption');
  }
}

/** pkijs leaves this part untyped. */
function bagValues(parsed: unknown): unknown[] {
  const contents: unknown =
    typeof parsed === 'object' && parsed !== null && 'safeContents' in parsed ? parsed.safeContents : [];
  if (!Array.isArray(contents)) return [];
  return contents.flatMap((content: unknown) => {
    const value: unknown =
      typeof content === 'object' && content !== null && 'value' in content ? content.value : undefined;
    return value instanceof pkijs.SafeContents ? value.safeBags.map((bag): unknown => bag.bagValue) : [];
  });
}

async function identityIn({ key, certificates }: Bags): Promise<SigningIdentity> {
  try {
    const privateKey = await webcrypto.subtle.importKey(
      'pkcs8',
      key,
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const own = findOwn(key, certificates);
    const chain = certificates.filter((certificate) => certificate !== own && !isSelfIssued(certificate));
    const der = (certificate: pkijs.Certificate) => Buffer.from(certificate.toSchema().toBER());
    return { certificates: [der(own), ...chain.map(der)], privateKey };
  } catch (error) {
    throw error instanceof Failure ? error : unreadable('no RSA key');
  } finally {
    new Uint8Array(key).fill(0);
  }
}

/** The certificate that holds the public half of the key. */
function findOwn(key: ArrayBuffer, certificates: readonly pkijs.Certificate[]): pkijs.Certificate {
  const { n } = createPublicKey(createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' })).export({
    format: 'jwk',
  });
  for (const certificate of certificates) {
    const publicKey = certificate.subjectPublicKeyInfo.parsedKey;
    const modulus =
      publicKey instanceof pkijs.RSAPublicKey
        ? Buffer.from(publicKey.modulus.valueBlock.valueHexView)
        : Buffer.alloc(0);
    if (n !== undefined && modulus.subarray(modulus[0] === 0 ? 1 : 0).toString('base64url') === n) return certificate;
  }
  throw unreadable('no certificate for the key');
}

function isSelfIssued(certificate: pkijs.Certificate): boolean {
  return certificate.issuer.isEqual(certificate.subject);
}

function unreadable(detail: string): Failure {
  return new Failure('P12_UNREADABLE', detail);
}
