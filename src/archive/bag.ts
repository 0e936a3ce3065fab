import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArchivePackage } from './archive.ts';
import { cannotFlush, isMissing, isUnreadable } from './medium-errors.ts';

/**
 * BagIt 1.0 (RFC 8493): payload under `data/`, two payload manifests, tag manifests over the tag files. Nothing in a
 * bag depends on the day or the medium, so the same case makes the same bytes everywhere and `sha256sum -c
 * manifest-sha256.txt` needs none of our software.
 */
export const ALGORITHMS = ['sha256', 'sha512'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
/** Lower case ASCII only: the same on every file system, so no name of a person fits in. */
const FILE_NAME = /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*){0,3}$/;

/** A package with the tag files of its bag. */
export interface SealedPackage extends ArchivePackage {
  readonly tags: ReadonlyMap<string, string>;
  /** SHA-256 of the manifest of the plain bag: names the content, also of an encrypted one. */
  readonly content: string;
}
const MANIFEST = 'manifest-sha256.txt';
/** Line of the bag-info.txt of an encrypted bag: SHA-256 of the manifest of the plain bag inside. */
export const PLAIN_CONTENT = 'Plain-Manifest-SHA256';

/** Computes all checksums once. Throws for a name that a bag must not have. */
export function seal(pack: ArchivePackage): SealedPackage {
  if (!/^KK-\d{6}-[0-9A-Z]{6}$/.test(pack.applicationNumber)) throw new Error('a package needs an application number');
  const tags = tagFiles(pack);
  return { ...pack, tags, content: digest('sha256', Buffer.from(tags.get(MANIFEST) ?? '')) };
}

/** A SHA-256 that a bag-info.txt names. */
export function digestField(bagInfo: string, name: string): string | undefined {
  return new RegExp(`^${name}: ([0-9a-f]{64})$`, 'm').exec(bagInfo)?.[1];
}

export interface BagContent {
  /** SHA-256 of the manifest of the plain bag. */
  readonly content: string;
  readonly encrypted: boolean;
}

/** Which content a bag says it holds; undefined when it has no manifest. */
export async function contentOf(folder: string): Promise<BagContent | undefined> {
  const manifest = await textOf(folder, MANIFEST);
  if (manifest === undefined) return undefined;
  const sealed = digestField((await textOf(folder, 'bag-info.txt')) ?? '', PLAIN_CONTENT);
  return { content: sealed ?? digest('sha256', Buffer.from(manifest)), encrypted: sealed !== undefined };
}

/** The tag files of a bag with these files. `further`: lines of its bag-info.txt. */
export function tagFiles(
  { applicationNumber, files }: ArchivePackage,
  further: readonly string[] = [],
): ReadonlyMap<string, string> {
  for (const name of files.keys())
    if (!FILE_NAME.test(name) || name.length > 120 || /(?<!\d)\d{16}(?!\d)/.test(name))
      throw new Error('a file name in the package is not allowed');
  const names = [...files.keys()].sort();
  const bytes = names.reduce((sum, name) => sum + bytesOf(files, name).length, 0);
  const manifests = ALGORITHMS.map((algorithm): [string, string] => [
    `manifest-${algorithm}.txt`,
    names.map((name) => `${digest(algorithm, bytesOf(files, name))}  data/${name}\n`).join(''),
  ]);
  const info = `Source-Organization: Disdukcapil Kabupaten Bantul\nExternal-Identifier: ${applicationNumber}\nPayload-Oxum: ${bytes}.${names.length}\n${further.map((line) => `${line}\n`).join('')}`;
  const tags = new Map<string, string>([['bagit.txt', DECLARATION], ['bag-info.txt', info], ...manifests]);
  const tagManifests = ALGORITHMS.map((algorithm): [string, string] => [
    `tagmanifest-${algorithm}.txt`,
    [...tags].map(([name, text]) => `${digest(algorithm, Buffer.from(text))}  ${name}\n`).join(''),
  ]);
  return new Map([...tags, ...tagManifests]);
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const content = files.get(name);
  if (content === undefined) throw new Error('file vanished from the package');
  return content;
}

function digest(algorithm: Algorithm, content: Uint8Array): string {
  return createHash(algorithm).update(content).digest('hex');
}

/** Writes a bag into a new folder and gets it to the medium: every file and folder is flushed before this returns. */
export async function writeBag(folder: string, { tags, files }: SealedPackage): Promise<void> {
  const folders = new Set([
    folder,
    path.join(folder, 'data'),
    ...[...files.keys()].map((name) => path.dirname(path.join(folder, 'data', name))),
  ]);
  for (const each of folders) await mkdir(each, { recursive: true, mode: 0o700 });
  await inOneGo([
    ...[...files].map(([name, content]) => writeFlushed(path.join(folder, 'data', name), content)),
    ...[...tags].map(([name, text]) => writeFlushed(path.join(folder, name), Buffer.from(text))),
  ]);
  for (const each of [...folders].sort().reverse()) await flushFolder(each);
}

/**
 * Side by side, so that the medium flushes many files with one turn of its disk. Ends when every write has ended, also
 * where one fails: nothing is written into a folder that was given up.
 */
async function inOneGo(writes: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).find((write) => write.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function writeFlushed(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * A rename or a new file is safe only when its folder is. Where a medium cannot flush folders, its files are flushed all
 * the same.
 */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!cannotFlush(error)) throw error;
  } finally {
    await handle.close();
  }
}

/** Undefined when the file is not there, or the medium does not give it back. */
export async function textOf(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(folder, name), 'utf8');
  } catch (error) {
    if (isMissing(error) || isUnreadable(error)) return undefined;
    throw error;
  }
}
