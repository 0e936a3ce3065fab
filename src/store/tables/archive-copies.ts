import type { Knex } from 'knex';
import type { ArchiveCopyRecord, Store } from '../store.ts';

const COLUMNS = [
  'applicationNumber',
  'layer',
  'bag',
  'path',
  'sha256',
  'state',
  'at',
  'checkedAt',
] as const satisfies readonly (keyof ArchiveCopyRecord)[];

/** States of a copy that was whole when it was last read. */
const WHOLE = ['stored', 'repaired'] as const;

export function archiveCopiesTable(database: Knex): Store['archiveCopies'] {
  const copies = () => database<ArchiveCopyRecord>('archive_copies');

  return {
    /** One row per case and layer: the newest word about that copy. */
    async put(copy) {
      const { bag, path, sha256, state } = copy;
      const now = database.raw('clock_timestamp()');
      await copies()
        .insert(copy)
        .onConflict(['applicationNumber', 'layer'])
        .merge({ bag, path, sha256, state, at: now, checkedAt: now });
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

    async lacking(layers, limit) {
      const whole = database('archive_copies as other')
        .whereIn('other.state', WHOLE)
        .whereIn('other.layer', layers)
        .andWhere('other.applicationNumber', database.ref('archive_copies.application_number'));
      return copies()
        .select(...COLUMNS)
        .whereIn('state', ['absent', 'damaged'])
        .whereIn('layer', layers)
        .whereExists(whole)
        .orderBy('at')
        .limit(limit);
    },

    async dueForCheck({ layers, notCheckedSince, limit }) {
      return copies()
        .select(...COLUMNS)
        .whereIn('state', WHOLE)
        .whereIn('layer', layers)
        .andWhere('checkedAt', '<', notCheckedSince)
        .orderBy('checkedAt')
        .limit(limit);
    },

    async checked(applicationNumber, layer) {
      await copies()
        .where({ applicationNumber, layer })
        .update({ checkedAt: database.raw('clock_timestamp()') });
    },

    async counts() {
      return database('archive_copies')
        .select<{ layer: string; state: ArchiveCopyRecord['state']; count: number }[]>('layer', 'state')
        .select(database.raw('count(*)::int as count'))
        .groupBy('layer', 'state')
        .orderBy(['layer', 'state']);
    },

    async lost() {
      const rows = await database('archive_copies')
        .select<{ applicationNumber: string }[]>('applicationNumber')
        .groupBy('applicationNumber')
        .havingRaw('not bool_or(state = any(?))', [[...WHOLE]])
        .orderBy('applicationNumber')
        .limit(100);
      return rows.map(({ applicationNumber }) => applicationNumber);
    },
  };
}
