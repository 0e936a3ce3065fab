import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import { seal, type SealedPackage } from './bag.ts';
import { fillLayers } from './fill-layers.ts';
import { archiveLayer, type ArchiveLayer } from './layer.ts';
import type { Archive, ArchiveLayerResult } from './archive.ts';

export interface ArchiveOptions {
  /** In the order of SOP step 10: server first. */
  readonly layers: readonly { readonly name: string; readonly path: string }[];
  readonly logger: Logger;
}

/**
 * The digital archive. The first layer is the office's own and must take the case; the others are media that may be in a drawer: an absent one, or
 * one pulled out while writing, is reported as 'absent' and filled later (`fill`).
 */
export function createArchive({ layers: configured, logger }: ArchiveOptions): Archive {
  const layers = configured.map(({ name, path }) => archiveLayer(name, path));
  const [first, ...others] = layers;
  if (first === undefined) throw new RangeError('an archive needs a layer');

  return {
    layers: layers.map(({ name }) => name),

    store: async (given) => {
      const pack = seal(given);
      const { bag, path: firstPath } = await putIntoFirst(first, pack);
      const results: ArchiveLayerResult[] = [
        { layer: first.name, state: 'stored', path: firstPath, sha256: pack.content },
      ];
      for (const layer of others) {
        let path: string | null = null;
        try {
          if (await layer.present()) path = await layer.put(bag, pack);
        } catch (error) {
          logger.warn(
            { layer: layer.name, code: codeOf(error) },
            'archive layer cannot be written; it counts as absent',
          );
        }
        results.push({ layer: layer.name, state: path === null ? 'absent' : 'stored', path, sha256: pack.content });
      }
      return results;
    },

    check: async (name) => {
      const layer = layers.find((candidate) => candidate.name === name);
      if (layer === undefined) throw new RangeError(`no archive layer ${name}`);
      const checked: { bag: string; faults: string[] }[] = [];
      for (const bag of await layer.bags()) checked.push({ bag, faults: await layer.faultsOf(bag) });
      return checked;
    },

    fill: () => fillLayers(layers),
  };
}

/** The first layer names the folder, so that a case has one name on every medium. */
async function putIntoFirst(
  layer: ArchiveLayer,
  pack: SealedPackage,
): Promise<{ readonly bag: string; readonly path: string }> {
  if (!(await layer.present())) throw new Failure('ARCHIVE_UNAVAILABLE', `${layer.name}: absent`);
  try {
    const bag = await layer.placeFor(pack);
    return { bag, path: await layer.put(bag, pack) };
  } catch (error) {
    throw new Failure('ARCHIVE_UNAVAILABLE', `${layer.name}: ${codeOf(error)}`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
