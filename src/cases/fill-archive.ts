import { Failure, isDocumentLost } from '../domain/failures.ts';
import type { ArchiveCopyRecord, Hindrance } from '../store/store.ts';
import { copyKey } from './archive-case.ts';
import { noteDamage } from './check-archive.ts';
import type { Dependencies } from './dependencies.ts';
import { noteCopy } from './note-copy.ts';
import { packedBefore } from './pack-case.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'archive' | 'logger'>;
type Lacking = Parameters<Needs['store']['archiveCopies']['lacking']>[0];

/** Copies written in one run: some minutes of work at most, so that closing the office does not wait for long. */
const MOST_AT_ONCE = 100;
/** Rows written in one run for a layer that was added. */
const MOST_ENLISTED = 1000;
/** A copy that was tried so often in vain is a person's: it is journalled, and tried again once an hour. */
const REST = { after: 10, ms: 3_600_000 };

/**
 * A layer that was added to the settings lacks every case that was archived before: notes them as absent, some at a
 * time, so that they are counted, shown and filled like those of a medium that was away. Answers how many were noted.
 */
export function enlistAddedLayers({ store, archive }: Pick<Needs, 'store' | 'archive'>): () => Promise<number> {
  return () => store.archiveCopies.enlist(archive.layers, MOST_ENLISTED);
}

/**
 * Writes the copies that are lacking and can be written now: those that were found damaged, then those of a medium that
 * is back. Goes by the rows and reads nothing else: a medium in the drawer costs nothing. Each layer is a queue of its
 * own, so that a full one keeps back no other, and a copy that cannot be written goes to the end of its queue, also
 * where the program is at fault, which is thrown after the others. Answers how many were written.
 */
export function fillArchive(needs: Needs): () => Promise<number> {
  return async () => {
    const present = await needs.archive.present();
    const defects: unknown[] = [];
    let filled = 0;
    for (const state of ['damaged', 'absent'] as const)
      for (const layer of present) {
        const lacking = { layer, state, from: present, limit: MOST_AT_ONCE - filled, rest: REST };
        filled += await fillLayer(needs, lacking, defects);
      }
    if (defects.length > 0) throw defects[0];
    return filled;
  };
}

async function fillLayer(needs: Needs, lacking: Lacking, defects: unknown[]): Promise<number> {
  const { store, logger } = needs;
  let filled = 0;
  for (const row of await store.archiveCopies.lacking(lacking)) {
    const { layer } = row;
    try {
      const path = await writtenFromWhole(needs, row);
      if (path === undefined) await noteHindrance(store, row, 'source');
      else {
        await written(needs, row, path);
        filled += 1;
      }
    } catch (error) {
      if (error instanceof Failure && error.code === 'ARCHIVE_UNAVAILABLE') {
        logger.warn({ layer, code: error.detail }, 'archive layer cannot be filled for now');
        await noteHindrance(store, row, 'medium');
        break; // it is full or write-protected: the next one would fail as well
      }
      defects.push(error);
      await noteHindrance(store, row, 'source');
    }
  }
  return filled;
}

/** Told once for each copy that lacks: a damaged sector of its folder, a source that no key opens. */
async function noteHindrance(
  store: Needs['store'],
  { applicationNumber, layer }: ArchiveCopyRecord,
  hindrance: Hindrance,
): Promise<void> {
  await store.transaction(async (tables) => {
    const tries = await tables.archiveCopies.hindered(applicationNumber, layer, hindrance);
    if (tries === REST.after)
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'archive-not-written',
        step: 10,
        detail: { layer, hindrance, tries },
      });
  });
}

/**
 * Writes the copy again from the first one of its case that is whole, read in full now, and can be opened; one that is
 * not whole is noted. Without any from the documents of the office. Answers the path; undefined: neither is there.
 */
async function writtenFromWhole(needs: Needs, row: ArchiveCopyRecord): Promise<string | undefined> {
  const { store, archive, logger } = needs;
  const { applicationNumber, layer } = row;
  const copies = await store.archiveCopies.of(applicationNumber);
  for (const source of archive.sources) {
    const copy = copies.find((one) => one.layer === source && ['stored', 'repaired'].includes(one.state));
    const faults = copy && (await archive.faultsOf(copy));
    if (copy === undefined || faults === undefined) continue;
    if (faults.length > 0) {
      await noteDamage(store, copy, faults);
      continue;
    }
    try {
      return await archive.copy(copy, layer);
    } catch (error) {
      if (!isDocumentLost(error)) throw error;
      logger.warn({ layer: source, code: error.detail }, 'archive copy cannot be opened; another one is the source');
    }
  }
  return writtenFromDocuments(needs, row);
}

/** The very package that the copy held, as its files are kept among the documents. */
async function writtenFromDocuments(needs: Needs, row: ArchiveCopyRecord): Promise<string | undefined> {
  const { applicationNumber } = row;
  try {
    const files = await packedBefore(needs, await needs.store.cases.get(applicationNumber));
    return files && (await needs.archive.write({ applicationNumber, files }, row));
  } catch (error) {
    if (!isDocumentLost(error) && !(error instanceof Failure && error.code === 'DOCUMENTS_UNREACHABLE')) throw error;
    needs.logger.warn({ code: error.detail }, 'archive copy cannot be made of the documents');
    return undefined;
  }
}

async function written({ store }: Pick<Needs, 'store'>, copy: ArchiveCopyRecord, path: string): Promise<void> {
  const { applicationNumber, layer, state } = copy;
  const key = copyKey(applicationNumber, layer);
  const wasDamaged = state === 'damaged';
  await store.effects.intend({ key, kind: 'archive-copy', applicationNumber });
  await store.transaction(async (tables) => {
    const whole = { path, state: wasDamaged ? 'repaired' : 'stored' } as const;
    await noteCopy(tables, copy, whole, wasDamaged ? 'archive-repaired' : 'archive-filled');
    await tables.effects.settle(key, 'done', path);
  });
}
