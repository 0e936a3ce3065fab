import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import type { Archive, ArchiveCopy, ArchiveLayerResult } from './archive.ts';
import { archiveKeys } from './archive-keys.ts';
import { seal, type SealedPackage } from './bag.ts';
import { archiveLayer, bagName, type ArchiveLayer } from './layer.ts';
import { codeOf } from './medium-errors.ts';

export interface ArchiveOptions {
  /** In the order of SOP step 10: server first. Copies on removable media are encrypted. */
  readonly layers: readonly { readonly name: string; readonly path: string; readonly removable: boolean }[];
  /** 32 bytes; for the copies on removable media. */
  readonly key: Uint8Array;
  /** Whether copies are known that lie on the medium of this layer: one without them is not that medium. */
  readonly holdsCopies: (layer: string) => Promise<boolean>;
  readonly logger: Logger;
}

/**
 * The digital archive. The first layer is the office's own and must take the case; the others are media that may be in
 * a drawer: an absent one, or one pulled out while writing, is reported as 'absent' and filled later
 * (src/cases/fill-archive.ts).
 */
export function createArchive({ layers: configured, key, holdsCopies, logger }: ArchiveOptions): Archive {
  const keys = archiveKeys(key);
  const layers = configured.map(({ name, path, removable }) =>
    archiveLayer(name, path, removable ? keys : undefined, keys, () => holdsCopies(name)),
  );
  const [first, ...others] = layers;
  if (first === undefined) throw new RangeError('an archive needs a layer');
  const layerOf = (name: string): ArchiveLayer => {
    const layer = layers.find((candidate) => candidate.name === name);
    if (layer === undefined) throw new RangeError(`no archive layer ${name}`);
    return layer;
  };
  const presentLayer = async (name: string): Promise<ArchiveLayer> => {
    const layer = layerOf(name);
    if (!(await layer.present())) throw new Failure('ARCHIVE_UNAVAILABLE', `${name}: absent`);
    return layer;
  };

  return {
    layers: layers.map(({ name }) => name),
    sources: [
      ...configured.filter(({ removable }) => !removable),
      ...configured.filter(({ removable }) => removable),
    ].map(({ name }) => name),

    present: async () => {
      const here = await Promise.all(layers.map((layer) => layer.present()));
      return layers.filter((_, index) => here[index]).map(({ name }) => name);
    },

    strange: async () => {
      const media = await Promise.all(layers.map((layer) => layer.medium()));
      return layers.filter((_, index) => media[index] === 'strange').map(({ name }) => name);
    },

    store: async (given) => {
      const pack = seal(given);
      const { bag, path: firstPath } = await putIntoFirst(first, others, pack);
      const copy = { bag, sha256: pack.content };
      const results: ArchiveLayerResult[] = [{ ...copy, layer: first.name, state: 'stored', path: firstPath }];
      for (const layer of others) {
        let path: string | null = null;
        try {
          if (await layer.present()) path = await layer.put(bag, pack);
        } catch (error) {
          logger.warn(
            { layer: layer.name, code: codeOf(error) ?? 'unknown' },
            'archive layer cannot be written; it counts as absent',
          );
        }
        results.push({ ...copy, layer: layer.name, state: path === null ? 'absent' : 'stored', path });
      }
      return results;
    },

    faultsOf: async ({ layer: name, bag, sha256 }) => {
      // A layer that the settings do not name any more is like a medium that is absent.
      const layer = layers.find((candidate) => candidate.name === name);
      if (layer === undefined || !(await layer.present())) return undefined;
      const faults = await layer.faultsOf(bag, sha256);
      // Pulled out while it was read, it seems to have lost its files.
      return faults.length > 0 && !(await layer.present()) ? undefined : faults;
    },

    copy: async (from, to) => {
      const [source, target] = [await presentLayer(from.layer), await presentLayer(to)];
      return putInto(target, from.bag, await opened(source, from));
    },

    write: async (given, { layer, bag, sha256 }) => {
      const [target, pack] = [await presentLayer(layer), seal(given)];
      if (pack.content !== sha256) throw new Failure('DOCUMENT_DAMAGED', `${layer}: another content`);
      return putInto(target, bag, pack);
    },

    bags: (name) => layerOf(name).bags(),

    check: async (name) => {
      const layer = layerOf(name);
      const checked: { bag: string; faults: string[] }[] = [];
      for (const bag of await layer.bags()) checked.push({ bag, faults: await layer.faultsOf(bag) });
      return checked;
    },
  };
}

/**
 * One name for the copies of a package on every medium, also where the first medium lost its copy of an earlier one.
 */
async function freeBag(layers: readonly ArchiveLayer[], pack: SealedPackage): Promise<string> {
  for (let version = 1; ; version += 1) {
    const bag = bagName(pack.applicationNumber, version);
    const free = await Promise.all(layers.map((layer) => layer.isFreeFor(bag, pack)));
    if (free.every(Boolean)) return bag;
  }
}

/** The package of a copy that is to be the source of another one. */
async function opened(source: ArchiveLayer, { layer, bag, sha256 }: ArchiveCopy): Promise<SealedPackage> {
  let pack: SealedPackage;
  try {
    pack = seal(await source.read(bag));
  } catch (error) {
    throw new Failure('DOCUMENT_DAMAGED', `${layer}: ${codeOf(error) ?? 'cannot be opened'}`, { cause: error });
  }
  if (pack.content !== sha256) throw new Failure('DOCUMENT_DAMAGED', `${layer}: another content`);
  return pack;
}

async function putInto(layer: ArchiveLayer, bag: string, pack: SealedPackage): Promise<string> {
  try {
    return await layer.put(bag, pack);
  } catch (error) {
    throw new Failure('ARCHIVE_UNAVAILABLE', `${layer.name}: ${codeOf(error) ?? 'unknown'}`, { cause: error });
  }
}

/** The first layer must take the package. */
async function putIntoFirst(
  layer: ArchiveLayer,
  others: readonly ArchiveLayer[],
  pack: SealedPackage,
): Promise<{ readonly bag: string; readonly path: string }> {
  if (!(await layer.present())) throw new Failure('ARCHIVE_UNAVAILABLE', `${layer.name}: absent`);
  try {
    const bag = await freeBag([layer, ...others], pack);
    return { bag, path: await layer.put(bag, pack) };
  } catch (error) {
    throw new Failure('ARCHIVE_UNAVAILABLE', `${layer.name}: ${codeOf(error) ?? 'unknown'}`, { cause: error });
  }
}
