import type { Knex } from 'knex';
import type { KeptSearches } from '../kept-searches.ts';

interface KeptSearchRow {
  readonly id: string;
  readonly officer: string;
  readonly text: string;
  readonly keptAt: Date;
}

export function keptSearchesTable(database: Knex): KeptSearches {
  const searches = () => database<KeptSearchRow>('kept_searches');
  return {
    async put(search) {
      await searches().insert(search);
    },

    async find(id, officer) {
      return (await searches().select('text').where({ id, officer }).first())?.text;
    },

    async purge(olderThanMs) {
      return searches()
        .where('keptAt', '<', database.raw(`clock_timestamp() - ? * interval '1 millisecond'`, [olderThanMs]))
        .delete();
    },
  };
}
