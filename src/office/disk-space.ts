import { statfs } from 'node:fs/promises';

/**
 * A disk is nearly full when a twentieth of it is left, but no less than the first and no more than the second of
 * these.
 */
const AT_LEAST = 1_000_000_000;
const AT_MOST = 5_000_000_000;

export interface DiskSpace {
  readonly free: number;
  readonly size: number;
}

/** Bytes of the disk that holds the folder; undefined: the folder is not there, as a medium in the drawer. */
export async function spaceOf(folder: string): Promise<DiskSpace | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found === undefined ? undefined : { free: found.bavail * found.bsize, size: found.blocks * found.bsize };
}

/** For /healthz: undefined, or which folder's disk is nearly full, before it is. Never throws. */
export function diskHealth(
  folders: readonly string[],
  space: (folder: string) => Promise<DiskSpace | undefined> = spaceOf,
): () => Promise<string | undefined> {
  return async () => {
    const full: string[] = [];
    for (const folder of folders) {
      const found = await space(folder);
      if (found === undefined || found.free >= Math.min(Math.max(found.size / 20, AT_LEAST), AT_MOST)) continue;
      full.push(`${folder} tinggal ${(found.free / 1e9).toLocaleString('id-ID', { maximumFractionDigits: 1 })} GB`);
    }
    return full.length === 0 ? undefined : `cakram hampir penuh: ${full.join('; ')}`;
  };
}
