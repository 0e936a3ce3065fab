import type { Dependencies } from './dependencies.ts';

/** When an absent medium is back: copies what it missed, and says so. Answers how many copies were made. Repeating is harmless. */
export function fillArchive({ store, archive: layers }: Pick<Dependencies, 'store' | 'archive'>) {
  return async (): Promise<number> => {
    if ((await store.archiveCopies.absent()).length === 0) return 0;
    const { filled } = await layers.fill();
    for (const { applicationNumber, layer, path, sha256 } of filled)
      await store.transaction(async (tables) => {
        await tables.archiveCopies.put({ applicationNumber, layer, path, sha256, state: 'stored' });
        await tables.journal.write({
          applicationNumber,
          actor: 'sistem',
          event: 'archive-filled',
          step: 10,
          detail: { layer },
        });
      });
    return filled.length;
  };
}
