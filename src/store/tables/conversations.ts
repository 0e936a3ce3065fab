import type { Knex } from 'knex';
import { EMPTY_TALK } from '../../domain/talk/talk-state.ts';
import type { ConversationRecord, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';

const COLUMNS = [
  'phone',
  'state',
  'stoppedAt',
  'lastInboundAt',
] as const satisfies readonly (keyof ConversationRecord)[];

export function conversationsTable(database: Knex): Store['conversations'] {
  const conversations = () => database<ConversationRecord>('conversations');
  /** A row of before a change of the state's shape has less in it. */
  const whole = (row: ConversationRecord): ConversationRecord => ({ ...row, state: { ...EMPTY_TALK, ...row.state } });
  return {
    async find(phone) {
      const row = await conversations()
        .select(...COLUMNS)
        .where({ phone })
        .first();
      return row && whole(row);
    },

    async lock(phone) {
      await conversations().insert({ phone }).onConflict('phone').ignore();
      const row = await conversations()
        .select(...COLUMNS)
        .where({ phone })
        .forUpdate()
        .first();
      if (row === undefined) throw new StoreError('23505', 'conversations');
      return whole(row);
    },

    async save(phone, change) {
      await conversations().where({ phone }).update(change);
    },
  };
}
