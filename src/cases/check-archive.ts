import type { ArchiveCopyRecord, Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';

/** Copies read in one run, about 2 MB each. */
const MOST_AT_ONCE = 100;
/** Faults of one copy that the journal names; a bag of a dozen papers has few more. */
const MOST_FAULTS = 20;

/**
 * The fixity check: reads, in full, the copies on present media that nobody has read within the term, and notes each
 * that is altered or gone (row 'damaged', journal); fillArchive writes it again. Each copy is read once in a term,
 * spread over it, however large the archive is. Answers how many were damaged.
 */
export function checkArchive({
  store,
  archive,
  settings,
  now,
}: Pick<Dependencies, 'store' | 'archive' | 'now'> & {
  readonly settings: Pick<Dependencies['settings'], 'archiveTermMs'>;
}): () => Promise<number> {
  return async () => {
    let damaged = 0;
    const due = await store.archiveCopies.dueForCheck({
      layers: await archive.present(),
      notCheckedSince: new Date(now().getTime() - settings.archiveTermMs),
      limit: MOST_AT_ONCE,
    });
    for (const copy of due) {
      const faults = await archive.faultsOf(copy);
      if (faults === undefined) continue; // it was taken out meanwhile
      if (faults.length === 0) await store.archiveCopies.checked(copy.applicationNumber, copy.layer);
      else {
        await noteDamage(store, copy, faults);
        damaged += 1;
      }
    }
    return damaged;
  };
}

/**
 * Once for each damage: the row changes, and the journal informs print officer and auditor. No whole copy left: an
 * alarm of its own.
 */
export async function noteDamage(store: Store, copy: ArchiveCopyRecord, faults: readonly string[]): Promise<void> {
  const { applicationNumber, layer, bag, path, sha256 } = copy;
  await store.transaction(async (tables) => {
    await tables.archiveCopies.put({ applicationNumber, layer, bag, path, sha256, state: 'damaged' });
    await tables.journal.write({
      applicationNumber,
      actor: 'sistem',
      event: 'archive-damaged',
      step: 10,
      detail: { layer, faults: faults.slice(0, MOST_FAULTS), count: faults.length },
    });
    const left = (await tables.archiveCopies.of(applicationNumber)).filter(({ state }) =>
      ['stored', 'repaired'].includes(state),
    );
    if (left.length === 0)
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'archive-lost',
        step: 10,
        detail: {},
      });
  });
}

/** Whether copies are known that lie on the medium of this layer, whole or damaged. */
export function holdsCopies({ store }: Pick<Dependencies, 'store'>): (layer: string) => Promise<boolean> {
  return async (layer) =>
    (await store.archiveCopies.counts()).some((counted) => counted.layer === layer && counted.state !== 'absent');
}

/**
 * For /healthz: undefined, or how many archived cases have no whole copy on any medium, and which layers' folders are
 * there without their medium.
 */
export function archiveHealth({
  store,
  archive,
}: Pick<Dependencies, 'store' | 'archive'>): () => Promise<string | undefined> {
  return async () => {
    const [{ length: lost }, strange] = [await store.archiveCopies.lost(), await archive.strange()];
    const faults = [
      ...(lost === 0 ? [] : [`${lost} berkas tanpa salinan utuh`]),
      ...strange.map((layer) => `lapisan ${layer}: pasang medianya; foldernya ada, tetapi tanpa tanda lapisan itu`),
    ];
    return faults.length === 0 ? undefined : faults.join('; ');
  };
}
