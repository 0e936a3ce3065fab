import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What seals and opens the copies on removable media; all three follow from the one key that the office keeps. */
export interface ArchiveKeys {
  readonly encryption: Buffer;
  readonly authentication: Buffer;
  readonly nonce: Buffer;
}

const NONCE_BYTES = 16;

/** From the office's archive key of 32 bytes (docs/archive.md describes how to open a copy without this software). */
export function archiveKeys(key: Uint8Array): ArchiveKeys {
  if (key.length !== 32) throw new RangeError('the archive key has 32 bytes');
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `penerbitan-kk archive ${use}`, 32));
  return { encryption: keyFor('encryption'), authentication: keyFor('authentication'), nonce: keyFor('nonce') };
}

/**
 * AES-256-CTR behind its nonce, with an HMAC-SHA-256 over both: common tools open it. The nonce follows from the
 * content, so that the same case makes the same bytes on every medium, and two contents never share one.
 */
export function encrypt(plain: Uint8Array, keys: ArchiveKeys): { readonly sealed: Buffer; readonly hmac: string } {
  const nonce = createHmac('sha256', keys.nonce)
    .update(createHash('sha256').update(plain).digest())
    .digest()
    .subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-ctr', keys.encryption, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final()]);
  return { sealed, hmac: hmacOf(sealed, keys) };
}

/** Undefined: altered, or sealed with another key. */
export function decrypt(sealed: Uint8Array, hmac: string, keys: ArchiveKeys): Buffer | undefined {
  const [right, given] = [Buffer.from(hmacOf(sealed, keys)), Buffer.from(hmac)];
  if (right.length !== given.length || !timingSafeEqual(right, given)) return undefined;
  const decipher = createDecipheriv('aes-256-ctr', keys.encryption, sealed.subarray(0, NONCE_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES)), decipher.final()]);
}

function hmacOf(sealed: Uint8Array, keys: ArchiveKeys): string {
  return createHmac('sha256', keys.authentication).update(sealed).digest('hex');
}
