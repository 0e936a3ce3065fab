import type { Knex } from 'knex';
import type { DraftRecord, Store } from '../store.ts';

const COLUMNS = [
  'sha256',
  'applicationNumber',
  'family',
  'previewSha256',
  'renderedAt',
  'issuedOn',
  'signatory',
] as const satisfies readonly (keyof DraftRecord)[];

export function draftsTable(database: Knex): Store['drafts'] {
  const drafts = () => database<DraftRecord>('drafts');

  return {
    /** A card that comes out with the same bytes again is the same draft, and the latest once more. */
    async save(draft) {
      await drafts()
        .insert(draft)
        .onConflict('sha256')
        .merge({ renderedAt: database.raw('clock_timestamp()') });
    },

    async find(sha256) {
      return drafts()
        .select(...COLUMNS)
        .where({ sha256 })
        .first();
    },

    async findMany(sha256s) {
      return drafts()
        .select(...COLUMNS)
        .whereIn('sha256', [...sha256s]);
    },

    async latest(applicationNumber) {
      return drafts()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('renderedAt', 'desc')
        .first();
    },
  };
}
