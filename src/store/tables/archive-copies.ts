import type { Knex } from 'knex';
import type { ArchiveCopies, ArchiveCopyRecord, Hindrance } from '../archive-copies.ts';

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
/** States of a copy that is still to be written. */
const LACKING = ['absent', 'damaged'] as const;

/** A row with what the last attempt at writing the copy came to. */
interface Row extends ArchiveCopyRecord {
  readonly triedAt: Date | null;
  readonly hindrance: Hindrance | null;
  readonly tries: number;
}

/** What is known of the case's copies names the package: a whole one first, then the newest word. */
const ENLIST = `
  insert into archive_copies (application_number, layer, bag, sha256, state)
  select known.application_number, wanted.layer, known.bag, known.sha256, 'absent'
  from (
    select distinct on (application_number) application_number, bag, sha256 from archive_copies
    order by application_number, state = any(?) desc, at desc
  ) known cross join unnest(?::text[]) as wanted(layer)
  where not exists (
    select from archive_copies there
    where there.application_number = known.application_number and there.layer = wanted.layer
  )
  limit ?
  on conflict do nothing`;

export function archiveCopiesTable(database: Knex): ArchiveCopies {
  const copies = () => database<Row>('archive_copies');
  /** Of a word that is said now. */
  const fresh = () => {
    const now = database.raw('clock_timestamp()');
    return { at: now, checkedAt: now, triedAt: null, hindrance: null, tries: 0 };
  };

  return {
    /** One row per case and layer: the newest word about that copy. */
    async put(copy) {
      const { bag, path, sha256, state } = copy;
      await copies()
        .insert(copy)
        .onConflict(['applicationNumber', 'layer'])
        .merge({ bag, path, sha256, state, ...fresh() });
    },

    async move({ applicationNumber, layer, bag, sha256, state }, to) {
      const moved = await copies()
        .where({ applicationNumber, layer, bag, sha256, state })
        .update({ ...to, ...fresh() });
      return moved === 1;
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

    async enlist(layers, limit) {
      const { rowCount } = await database.raw<{ rowCount: number }>(ENLIST, [[...WHOLE], [...layers], limit]);
      return rowCount;
    },

    async lacking({ layer, state, from, limit, rest }) {
      const whole = database('archive_copies as other')
        .whereIn('other.state', WHOLE)
        .whereIn('other.layer', from)
        .andWhere('other.applicationNumber', database.ref('archive_copies.application_number'));
      const packed = database('archive_packages as package').where(
        'package.applicationNumber',
        database.ref('archive_copies.application_number'),
      );
      return copies()
        .select(...COLUMNS)
        .where({ layer, state })
        .andWhere((source) => void source.whereExists(whole).orWhereExists(packed))
        .andWhereRaw('(tries < ? or tried_at < clock_timestamp() - make_interval(secs => ?))', [
          rest.after,
          rest.ms / 1000,
        ])
        .orderByRaw('tried_at nulls first, at')
        .limit(limit);
    },

    async hindered(applicationNumber, layer, hindrance) {
      const [row] = await copies()
        .where({ applicationNumber, layer })
        .whereIn('state', LACKING)
        .update({ triedAt: database.raw('clock_timestamp()'), hindrance, tries: database.raw('tries + 1') })
        .returning('tries');
      return row?.tries ?? 0;
    },

    async hindrances(withinMs) {
      return database('archive_copies')
        .distinct<{ layer: string; hindrance: Hindrance }[]>('layer', 'hindrance')
        .whereIn('state', LACKING)
        .andWhereRaw('tried_at >= clock_timestamp() - make_interval(secs => ?)', [withinMs / 1000])
        .orderBy(['layer', 'hindrance']);
    },

    async dueForCheck({ condition, layers, notCheckedSince, limit }) {
      return copies()
        .select(...COLUMNS)
        .whereIn('state', condition === 'whole' ? WHOLE : ['damaged'])
        .whereIn('layer', layers)
        .andWhere('checkedAt', '<', notCheckedSince)
        .orderBy('checkedAt')
        .limit(limit);
    },

    async unread({ layers, notCheckedSince }) {
      return database('archive_copies')
        .select<{ layer: string; count: number }[]>('layer')
        .select(database.raw('count(*)::int as count'))
        .whereIn('state', WHOLE)
        .whereIn('layer', layers)
        .andWhere('checkedAt', '<', notCheckedSince)
        .groupBy('layer')
        .orderBy('layer');
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
