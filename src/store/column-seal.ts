import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Failure } from '../domain/failures.ts';

/** Version of the layout: version, nonce, authentication tag, ciphertext. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** What a column of the database holds of a person, readable only with the key of the office (AES-256-GCM). */
export interface ColumnSeal {
  /** `place` names table, column and row: a sealed value laid in another row does not open. */
  seal(value: unknown, place: string): Buffer;
  /** Throws Failure DOCUMENT_DAMAGED for a value of another key or place, or an altered one. */
  open(sealed: Uint8Array, place: string): unknown;
}

/** `key`: the 32 bytes of DOCUMENT_KEY; the columns get a key derived from it, the documents have others. */
export function createColumnSeal(key: Uint8Array): ColumnSeal {
  if (key.length !== 32) throw new RangeError('the document key has 32 bytes');
  const columnKey = Buffer.from(hkdfSync('sha256', key, '', 'penerbitan-kk column', 32));
  return {
    seal(value, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', columnKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place));
      const content = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), content]);
    },

    open(sealed, place) {
      try {
        if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES) throw new RangeError('not a sealed value');
        const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
        const decipher = createDecipheriv('aes-256-gcm', columnKey, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(place));
        decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
        const content = Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
        return JSON.parse(content.toString('utf8')) as unknown;
      } catch {
        // Without the cause: a text of JSON.parse may quote what it could not read.
        throw new Failure('DOCUMENT_DAMAGED', `sealed value of ${place}`);
      }
    },
  };
}

/** For commands that read neither application nor draft: a value that they come upon all the same stays closed. */
export const NO_KEY: ColumnSeal = {
  seal: () => {
    throw new Error('this command has no DOCUMENT_KEY');
  },
  open: () => {
    throw new Error('this command has no DOCUMENT_KEY');
  },
};
