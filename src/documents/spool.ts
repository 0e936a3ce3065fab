import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Failure } from '../domain/failures.ts';

/** What came in whole and lies on the disk; nobody but its holder can read it. */
export interface Spooled {
  readonly bytes: number;
  content(): Readable;
  /** Its place on the disk is free again. */
  drop(): Promise<void>;
}

/** The stream is longer than it may be; what is left of it was not read. */
export class TooLong extends Error {
  override name = 'TooLong';
}

export type Spool = (stream: Readable, mostBytes: number) => Promise<Spooled>;

/**
 * Where what strangers send lies until it is whole: a slow line holds some disk, and no memory. Sealed (AES-256-GCM) under
 * a key that only this process has, for the one file; the file has no name any more once it is open, so a process that
 * dies leaves nothing. `keep` throws TooLong, and Failure('DOCUMENTS_UNREACHABLE') when the disk is full or away.
 */
export function createSpool(folder: string): Spool {
  return async (stream, mostBytes) => {
    const file = await onDisk(nameless(folder));
    try {
      const [key, nonce] = [randomBytes(32), randomBytes(12)];
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      let bytes = 0;
      for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw new TooLong();
        await onDisk(file.writeFile(cipher.update(chunk)));
      }
      cipher.final();
      const decipher = () => createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(cipher.getAuthTag());
      return { bytes, content: () => Readable.from(read(file, bytes, decipher())), drop: () => file.close() };
    } catch (error) {
      await file.close();
      throw error;
    }
  };
}

const PIECE_BYTES = 256 * 1024;

async function* read(file: FileHandle, bytes: number, decipher: ReturnType<typeof createDecipheriv>) {
  for (let at = 0; at < bytes;) {
    const { buffer, bytesRead } = await onDisk(file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, at));
    if (bytesRead === 0) throw new Failure('DOCUMENTS_UNREACHABLE', 'spool: cut');
    yield decipher.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  decipher.final();
}

async function nameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = path.join(folder, randomUUID());
  const file = await open(name, 'wx+', 0o600);
  await rm(name);
  return file;
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Failure('DOCUMENTS_UNREACHABLE', `spool: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
}
