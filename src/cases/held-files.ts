import type { Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';

/** What a number without a case sent is deleted after this time, unless it was assigned to a case. */
export const HELD_MS = 30 * 24 * 3_600_000;
/** Sum over all strangers: they must not fill the disk together either. */
const HELD_BYTES_AT_MOST = 2 * 1024 ** 3;

/** Whether there is room for so many more bytes of strangers. */
export async function mayHold({ heldFiles }: Pick<Store, 'heldFiles'>, bytes: number): Promise<boolean> {
  return (await heldFiles.bytes()) + bytes <= HELD_BYTES_AT_MOST;
}

/** Makes documents of the files that came with a message, now that it belongs to a case. Within a transaction. */
export async function keepHeldFiles(
  { documents }: Pick<Dependencies, 'documents'>,
  tables: Pick<Store, 'messageFiles' | 'heldFiles'>,
  messageId: string,
): Promise<void> {
  for (const { id, state } of await tables.messageFiles.of([messageId])) {
    const bytes = state === 'held' ? await tables.heldFiles.find(id) : undefined;
    if (bytes === undefined) continue;
    const { sha256 } = await documents.put(bytes);
    await tables.messageFiles.change(id, { state: 'stored', sha256 });
    await tables.heldFiles.remove(id);
  }
}
