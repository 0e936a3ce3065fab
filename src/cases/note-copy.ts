import type { ArchiveCopyRecord, Store } from '../store/store.ts';

/**
 * Notes what has become of a copy of the archive: in its row, and in the journal of the case. Nothing where the row is not
 * what was read any more, as another duty has noted it meanwhile; answers whether it was noted.
 */
export async function noteCopy(
  tables: Store,
  read: ArchiveCopyRecord,
  to: Pick<ArchiveCopyRecord, 'path' | 'state'>,
  event: 'archive-damaged' | 'archive-whole-again' | 'archive-repaired' | 'archive-filled',
  detail: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  const { applicationNumber, layer } = read;
  if (!(await tables.archiveCopies.move(read, to))) return false;
  await tables.journal.write({ applicationNumber, actor: 'sistem', event, step: 10, detail: { layer, ...detail } });
  return true;
}
