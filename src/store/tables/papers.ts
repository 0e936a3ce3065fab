import type { Knex } from 'knex';
import type { PaperRecord, Store } from '../store.ts';

const COLUMNS = [
  'id',
  'applicationNumber',
  'kind',
  'sha256',
  'mediaType',
  'bytes',
  'source',
  'receivedAt',
] as const satisfies readonly (keyof PaperRecord)[];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function papersTable(database: Knex): Store['papers'] {
  const papers = () => database<PaperRecord & { ordinal: string }>('papers');

  return {
    /** The same bytes again for the same kind are the same paper: a repeated upload adds nothing. */
    async add(paper) {
      const [added] = await papers()
        .insert(paper)
        .onConflict(['applicationNumber', 'kind', 'sha256'])
        .ignore()
        .returning(COLUMNS);
      const { applicationNumber, kind, sha256 } = paper;
      const earlier = () =>
        papers()
          .select(...COLUMNS)
          .where({ applicationNumber, kind, sha256 })
          .first();
      // Papers are never deleted: what was in the way is there.
      return added ?? (await earlier())!;
    },

    async of(applicationNumber) {
      return papers()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('ordinal');
    },

    /** Anything that is not an id finds nothing: ids come from addresses people can type. */
    async find(id) {
      return UUID.test(id)
        ? papers()
            .select(...COLUMNS)
            .where({ id })
            .first()
        : undefined;
    },

    async newest(limit) {
      return papers()
        .select(...COLUMNS)
        .orderBy('ordinal', 'desc')
        .limit(limit);
    },
  };
}
