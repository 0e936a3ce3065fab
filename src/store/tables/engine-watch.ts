import type { Knex } from 'knex';
import type { EngineSighting, EngineWatch } from '../engine-watch.ts';

export function engineWatchTable(database: Knex): EngineWatch {
  return {
    async put({ stranded, incidents }) {
      const seen = {
        onlyRow: true,
        seenAt: database.raw('clock_timestamp()'),
        stranded: JSON.stringify(stranded),
        incidents: JSON.stringify(incidents),
      };
      await database('engine_watch').insert(seen).onConflict('onlyRow').merge();
    },

    async newest() {
      const row = await database<EngineSighting>('engine_watch').select('seenAt', 'stranded', 'incidents').first();
      // Times within JSON come as text.
      return row && { ...row, incidents: row.incidents.map((one) => ({ ...one, since: new Date(one.since) })) };
    },
  };
}
