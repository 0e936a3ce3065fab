import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
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
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(place));
    const content = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), content]);
  }

  /** Throws when it was sealed by another token, for another place, or altered. */
  open(sealed: Uint8Array, place: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
