import type { Knex } from 'knex';
import type { Store } from '../store.ts';

interface ProcessRow {
  readonly id: string;
  readonly place: string;
  readonly leasedUntil: Date;
}

/** All by the clock of the database, which the processes of the office share. */
export function processesTable(database: Knex): Store['processes'] {
  const processes = () => database<ProcessRow>('processes');
  const after = (ms: number) =>
    database.raw("clock_timestamp() + ? * interval '1 millisecond'", [ms]) as unknown as Date;
  return {
    async begin({ id, place }, leaseMs) {
      await processes().where({ place }).whereNot({ id }).delete();
      await processes()
        .insert({ id, place, leasedUntil: after(leaseMs) })
        .onConflict('id')
        .merge();
    },
    async renew({ id, place }, leaseMs) {
      await processes()
        .insert({ id, place, leasedUntil: after(leaseMs) })
        .onConflict('id')
        .merge();
    },
    async end(id) {
      await processes().where({ id }).delete();
    },
    async isAlive(id) {
      const row = await processes()
        .where({ id })
        .andWhere('leasedUntil', '>', database.raw('clock_timestamp()'))
        .first('id');
      return row !== undefined;
    },
  };
}
