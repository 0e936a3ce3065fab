import { stat } from 'node:fs/promises';

/**
 * Names of the layers that lie on one disk with another layer, by disk: there, one broken disk takes several copies at once. Layers whose
 * medium is absent are left out.
 */
export async function layersOnOneDisk(
  layers: readonly { readonly name: string; readonly path: string }[],
): Promise<string[][]> {
  const byDisk = new Map<number, string[]>();
  for (const { name, path } of layers) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined) byDisk.set(found.dev, [...(byDisk.get(found.dev) ?? []), name]);
  }
  return [...byDisk.values()].filter((names) => names.length > 1);
}
