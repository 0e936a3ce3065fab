import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, lstat, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** A PDF in the folder into which cards are downloaded from SIAK. Its name may hold a person's name and stays here. */
export interface FoundFile {
  readonly content: Buffer;
  remove(): Promise<void>;
}

/** The folder into which print officers download what SIAK signed. */
export interface CardFolder {
  /**
   * Every file that is fully written, one after the other. Throws when the folder is away or may not be emptied, and
   * after the others when one cannot be read.
   */
  files(): AsyncIterable<FoundFile>;
  /** SHA-256 of every file that is no card by its size alone; it stays where it is. Throws as `files`. */
  tooLarge(): AsyncIterable<string>;
}

/** A download that has not grown for so long is taken for finished. */
const QUIET_MS = 10_000;
/** Without the mark at its end it may still be coming; after this it is what it is. */
const UNFINISHED_MS = 3_600_000;
/** No card is a hundredth of this; such a file is left where it is. */
const LARGEST_BYTES = 32 * 1024 * 1024;
const END = '%%EOF';

/** Only regular files called .pdf: what a browser still loads is called otherwise, and a link leads out of the folder. */
export function openCardFolder(folder: string, now: () => number = Date.now): CardFolder {
  /** By name, size and time: a large file is read once and not at every look. */
  const hashes = new Map<string, string>();
  const names = async (): Promise<string[]> => {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return (await readdir(folder)).toSorted().filter((name) => /^[^.].*\.pdf$/i.test(name));
  };
  return {
    tooLarge: () => looked(names, (name) => hashOfLarge(path.join(folder, name), now(), hashes)),
    files: () =>
      looked(names, async (name) => {
        const content = await read(path.join(folder, name), now());
        return content && { content, remove: () => rm(path.join(folder, name), { force: true }) };
      }),
  };
}

/** What is found under each name; one that cannot be read must not hold up the others, and throws after them. */
async function* looked<Found>(
  names: () => Promise<string[]>,
  look: (name: string) => Promise<Found | undefined>,
): AsyncGenerator<Found> {
  const unreadable: unknown[] = [];
  const passOver = (error: unknown): undefined => {
    unreadable.push(error);
  };
  for (const name of await names()) {
    const found = await look(name).catch(goneMeanwhile).catch(passOver);
    if (found !== undefined) yield found;
  }
  if (unreadable.length > 0) throw unreadable[0];
}

/** Undefined: still being written, or no file to take. */
async function read(file: string, now: number): Promise<Buffer | undefined> {
  const before = await lstat(file);
  if (!before.isFile() || before.size > LARGEST_BYTES || now - before.mtimeMs < QUIET_MS) return undefined;
  const content = await readFile(file);
  const after = await lstat(file);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || content.length !== after.size) return undefined;
  const ends = content.subarray(-1024).includes(END);
  return ends || now - before.mtimeMs > UNFINISHED_MS ? content : undefined;
}

/** Undefined: not too large, still being written, or no file to look at. */
async function hashOfLarge(file: string, now: number, known: Map<string, string>): Promise<string | undefined> {
  const found = await lstat(file);
  const { size, mtimeMs } = found;
  if (!found.isFile() || size <= LARGEST_BYTES || now - mtimeMs < QUIET_MS) return undefined;
  const key = `${file} ${size} ${mtimeMs}`;
  const hash = known.get(key) ?? (await sha256Of(file));
  known.set(key, hash);
  return hash;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** Somebody moved it while it was looked at. The name must not travel with the error. */
function goneMeanwhile(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return undefined;
  throw new Error(`a file in the folder of cards cannot be read: ${code ?? 'unknown'}`);
}
