import type { Knex } from 'knex';
import type { Store, Word } from '../store.ts';

const COLUMNS = ['messageId', 'name', 'applicationNumber', 'ttlMs'] as const satisfies readonly (keyof Word)[];
const AT_ONCE = 100;

export function wordsTable(database: Knex): Store['words'] {
  return {
    async keep({ messageId, name, applicationNumber, ttlMs }) {
      await database('words').insert({ messageId, name, applicationNumber, ttlMs }).onConflict('message_id').ignore();
    },

    async taken(messageId) {
      await database('words')
        .where({ messageId })
        .whereNull('takenAt')
        .update({ takenAt: database.raw('clock_timestamp()') });
    },

    waiting: async (olderThanMs) =>
      database<Word & { keptAt: Date; takenAt: Date | null }>('words')
        .select(...COLUMNS)
        .whereNull('takenAt')
        .where('keptAt', '<=', database.raw(`clock_timestamp() - ? * interval '1 millisecond'`, [olderThanMs]))
        .orderBy('keptAt')
        .limit(AT_ONCE),
  };
}
