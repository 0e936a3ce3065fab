import type { ArchiveFilling } from './archive.ts';
import { seal } from './bag.ts';
import type { ArchiveLayer } from './layer.ts';

/** Every bag of any present layer, whole, on every present layer; the first layer that has it whole is the source. */
export async function fillLayers(layers: readonly ArchiveLayer[]): Promise<ArchiveFilling> {
  const present: ArchiveLayer[] = [];
  const absent: string[] = [];
  for (const layer of layers) {
    if (await layer.present()) present.push(layer);
    else absent.push(layer.name);
  }
  const bags = new Set((await Promise.all(present.map((layer) => layer.bags()))).flat());
  const filled: ArchiveFilling['filled'][number][] = [];
  const lost: string[] = [];
  for (const bag of [...bags].sort()) {
    const whole = await wholeCopies(present, bag);
    const source = present.find((layer) => whole.has(layer));
    const content = source && whole.get(source);
    if (source === undefined || content === undefined) {
      lost.push(bag);
      continue;
    }
    const lacking = present.filter((layer) => whole.get(layer) !== content);
    if (lacking.length === 0) continue;
    const pack = seal(await source.read(bag));
    for (const layer of lacking)
      filled.push({
        applicationNumber: pack.applicationNumber,
        layer: layer.name,
        path: await layer.put(bag, pack),
        sha256: content,
      });
  }
  return { filled, absent, lost };
}

async function wholeCopies(layers: readonly ArchiveLayer[], bag: string): Promise<Map<ArchiveLayer, string>> {
  const whole = new Map<ArchiveLayer, string>();
  for (const layer of layers) {
    const content = await layer.contentOf(bag);
    if (content !== undefined && (await layer.faultsOf(bag)).length === 0) whole.set(layer, content);
  }
  return whole;
}
