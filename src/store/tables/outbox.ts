import type { Knex } from 'knex';
import type { OutboxMessage, OutboxRecord, Store } from '../store.ts';

const COLUMNS = ['messageId', 'name', 'applicationNumber', 'about'] as const satisfies readonly (keyof OutboxMessage)[];
const AT_ONCE = 100;

export function outboxTable(database: Knex): Store['outbox'] {
  const outbox = () => database<OutboxRecord & { readonly triedAt: Date | null }>('outbox');
  const waiting = () => outbox().whereNull('takenAt').whereNull('voidAt');
  return {
    async put({ messageId, name, applicationNumber, about }) {
      await outbox().insert({ messageId, name, applicationNumber, about }).onConflict('message_id').ignore();
    },

    async taken(messageId) {
      await waiting()
        .where({ messageId })
        .update({ takenAt: database.raw('clock_timestamp()') as unknown as Date });
    },

    async void(messageId, because) {
      await waiting()
        .where({ messageId })
        .update({ voidAt: database.raw('clock_timestamp()') as unknown as Date, voidBecause: because });
    },

    async waiting(olderThanMs) {
      return waiting()
        .select(...COLUMNS)
        .where('putAt', '<=', database.raw(`clock_timestamp() - ? * interval '1 millisecond'`, [olderThanMs]))
        .orderByRaw('tried_at nulls first, put_at')
        .limit(AT_ONCE);
    },

    async triedInVain(messageId) {
      await waiting()
        .where({ messageId })
        .update({ triedAt: database.raw('clock_timestamp()') as unknown as Date });
    },

    async lock(messageId) {
      return waiting()
        .select(...COLUMNS)
        .where({ messageId })
        .forUpdate()
        .skipLocked()
        .first();
    },

    async of(applicationNumber) {
      return outbox()
        .select(...COLUMNS, 'putAt', 'takenAt', 'voidAt', 'voidBecause')
        .where({ applicationNumber })
        .orderBy('putAt');
    },
  };
}
