import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveKeys } from './archive-keys.ts';
import { contentOf, flushFolder, textOf, writeBag, type SealedPackage } from './bag.ts';
import { faultsOf, readPayload } from './check-bag.ts';
import type { ArchivePackage } from './archive.ts';
import { decryptPackage, encryptPackage, SEALED_FILE } from './encrypted-bag.ts';
import { codeOf, isMissing, isOccupied, isUnreadable } from './medium-errors.ts';

/** Unfinished bags and bags found damaged; no case's folder begins with a dot. */
const UNFINISHED = '.sementara';
const DAMAGED = '.rusak';
/** File on the medium that names its layer: an empty mount point, or another medium, does not have it. */
export const MARKER = '.lapisan';
/** A writer needs seconds; what is this old was left by a killed one. */
const LEFTOVER_AFTER_MS = 3_600_000;

export interface ArchiveLayer {
  readonly name: string;
  /**
   * 'present': the root folder is there, and the marker in it names this layer. 'strange': the folder is there and the
   * medium is not, as at the mount point of a disk that is not mounted. The folder is never made here, or that mount
   * point would fill up unnoticed.
   */
  medium(): Promise<'present' | 'absent' | 'strange'>;
  /** Whether the medium is there. */
  present(): Promise<boolean>;
  /** Whether the folder is free for this package, or holds this very content already. */
  isFreeFor(bag: string, pack: SealedPackage): Promise<boolean>;
  /** Puts a package into this very folder; the same content is there once. Gives the absolute path. */
  put(bag: string, pack: SealedPackage): Promise<string>;
  /** Relative folders of all bags, "2026/KK-261122-7Q4F2M", oldest first. */
  bags(): Promise<string[]>;
  /**
   * In words for the officer; empty: the bag is whole, holds this content (where one is given), and is encrypted where
   * it must be.
   */
  faultsOf(bag: string, content?: string): Promise<string[]>;
  /** Throws when the bag is sealed with another key or was altered. */
  read(bag: string): Promise<ArchivePackage>;
}

/**
 * One folder on one medium: `{root}/{year}/{application number}`; a second, different package of the same case stands
 * beside the first as `-v2`. `sealWith`: bags are written encrypted. `openWith`: encrypted bags can be read, also where
 * none are written any more. `holdsCopies`: whether copies are known that lie on the medium of this layer.
 */
export function archiveLayer(
  name: string,
  root: string,
  sealWith: ArchiveKeys | undefined,
  openWith: ArchiveKeys,
  holdsCopies: () => Promise<boolean>,
): ArchiveLayer {
  const at = (bag: string) => path.join(root, bag);

  async function medium(): Promise<'present' | 'absent' | 'strange'> {
    if (!(await isFolder(root))) return 'absent';
    const marker = await textOf(root, MARKER);
    if (marker !== undefined) return marker.trim() === name ? 'present' : 'strange';
    const found = await bags().catch((error: unknown) => {
      if (isUnreadable(error)) return undefined;
      throw error;
    });
    if (found === undefined) return 'absent';
    // With bags it is of an edition before the markers; without any copy known it is used for the first time.
    if (found.length === 0 && (await holdsCopies())) return 'strange';
    await mark();
    return 'present';
  }

  async function mark(): Promise<void> {
    try {
      await writeFile(at(MARKER), `${name}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (codeOf(error) === undefined) throw error; // a medium that cannot be written is read all the same
    }
  }

  async function bags(): Promise<string[]> {
    const years = (await folders(root)).filter((year) => /^\d{4}$/.test(year));
    const found = await Promise.all(
      years.map(async (year) => (await folders(at(year))).map((bag) => `${year}/${bag}`)),
    );
    return found.flat();
  }

  async function isFreeFor(bag: string, pack: SealedPackage): Promise<boolean> {
    return !(await isFolder(at(bag))) || (await contentOf(at(bag)))?.content === pack.content;
  }

  async function put(bag: string, pack: SealedPackage): Promise<string> {
    if (await isFolder(at(bag))) {
      if ((await bagFaults(bag, pack.content)).length === 0) return at(bag);
      await setAside(bag);
    }
    const unfinished = path.join(root, UNFINISHED, randomBytes(8).toString('hex'));
    await sweepLeftovers();
    try {
      await writeBag(unfinished, sealWith === undefined ? pack : await encryptPackage(pack, sealWith));
      if ((await faultsOf(unfinished)).length > 0) throw new NotGivenBack();
      await mkdir(path.dirname(at(bag)), { recursive: true, mode: 0o700 });
      // From here on the bag is there, whole: a kill before leaves only something under .sementara.
      await rename(unfinished, at(bag));
    } catch (error) {
      // What cannot be removed now is swept later; the first error says why.
      await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
      // Another delivery of the same job was quicker; look at what it put there.
      if (isOccupied(error) && (await isFolder(at(bag)))) return put(bag, pack);
      throw error;
    }
    await flushFolder(path.dirname(at(bag)));
    await flushFolder(root);
    return at(bag);
  }

  /** A bag that is damaged on its medium is kept as evidence, out of the way of a good copy. */
  async function setAside(bag: string): Promise<void> {
    // Evidence that anybody could read must not stay on a medium that leaves the office.
    if (sealWith !== undefined && (await contentOf(at(bag)))?.encrypted !== true)
      return rm(at(bag), { recursive: true, force: true });
    await mkdir(at(DAMAGED), { recursive: true, mode: 0o700 });
    await rename(at(bag), path.join(root, DAMAGED, `${path.basename(bag)}-${randomBytes(4).toString('hex')}`));
  }

  async function bagFaults(bag: string, content?: string): Promise<string[]> {
    const looked = await lookAt(at(bag));
    if (looked !== 'folder') return [`${bag}: ${looked === 'missing' ? 'hilang' : 'tidak dapat dibaca'}`];
    const found = await contentOf(at(bag));
    return [
      ...(await faultsOf(at(bag))),
      ...(content === undefined || found?.content === content
        ? []
        : ['manifest-sha256.txt: isinya bukan yang dicatat']),
      ...(sealWith === undefined || found?.encrypted === true ? [] : ['data: belum dienkripsi']),
    ];
  }

  async function read(bag: string): Promise<ArchivePackage> {
    const applicationNumber = path.basename(bag).replace(/-v\d+$/, '');
    const files = await readPayload(at(bag));
    if ((await contentOf(at(bag)))?.encrypted !== true) return { applicationNumber, files };
    const info = (await textOf(at(bag), 'bag-info.txt')) ?? '';
    const plain = await decryptPackage(files.get(SEALED_FILE) ?? Buffer.alloc(0), info, openWith);
    if (plain === undefined) throw new Error('the bag cannot be opened with the key of the archive');
    return { applicationNumber, files: plain };
  }

  async function sweepLeftovers(): Promise<void> {
    for (const leftover of await folders(at(UNFINISHED))) {
      const folder = path.join(root, UNFINISHED, leftover);
      const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > LEFTOVER_AFTER_MS) await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    name,
    medium,
    present: async () => (await medium()) === 'present',
    isFreeFor,
    put,
    bags,
    faultsOf: bagFaults,
    read,
  };
}

/** What was just written is not what the medium gives back. */
class NotGivenBack extends Error {
  readonly code = 'NOT_GIVEN_BACK';
}

/** Folder of the first, second, ... different package of a case. */
export function bagName(applicationNumber: string, version: number): string {
  return `${yearOf(applicationNumber)}/${applicationNumber}${version === 1 ? '' : `-v${version}`}`;
}

/** "KK-261122-7Q4F2M" was filed in 2026, and stays there when it is archived after New Year. */
function yearOf(applicationNumber: string): string {
  return `20${applicationNumber.slice(3, 5)}`;
}

/** A medium that does not answer is as good as absent: it must not hold up the others. */
async function isFolder(folder: string): Promise<boolean> {
  return (await lookAt(folder)) === 'folder';
}

async function lookAt(folder: string): Promise<'folder' | 'missing' | 'unreadable'> {
  try {
    return (await stat(folder)).isDirectory() ? 'folder' : 'missing';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    if (isUnreadable(error)) return 'unreadable';
    throw error;
  }
}

async function folders(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
