import type { Knex } from 'knex';
import type { EffectRecord, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';

const COLUMNS = [
  'key',
  'kind',
  'applicationNumber',
  'state',
  'reference',
  'intendedAt',
  'settledAt',
  'attempts',
  'attemptedAt',
  'attemptOf',
] as const satisfies readonly (keyof EffectRecord)[];

/**
 * `aside` is a pool of its own. An intention must outlive a caller's rollback, because by then the external service may
 * have been called; and a caller who holds the last connection of the main pool must not wait for itself. So `intend`
 * does not see, and must not depend on, what the caller's open transaction has written: open the case first, commit,
 * then intend.
 */
export function effectsTable(database: Knex, aside: Knex): Store['effects'] {
  const find = async (key: string, at: Knex): Promise<EffectRecord | undefined> =>
    at<EffectRecord>('effects')
      .select(...COLUMNS)
      .where({ key })
      .first();

  return {
    async intend({ key, kind, applicationNumber }) {
      const [intended] = await aside<EffectRecord>('effects')
        .insert({ key, kind, applicationNumber })
        .onConflict('key')
        .ignore()
        .returning(COLUMNS);
      if (intended !== undefined) return { effect: intended, isNew: true };
      const effect = await find(key, aside);
      if (effect === undefined) throw new StoreError('23505', 'effects');
      return { effect, isNew: false };
    },

    async attempt(key, { at, after, of }) {
      const counted = await aside<EffectRecord>('effects')
        .where({ key, attempts: after })
        .update({
          attempts: aside.raw('attempts + 1'),
          attemptedAt: at,
          attemptOf: of ?? null,
        });
      return counted === 1;
    },

    async didNothing(key) {
      await aside<EffectRecord>('effects')
        .where({ key })
        .whereNotNull('attemptedAt')
        .update({ attempts: aside.raw('attempts - 1'), attemptedAt: null });
    },

    async keep(key, reference) {
      await aside<EffectRecord>('effects').where({ key }).whereNot({ state: 'done' }).update({ reference });
    },

    /** 'done' is final: a late worker that knows less changes nothing. A reference once known is kept. */
    async settle(key, state, reference) {
      const settled = await database<EffectRecord>('effects')
        .where({ key })
        .whereNot({ state: 'done' })
        .update({
          state,
          reference: reference ?? database.ref('reference'),
          settledAt: database.raw('clock_timestamp()'),
        });
      if (settled === 0 && (await find(key, database)) === undefined)
        throw new StoreError('effect-not-intended', 'effects');
    },

    find: (key) => find(key, database),
  };
}
