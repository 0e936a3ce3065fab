import type { ArchiveCopyRecord, Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { noteCopy } from './note-copy.ts';

/** How often a run begins, at the latest. */
export const CHECK_EVERY_MS = 600_000;
/** Copies read in one run, about 2 MB each: as many of a small archive, and asked for so many at a time. */
const AT_ONCE = 100;
/** A large archive is read this many times as fast as its term needs: media lie in the drawer, the office is closed. */
const SPARE = 2;
/** No longer than this, so that closing the office does not wait for long. */
const LONGEST_RUN_MS = 120_000;
/** A copy that nobody has read for a day beyond its term is told: the archive is too large or too slow for the term. */
const GRACE_MS = 24 * 3_600_000;
/** A damaged copy that nothing could be written over is read again so often: somebody may have put its medium right. */
const DAMAGED_AGAIN_MS = 3_600_000;
/** A medium in the drawer proves nothing: copies that nobody has read for so long are told. */
export const UNSEEN_DAYS = 90;
/** Faults of one copy that the journal names; a bag of a dozen papers has few more. */
const MOST_FAULTS = 20;

type Needs = Pick<Dependencies, 'store' | 'archive' | 'now'> & {
  readonly settings: Pick<Dependencies['settings'], 'archiveTermMs'>;
};

/**
 * The fixity check: reads, in full, the copies on present media that nobody has read within the term, and notes each
 * that is altered or gone (row 'damaged', journal); fillArchive writes it again. Each copy is read once in a term,
 * spread over it: the more copies, the more in a run. Where that takes too long, unreadCopies says so. A copy that is
 * damaged still is read again every hour, and is whole when its medium gives it back. Answers how many were damaged.
 */
export function checkArchive(needs: Needs): () => Promise<number> {
  const { store, archive, settings, now } = needs;
  return async () => {
    const end = now().getTime() + LONGEST_RUN_MS;
    let left = sizeOfRun(await store.archiveCopies.counts(), settings.archiveTermMs);
    let damaged = 0;
    for (const condition of ['whole', 'damaged'] as const)
      while (left > 0 && now().getTime() < end) {
        const termMs = condition === 'whole' ? settings.archiveTermMs : DAMAGED_AGAIN_MS;
        const due = await store.archiveCopies.dueForCheck({
          condition,
          layers: await archive.present(),
          notCheckedSince: new Date(now().getTime() - termMs),
          limit: Math.min(left, AT_ONCE),
        });
        const found = await readInFull(needs, due, end);
        if (found.read === 0) break;
        left -= found.read;
        damaged += found.damaged;
      }
    return damaged;
  };
}

async function readInFull({ store, archive, now }: Needs, due: readonly ArchiveCopyRecord[], end: number) {
  const found = { read: 0, damaged: 0 };
  for (const copy of due) {
    if (now().getTime() >= end) break;
    const faults = await archive.faultsOf(copy);
    if (faults === undefined) continue; // it was taken out meanwhile
    found.read += 1;
    const wasDamaged = copy.state === 'damaged';
    if (faults.length === 0 && wasDamaged) await noteWholeAgain(store, copy);
    else if (faults.length === 0 || wasDamaged) await store.archiveCopies.checked(copy.applicationNumber, copy.layer);
    else {
      await noteDamage(store, copy, faults);
      found.damaged += 1;
    }
  }
  return found;
}

/** What could not be read is there again: a cable, a disk that was mounted wrongly. */
function noteWholeAgain(store: Store, copy: ArchiveCopyRecord): Promise<boolean> {
  return store.transaction((tables) =>
    noteCopy(tables, copy, { path: copy.path, state: 'stored' }, 'archive-whole-again'),
  );
}

function sizeOfRun(counts: readonly { readonly count: number }[], termMs: number): number {
  const copies = counts.reduce((sum, { count }) => sum + count, 0);
  return Math.max(AT_ONCE, Math.ceil((SPARE * copies * CHECK_EVERY_MS) / termMs));
}

/**
 * Once for each damage: the row changes, and the journal informs print officer and auditor. No whole copy left: an
 * alarm of its own.
 */
export async function noteDamage(store: Store, copy: ArchiveCopyRecord, faults: readonly string[]): Promise<void> {
  const { applicationNumber } = copy;
  await store.transaction(async (tables) => {
    const detail = { faults: faults.slice(0, MOST_FAULTS), count: faults.length };
    const damaged = { path: copy.path, state: 'damaged' } as const;
    if (!(await noteCopy(tables, copy, damaged, 'archive-damaged', detail))) return;
    // Of two copies that are found damaged at the same moment, the second one counts both.
    await tables.cases.lock(applicationNumber);
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

/** Copies on present media that the check has not read for a day beyond the term, by layer. */
export async function unreadCopies(
  { store, settings, now }: Omit<Needs, 'archive'>,
  present: readonly string[],
): Promise<{ readonly layer: string; readonly count: number }[]> {
  return store.archiveCopies.unread({
    layers: present,
    notCheckedSince: new Date(now().getTime() - settings.archiveTermMs - GRACE_MS),
  });
}

/** Copies on media that are away which nobody has read for UNSEEN_DAYS, by layer. */
export async function unseenCopies(
  { store, archive, now }: Pick<Needs, 'store' | 'archive' | 'now'>,
  present: readonly string[],
): Promise<{ readonly layer: string; readonly count: number }[]> {
  return store.archiveCopies.unread({
    layers: archive.layers.filter((layer) => !present.includes(layer)),
    notCheckedSince: new Date(now().getTime() - UNSEEN_DAYS * 24 * 3_600_000),
  });
}

/**
 * For /healthz: undefined, or on which layers the check does not keep its term, and which media nobody has looked at for
 * months, and what to do.
 */
export function archiveCheckHealth(needs: Needs): () => Promise<string | undefined> {
  return async () => {
    const present = await needs.archive.present();
    const [unread, unseen] = [await unreadCopies(needs, present), await unseenCopies(needs, present)];
    const named = (layers: typeof unread) => layers.map(({ layer, count }) => `${layer}: ${count}`).join(', ');
    const faults = [
      ...(unread.length === 0
        ? []
        : [
            `salinan yang terlambat dibaca ulang (${named(unread)}); biarkan medianya terpasang, atau panjangkan ARCHIVE_CHECK_HOURS`,
          ]),
      ...(unseen.length === 0
        ? []
        : [
            `salinan yang lebih dari ${UNSEEN_DAYS} hari tidak dibaca (${named(unseen)}); pasang medianya, dan biarkan terpasang sampai selesai dibaca`,
          ]),
    ];
    return faults.length === 0 ? undefined : faults.join('; ');
  };
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
      ...(lost === 0
        ? []
        : [
            `${lost} berkas tanpa salinan utuh; pasang semua media, juga yang lama, lalu pulihkan folder dokumen dari cadangan (docs/restore.md)`,
          ]),
      ...strange.map((layer) => `lapisan ${layer}: pasang medianya; foldernya ada, tetapi tanpa tanda lapisan itu`),
    ];
    return faults.length === 0 ? undefined : faults.join('; ');
  };
}

/** The archive's parts of /healthz. */
export function archiveParts(needs: Needs) {
  return { archive: archiveHealth(needs), 'archive-check': archiveCheckHealth(needs) };
}
