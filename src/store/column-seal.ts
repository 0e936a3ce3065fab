import { hkdfSync } from 'node:crypto';
import { Failure } from '../domain/failures.ts';
import { openSealedBytes, sealBytes } from '../machine/sealed-bytes.ts';

/** First byte of a value: the version of the layout; the sealed bytes follow. */
const VERSION = 1;

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
      return Buffer.concat([Buffer.of(VERSION), sealBytes(Buffer.from(JSON.stringify(value)), columnKey, place)]);
    },

    open(sealed, place) {
      try {
        if (sealed[0] !== VERSION) throw new RangeError('not a sealed value');
        return JSON.parse(openSealedBytes(sealed.subarray(1), columnKey, place).toString('utf8')) as unknown;
      } catch {
        // Without the cause: a text of JSON.parse may quote what it could not read.
        throw new Failure('DOCUMENT_DAMAGED', `sealed value of ${place}`);
      }
    },
  };
}

/** The value of a row: sealed, or readable as an edition of before left it; one of the two is null. */
export function openedValue<Value>(
  seal: ColumnSeal,
  readable: Value | null,
  sealed: Uint8Array | null,
  place: string,
): Value {
  return readable ?? (seal.open(sealed ?? Buffer.alloc(0), place) as Value);
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
