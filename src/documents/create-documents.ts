import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure, isDocumentLost } from '../domain/failures.ts';
import { openSealedBytes, sealBytes } from '../machine/sealed-bytes.ts';
import type { Documents } from './documents.ts';

/** Layout of a file: these four bytes, then the sealed ones. */
const MAGIC = Buffer.from('KKD1');
const SHA256 = /^[0-9a-f]{64}$/;

export interface DocumentsOptions {
  readonly folder: string;
  readonly key: Uint8Array;
  /** Whether the medium is there; without it nothing is written, and what is not found may not be lost. */
  readonly present?: () => Promise<boolean>;
}

/**
 * Documents under `folder`, each encrypted with AES-256-GCM. `key`: 32 bytes; another key cannot even find a file,
 * because names on the disk are keyed too: a stolen disk does not reveal whether a known document is among them.
 */
export function createDocuments({ folder, key, present = () => Promise.resolve(true) }: DocumentsOptions): Documents {
  if (key.length !== 32) throw new RangeError('the document key has 32 bytes');
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `penerbitan-kk documents ${use}`, 32));
  const contentKey = keyFor('content');
  const nameKey = keyFor('name');

  const fileOf = (sha256: string): string => {
    const name = createHmac('sha256', nameKey).update(sha256).digest('hex');
    return path.join(folder, name.slice(0, 2), name.slice(2, 4), name);
  };

  async function requirePresent(): Promise<void> {
    if (!(await present())) throw new Failure('DOCUMENTS_UNREACHABLE', 'the medium is absent');
  }

  const get = async (sha256: string): Promise<Buffer> => {
    if (!SHA256.test(sha256)) throw new Failure('DOCUMENT_DAMAGED', 'not the name of a document');
    const sealed = await readFile(fileOf(sha256)).catch(async (error: unknown) => {
      if (!isMissing(error) && !isLostByDisk(error)) throw unreachable(error);
      await requirePresent();
      if (isMissing(error)) throw new Failure('DOCUMENT_DAMAGED', `missing ${sha256}`);
      throw new Failure('DOCUMENT_UNREADABLE', sha256, { cause: error });
    });
    const bytes = decrypt(sealed, sha256, contentKey);
    if (bytes === undefined || hashOf(bytes) !== sha256) throw new Failure('DOCUMENT_DAMAGED', `altered ${sha256}`);
    return bytes;
  };

  return {
    get,

    /** A file that is there and whole is left alone; one that is lost or damaged is healed by the bytes at hand. */
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const whole = await get(sha256).then(
        () => true,
        (error: unknown) => {
          if (isDocumentLost(error)) return false;
          throw error;
        },
      );
      if (whole) return { sha256 };
      await requirePresent();
      await writeWhole(fileOf(sha256), encrypt(bytes, sha256, contentKey)).catch((error: unknown) => {
        throw unreachable(error);
      });
      return { sha256 };
    },
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The name is authenticated with the content: files cannot be swapped. */
function encrypt(bytes: Uint8Array, sha256: string, key: Buffer): Buffer {
  return Buffer.concat([MAGIC, sealBytes(bytes, key, sha256)]);
}

function decrypt(sealed: Buffer, sha256: string, key: Buffer): Buffer | undefined {
  if (!sealed.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  try {
    return openSealedBytes(sealed.subarray(MAGIC.length), key, sha256);
  } catch {
    return undefined; // cut, or the tag does not fit
  }
}

/**
 * Whole or not at all, also when the power fails: content first, then the name, then the folder that holds the name.
 */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  for (const level of [folder, path.dirname(folder), path.dirname(path.dirname(folder))]) await syncFolder(level);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A full disk, a broken one, a server that is away: it may pass by itself, or when somebody makes room. */
function unreachable(error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  return new Failure('DOCUMENTS_UNREACHABLE', String(error.code), { cause: error });
}

/** Sectors of this one file that the disk does not give back, or whose checksum is wrong; the disk itself answers. */
const LOST_BY_DISK: ReadonlySet<unknown> = new Set(['EIO', 'EBADMSG']);
/** Node has no name for EUCLEAN. */
const EUCLEAN = -117;

function isLostByDisk(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  return LOST_BY_DISK.has(error.code) || ('errno' in error && error.errno === EUCLEAN);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
