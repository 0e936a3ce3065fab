import { Failure } from '../domain/failures.ts';
import type { ArchiveCopyRecord } from '../store/store.ts';
import { copyKey } from './archive-case.ts';
import { noteDamage } from './check-archive.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<Dependencies, 'store' | 'archive' | 'logger'>;

/** Copies written in one run: some minutes of work at most, so that closing the office does not wait for long. */
const MOST_AT_ONCE = 100;

/**
 * Writes the copies that are lacking and can be written now: those of a medium that is back, and those that were found
 * damaged. Goes by the rows and reads nothing else: a medium in the drawer costs one query. Answers how many were
 * written.
 */
export function fillArchive({ store, archive, logger }: Needs): () => Promise<number> {
  return async () => {
    const present = await archive.present();
    let filled = 0;
    const unwritable = new Set<string>();
    for (const row of await store.archiveCopies.lacking(present, MOST_AT_ONCE)) {
      if (unwritable.has(row.layer)) continue;
      const source = await wholeCopy({ store, archive }, row);
      if (source === undefined) continue;
      try {
        await written({ store }, row, await archive.copy(source, row.layer));
        filled += 1;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        unwritable.add(row.layer); // it is full or write-protected: the next one would fail as well
        logger.warn({ layer: row.layer, code: error.detail }, 'archive layer cannot be filled for now');
      }
    }
    return filled;
  };
}

/** The first copy of the case that is whole, read in full now; one that is not is noted. */
async function wholeCopy(
  { store, archive }: Pick<Needs, 'store' | 'archive'>,
  { applicationNumber }: ArchiveCopyRecord,
): Promise<ArchiveCopyRecord | undefined> {
  for (const copy of await store.archiveCopies.of(applicationNumber)) {
    if (copy.state !== 'stored' && copy.state !== 'repaired') continue;
    const faults = await archive.faultsOf(copy);
    if (faults === undefined) continue;
    if (faults.length === 0) return copy;
    await noteDamage(store, copy, faults);
  }
  return undefined;
}

async function written({ store }: Pick<Needs, 'store'>, copy: ArchiveCopyRecord, path: string): Promise<void> {
  const { applicationNumber, layer, bag, sha256, state } = copy;
  const key = copyKey(applicationNumber, layer);
  await store.effects.intend({ key, kind: 'archive-copy', applicationNumber });
  await store.transaction(async (tables) => {
    await tables.archiveCopies.put({
      applicationNumber,
      layer,
      bag,
      path,
      sha256,
      state: state === 'damaged' ? 'repaired' : 'stored',
    });
    await tables.effects.settle(key, 'done', path);
    await tables.journal.write({
      applicationNumber,
      actor: 'sistem',
      event: state === 'damaged' ? 'archive-repaired' : 'archive-filled',
      step: 10,
      detail: { layer },
    });
  });
}
