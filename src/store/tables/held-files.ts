import type { Knex } from 'knex';
import type { ColumnSeal } from '../column-seal.ts';
import type { HeldFiles } from '../held-files.ts';

interface Row {
  readonly fileId: string;
  readonly sealed: Buffer;
}
const placeOf = (fileId: string) => `held_files.sealed ${fileId}`;

const PURGE = `
  with gone as (delete from held_files where held_at < clock_timestamp() - :keptMs * interval '1 millisecond' returning file_id)
  update message_files set state = 'forgotten' where id in (select file_id from gone) and state = 'held'`;

export function heldFilesTable(database: Knex, seal: ColumnSeal): HeldFiles {
  const held = () => database<Row>('held_files');
  return {
    async hold(fileId, bytes) {
      const sealed = seal.seal(Buffer.from(bytes).toString('base64'), placeOf(fileId));
      await held().insert({ fileId, sealed }).onConflict('fileId').ignore();
    },

    async find(fileId) {
      const row = await held().select('sealed').where({ fileId }).first();
      return row === undefined ? undefined : Buffer.from(seal.open(row.sealed, placeOf(fileId)) as string, 'base64');
    },

    async remove(fileId) {
      await held().where({ fileId }).delete();
    },

    async bytes() {
      const { rows } = await database.raw<{ rows: [{ sum: string }] }>(
        'select coalesce(sum(octet_length(sealed)), 0) as sum from held_files',
      );
      return Number(rows[0].sum);
    },

    async purge(keptMs) {
      return (await database.raw<{ rowCount: number }>(PURGE, { keptMs })).rowCount;
    },
  };
}
