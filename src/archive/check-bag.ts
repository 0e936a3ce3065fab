import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ALGORITHMS, DECLARATION, textOf, type Algorithm } from './bag.ts';
import { isMissing, isUnreadable } from './medium-errors.ts';

/** What stands in a bag beside files, in words for the officer. */
const WRONG_ENTRIES = { other: 'bukan berkas biasa', gone: 'hilang', unreadable: 'tidak dapat dibaca' } as const;
type EntryKind = 'file' | keyof typeof WRONG_ENTRIES;

/** What is wrong with a bag, in words for the officer: each names the file. Empty: the bag is whole. */
export async function faultsOf(folder: string): Promise<string[]> {
  const present = new Set<string>();
  const faults: string[] = [];
  for (const { name, kind } of await entriesUnder(folder)) {
    if (kind === 'file') present.add(name);
    else faults.push(`${name}: ${WRONG_ENTRIES[kind]}`);
  }
  if ((await textOf(folder, 'bagit.txt')) !== DECLARATION)
    faults.push('bagit.txt: tidak ada atau isinya bukan BagIt 1.0');
  const listed = new Set<string>();
  for (const algorithm of ALGORITHMS) {
    const payload = await checkManifest(folder, `manifest-${algorithm}.txt`, algorithm, (name) =>
      name.startsWith('data/'),
    );
    const tags = await checkManifest(
      folder,
      `tagmanifest-${algorithm}.txt`,
      algorithm,
      (name) => !name.includes('/') && !name.startsWith('tagmanifest-'),
    );
    faults.push(...payload.faults, ...tags.faults);
    for (const name of [...payload.names, ...tags.names, `tagmanifest-${algorithm}.txt`]) listed.add(name);
  }
  faults.push(
    ...[...present].filter((name) => !listed.has(name)).map((name) => `${name}: berkas tambahan yang tidak tercatat`),
  );
  const oxum = /^Payload-Oxum: (.+)$/m.exec((await textOf(folder, 'bag-info.txt')) ?? '')?.[1];
  if (oxum !== (await payloadOxum(folder, present)))
    faults.push('bag-info.txt: jumlah atau ukuran berkas tidak sama dengan catatan');
  return [...new Set(faults)];
}

async function checkManifest(
  folder: string,
  manifest: string,
  algorithm: Algorithm,
  allowed: (name: string) => boolean,
): Promise<{ readonly names: string[]; readonly faults: string[] }> {
  const text = await textOf(folder, manifest);
  if (text === undefined || text === '') return { names: [], faults: [`${manifest}: tidak ada`] };
  const names: string[] = [];
  const faults: string[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const [, expected, name] = /^([0-9a-f]+) {2}(\S+)$/.exec(line) ?? [];
    if (
      expected === undefined ||
      name === undefined ||
      !allowed(name) ||
      path.posix.normalize(name) !== name ||
      names.includes(name)
    ) {
      faults.push(`${manifest}: ada baris yang salah`);
      continue;
    }
    names.push(name);
    const actual = await digestOfFile(path.join(folder, name), algorithm);
    if (actual === 'gone') faults.push(`${name}: hilang`);
    else if (actual === 'unreadable') faults.push(`${name}: tidak dapat dibaca`);
    else if (actual !== expected) faults.push(`${name}: isinya berubah`);
  }
  return { names, faults };
}

async function digestOfFile(file: string, algorithm: Algorithm): Promise<string> {
  try {
    if (!(await lstat(file)).isFile()) return 'gone';
    const hash = createHash(algorithm);
    for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
    return hash.digest('hex');
  } catch (error) {
    if (isMissing(error)) return 'gone';
    if (isUnreadable(error)) return 'unreadable';
    throw error;
  }
}

/** A file whose size the medium does not tell makes it another one. */
async function payloadOxum(folder: string, present: ReadonlySet<string>): Promise<string> {
  const payload = [...present].filter((name) => name.startsWith('data/'));
  let bytes = 0;
  for (const name of payload) bytes += await sizeOf(path.join(folder, name));
  return `${bytes}.${payload.length}`;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await lstat(file)).size;
  } catch (error) {
    if (isMissing(error) || isUnreadable(error)) return NaN;
    throw error;
  }
}

/** The files of a whole bag, by their names in the package. */
export async function readPayload(folder: string): Promise<Map<string, Uint8Array>> {
  const files = (await entriesUnder(path.join(folder, 'data'))).filter(({ kind }) => kind === 'file');
  return new Map(
    await Promise.all(
      files.map(async ({ name }): Promise<[string, Uint8Array]> => [
        name,
        await readFile(path.join(folder, 'data', name)),
      ]),
    ),
  );
}

async function entriesUnder(
  folder: string,
  below = '',
): Promise<{ readonly name: string; readonly kind: EntryKind }[]> {
  const entries = await listed(path.join(folder, below));
  if (typeof entries === 'string') return [{ name: below === '' ? path.basename(folder) : below, kind: entries }];
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const name = path.posix.join(below, entry.name);
      if (entry.isDirectory()) return entriesUnder(folder, name);
      return [{ name, kind: entry.isFile() ? ('file' as const) : ('other' as const) }];
    }),
  );
  return nested.flat().sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

async function listed(folder: string): Promise<Dirent[] | 'gone' | 'unreadable'> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return 'gone';
    if (isUnreadable(error)) return 'unreadable';
    throw error;
  }
}
