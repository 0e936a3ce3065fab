import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, isOccupied } from './medium-errors.ts';

/** How many entries the journal had at a time, and the hash of the newest. */
export interface JournalHead {
  readonly length: string;
  readonly hash: string;
}

/** A head of the journal that was written down outside the database. */
export interface JournalAnchor extends JournalHead {
  /** File that holds it. */
  readonly source: string;
  /** Null: signed by this office, and follows the file before it. Otherwise what is wrong with the file itself. */
  readonly fault: 'UNREADABLE' | 'FORGED' | 'GAP' | null;
}

/**
 * The journal is one chain, so whoever owns the database can cut its end off or write it anew as a whole, and it is in
 * itself whole again. Only a head that was written down elsewhere shows that: daily in a signed file, and in the bag of
 * every archived case.
 */
export interface JournalAnchors {
  /** Signs and writes the head of a day ("2026-11-26") unless that day has one; answers whether it was written. */
  write(day: string, head: JournalHead): Promise<boolean>;
  /** The daily files, oldest first, then those in the archive's first layer. */
  read(): AsyncIterable<JournalAnchor>;
  /** SPKI in PEM, for auditors who check the files elsewhere. */
  readonly publicKey: string;
}

export interface JournalAnchorsOptions {
  readonly folder: string;
  /** Root of a layer with plain bags. */
  readonly archiveFolder: string;
  /**
   * The office's archive key, 32 bytes: the key that signs is made from it. Or only its public half (PEM): then nothing
   * can be written.
   */
  readonly key: Uint8Array | string;
}

/** Name of a daily file: its day. */
export const DAILY_FILE = /^(\d{4}-\d{2}-\d{2})\.json$/;
/** An anchor has some 400 bytes. */
const MOST_BYTES = 64 * 1024;
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function createJournalAnchors({ folder, archiveFolder, key }: JournalAnchorsOptions): JournalAnchors {
  const privateKey = typeof key === 'string' ? undefined : signingKey(key);
  const publicKey = privateKey === undefined ? createPublicKey(key as string) : createPublicKey(privateKey);
  const dailyFiles = async () => (await namesIn(folder)).filter((name) => DAILY_FILE.test(name));

  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

  return {
    publicKey: publicKeyPem,

    async write(day, { length, hash }) {
      if (privateKey === undefined) throw new Error('anchors are signed with the private key');
      const file = path.join(folder, `${day}.json`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeOnce(path.join(folder, 'public-key.pem'), publicKeyPem);
      const before = (await dailyFiles()).filter((name) => name < `${day}.json`).at(-1);
      const previous = before === undefined ? null : sha256(await contentOf(path.join(folder, before)));
      const statement = { day, length, hash, previous };
      const signature = sign(null, bytesOf(statement), privateKey).toString('base64');
      return writeOnce(file, `${JSON.stringify({ ...statement, signature }, null, 2)}\n`);
    },

    async *read() {
      const files: DailyFile[] = [];
      for (const name of await dailyFiles())
        files.push(dailyFile(name, await contentOf(path.join(folder, name)), publicKey));
      for (const [at, { source, length, hash, fault }] of files.entries())
        yield { source, length, hash, fault: fault ?? (follows(files, at) ? null : 'GAP') };
      for (const year of (await namesIn(archiveFolder)).filter((name) => /^\d{4}$/.test(name)))
        for (const bag of await namesIn(path.join(archiveFolder, year))) {
          const anchor = await inBag(archiveFolder, path.join(year, bag));
          if (anchor !== undefined) yield anchor;
        }
    },
  };
}

interface Statement extends JournalHead {
  readonly day: string;
  /** SHA-256 of the file of the day before; null for the first. */
  readonly previous: string | null;
}

interface DailyFile extends JournalAnchor {
  readonly sha256: string;
  readonly previous: string | null;
}

function dailyFile(name: string, bytes: Buffer, key: KeyObject): DailyFile {
  const file = { source: name, sha256: sha256(bytes) };
  const read = parse(bytes);
  if (read === undefined || !isHead(read))
    return { ...file, length: '0', hash: '', previous: null, fault: 'UNREADABLE' };
  const { day, length, hash, previous: named, signature } = read as Statement & { readonly signature: unknown };
  const genuine =
    `${day}.json` === name &&
    typeof signature === 'string' &&
    verify(null, bytesOf({ day, length, hash, previous: named }), key, Buffer.from(signature, 'base64'));
  return { ...file, length, hash, previous: named, fault: genuine ? null : 'FORGED' };
}

/**
 * Whether the file names the one before it: the newest earlier day of those that were there when it was written. Of two
 * days the one with fewer entries was there first; so a file that a wrong clock gave a day far ahead, or long past,
 * breaks nothing. The first file that is left may follow one that was put away.
 */
function follows(files: readonly DailyFile[], at: number): boolean {
  const { length, previous } = files[at]!;
  if (files[at - 1]?.sha256 === previous) return true;
  for (const { length: theirs, sha256: named, fault } of files.slice(0, at).reverse()) {
    if (fault === null && Number(theirs) > Number(length)) continue; // it was written later
    if (named === previous) return true;
    if (fault !== null || theirs !== length) return false;
  }
  return true;
}

/** Undefined: a bag of before there were anchors, or one that is not plain. */
async function inBag(root: string, bag: string): Promise<JournalAnchor | undefined> {
  const source = path.join(bag, 'data', 'journal-head.json');
  const bytes = await contentOf(path.join(root, source)).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const read = parse(bytes);
  if (read === undefined || !isHead(read)) return { source, length: '0', hash: '', fault: 'UNREADABLE' };
  return { source, length: read.length, hash: read.hash, fault: null };
}

function bytesOf({ day, length, hash, previous }: Statement): Buffer {
  return Buffer.from(`penerbitan-kk journal anchor\n${day}\n${length}\n${hash}\n${previous ?? ''}\n`);
}

function signingKey(archiveKey: Uint8Array): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', archiveKey, '', 'penerbitan-kk journal anchors', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}

/**
 * A file of anchors, and nothing of whatever else bears its name: a folder cannot be read, a pipe is never at its end,
 * and neither may keep the journal from being verified.
 */
async function contentOf(file: string): Promise<Buffer> {
  const found = await stat(file);
  return found.isFile() && found.size <= MOST_BYTES ? readFile(file) : Buffer.alloc(0);
}

function parse(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isHead(value: Readonly<Record<string, unknown>>): value is { length: string; hash: string } {
  const { length, hash } = value;
  return (
    typeof length === 'string' && /^\d{1,18}$/.test(length) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)
  );
}

/** Whole or not at all; answers false when another process was first. */
async function writeOnce(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}.new`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (isOccupied(error)) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
