import { createHash, hkdfSync } from 'node:crypto';
import { openSealedBytes, sealBytes } from '../machine/sealed-bytes.ts';

const TOKEN = /^[0-9a-f]{64}$/;

/**
 * Bytes under a key that only the holder of a token has (AES-256-GCM, key by HKDF). The store keeps the token's hash as
 * a name, so what lies there can be found and opened by who brings the token, and by nobody else.
 */
export class UploadToken {
  /** SHA-256 of the token. */
  readonly id: string;
  readonly #key: Buffer;

  /** `token`: 64 hexadecimal digits. Throws RangeError for anything else. */
  constructor(token: string) {
    if (!TOKEN.test(token)) throw new RangeError('an upload token has 64 hexadecimal digits');
    const secret = Buffer.from(token, 'hex');
    this.id = createHash('sha256').update(secret).digest('hex');
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'penerbitan-kk upload', 32));
  }

  /** `place` says what it is, so that sealed things cannot be swapped. */
  seal(bytes: Uint8Array, place: string): Buffer {
    return sealBytes(bytes, this.#key, place);
  }

  /** Throws when it was sealed by another token, for another place, or altered. */
  open(sealed: Uint8Array, place: string): Buffer {
    return openSealedBytes(sealed, this.#key, place);
  }
}
