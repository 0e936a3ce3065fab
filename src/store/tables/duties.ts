import type { Knex } from 'knex';
import type { DutyRecord, Store } from '../store.ts';

const COLUMNS = [
  'name',
  'runner',
  'leasedUntil',
  'dueAt',
  'startedAt',
  'endedAt',
  'succeededAt',
  'failures',
  'lastError',
  'lastCount',
] as const satisfies readonly (keyof DutyRecord)[];

/** All by the clock of the database, which the processes of the office share. */
export function dutiesTable(database: Knex): Store['duties'] {
  const duties = () => database<DutyRecord>('duties');
  const now = () => database.raw('clock_timestamp()');
  const after = (ms: number) => database.raw("clock_timestamp() + ? * interval '1 millisecond'", [ms]);

  return {
    async claim(name, runner, { leaseMs, everyMs }) {
      await duties().insert({ name }).onConflict('name').ignore();
      const claimed = await duties()
        .where({ name })
        .andWhere((due) => void due.where('dueAt', '<=', now()).orWhere('dueAt', '>', after(2 * everyMs)))
        .andWhere((free) => {
          void free
            .whereNull('leasedUntil')
            .orWhere('leasedUntil', '<', now())
            .orWhere('leasedUntil', '>', after(2 * leaseMs));
        })
        .update({ runner, leasedUntil: after(leaseMs), startedAt: now() });
      return claimed > 0;
    },

    async renew(name, runner, leaseMs) {
      const renewed = await duties()
        .where({ name, runner })
        .whereNotNull('leasedUntil')
        .update({ leasedUntil: after(leaseMs) });
      return renewed > 0;
    },

    async finish(name, runner, { nextInMs, ...outcome }) {
      const ended = { leasedUntil: null, endedAt: now(), dueAt: after(nextInMs) };
      await duties()
        .where({ name, runner })
        .update(
          'count' in outcome
            ? { ...ended, succeededAt: now(), failures: 0, lastError: null, lastCount: outcome.count }
            : { ...ended, failures: database.raw('failures + 1'), lastError: outcome.error },
        );
    },

    async all() {
      return duties()
        .select(...COLUMNS)
        .orderBy('name');
    },
  };
}
