import { hkdfSync } from 'node:crypto';

/**
 * A key of 32 bytes for one purpose, from the office's session key (HKDF, RFC 5869): one that leaks reveals nothing of
 * another.
 */
export function derivedKey(sessionKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', sessionKey, '', `penerbitan-kk ${purpose}`, 32));
}
