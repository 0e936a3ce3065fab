import type { Knex } from 'knex';
import type { MessageFileRecord, Store } from '../store.ts';

const COLUMNS = [
  'id',
  'messageId',
  'position',
  'url',
  'declared',
  'state',
  'sha256',
  'mediaType',
  'bytes',
  'flaw',
  'reason',
] as const satisfies readonly (keyof MessageFileRecord)[];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function messageFilesTable(database: Knex): Store['messageFiles'] {
  const files = () => database<MessageFileRecord>('message_files');
  return {
    async add(file) {
      await files().insert(file).onConflict(['messageId', 'position']).ignore();
    },

    async of(messageIds) {
      return files()
        .select(...COLUMNS)
        .whereIn('messageId', [...messageIds])
        .orderBy(['messageId', 'position']);
    },

    /** Anything that is not an id finds nothing: ids come from addresses people can type. */
    async find(id) {
      return UUID.test(id)
        ? files()
            .select(...COLUMNS)
            .where({ id })
            .first()
        : undefined;
    },

    async change(id, change) {
      await files().where({ id }).update(change);
    },
  };
}
