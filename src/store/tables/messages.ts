import type { Knex } from 'knex';
import type { MessageRecord, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';

const COLUMNS = [
  'id',
  'applicationNumber',
  'direction',
  'purpose',
  'sid',
  'status',
  'errorCode',
  'at',
] as const satisfies readonly (keyof MessageRecord)[];

export function messagesTable(database: Knex): Store['messages'] {
  const messages = () => database<MessageRecord & { ordinal: string; rank: number }>('messages');
  const bySid = async (sid: string): Promise<MessageRecord | undefined> =>
    messages()
      .select(...COLUMNS)
      .where({ sid })
      .first();

  return {
    /** A SID that is known already is the same message: what a repeated job or webhook adds is nothing. */
    async add(message, rank = 0) {
      const [added] = await messages()
        .insert({ ...message, rank })
        .onConflict('sid')
        .ignore()
        .returning(COLUMNS);
      if (added !== undefined) return added;
      const earlier = message.sid === null ? undefined : await bySid(message.sid);
      if (earlier === undefined) throw new StoreError('23505', 'messages');
      return earlier;
    },

    async of(applicationNumber) {
      return messages()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('ordinal');
    },

    bySid,

    /** One statement: two callbacks at once are put in order by the row's lock, and the lower rank finds nothing to change. */
    async advance(sid, status, rank, errorCode) {
      const moved = await messages()
        .where({ sid })
        .andWhere('rank', '<', rank)
        .update({ status, rank, errorCode, ...timeOf(database, status) });
      return moved === 1;
    },
  };
}

const TIMES: Readonly<Record<string, string>> = {
  sent: 'sentAt',
  delivered: 'deliveredAt',
  read: 'readAt',
  undelivered: 'failedAt',
  failed: 'failedAt',
};

/** The column that remembers when this status came. */
function timeOf(database: Knex, status: string): Record<string, Knex.Raw> {
  const column = TIMES[status];
  return column === undefined ? {} : { [column]: database.raw('clock_timestamp()') };
}
