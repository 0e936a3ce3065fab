import type { ArchiveCopyRecord, Store } from '../store/store.ts';

/** Notes what has become of a copy of the archive: in its row, and in the journal of the case. */
export async function noteCopy(
  tables: Store,
  { applicationNumber, layer, bag, path, sha256, state }: Omit<ArchiveCopyRecord, 'at' | 'checkedAt'>,
  event: 'archive-damaged' | 'archive-whole-again' | 'archive-repaired' | 'archive-filled',
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await tables.archiveCopies.put({ applicationNumber, layer, bag, path, sha256, state });
  await tables.journal.write({ applicationNumber, actor: 'sistem', event, step: 10, detail: { layer, ...detail } });
}
