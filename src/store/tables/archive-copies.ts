import type { Knex } from 'knex';
import type { ArchiveCopyRecord, Store } from '../store.ts';

const COLUMNS = [
  'applicationNumber',
  'layer',
  'path',
  'sha256',
  'state',
  'at',
] as const satisfies readonly (keyof ArchiveCopyRecord)[];

export function archiveCopiesTable(database: Knex): Store['archiveCopies'] {
  const copies = () => database<ArchiveCopyRecord>('archive_copies');

  return {
    /** One row per case and layer: the newest word about that copy. */
    async put(copy) {
      const { path, sha256, state } = copy;
      await copies()
        .insert(copy)
        .onConflict(['applicationNumber', 'layer'])
        .merge({ path, sha256, state, at: database.raw('clock_timestamp()') });
    },

    async of(applicationNumber) {
      return copies()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('layer');
    },

    async absent() {
      return copies()
        .select(...COLUMNS)
        .where({ state: 'absent' })
        .orderBy('at');
    },
  };
}
