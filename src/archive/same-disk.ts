import { stat } from 'node:fs/promises';

/** Number of the disk that holds the folder; undefined: the folder is absent. */
function diskOf(folder: string): Promise<number | undefined> {
  return stat(folder).then(
    ({ dev }) => dev,
    () => undefined,
  );
}

/**
 * Names of the layers that lie on one disk with another layer, grouped by disk: if that disk breaks, several copies are
 * lost at once. Layers whose medium is absent are left out.
 */
export async function layersOnOneDisk(
  layers: readonly { readonly name: string; readonly path: string }[],
  disk: (folder: string) => Promise<number | undefined> = diskOf,
): Promise<string[][]> {
  const byDisk = new Map<number, string[]>();
  for (const { name, path } of layers) {
    const found = await disk(path);
    if (found !== undefined) byDisk.set(found, [...(byDisk.get(found) ?? []), name]);
  }
  return [...byDisk.values()].filter((names) => names.length > 1);
}
