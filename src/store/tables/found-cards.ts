import type { Knex } from 'knex';
import type { FoundCard, FoundCards } from '../found-cards.ts';

const COLUMNS = ['id', 'sha256', 'foundAt', 'outcome'] as const satisfies readonly (keyof FoundCard)[];

export function foundCardsTable(database: Knex): FoundCards {
  const found = () => database('found_cards');
  const open = () => found().whereNull('closedAt').whereNull('applicationNumber');
  return {
    async keepFound(sha256) {
      await found()
        .insert({ sha256 })
        .onConflict('sha256')
        .merge({ judgedAt: null, closedAt: null, closedBy: null })
        .whereNull('found_cards.application_number');
    },

    async foundToJudge(again, olderThanMs, most) {
      return open()
        .select<FoundCard[]>(...COLUMNS)
        .whereRaw(
          `(judged_at is null or (outcome = any(?) and judged_at < clock_timestamp() - ? * interval '1 millisecond'))`,
          [[...again], olderThanMs],
        )
        .orderByRaw('judged_at nulls first, found_at')
        .limit(most);
    },

    async judgeFound(id, judged) {
      await found()
        .where({ id })
        .update({ ...judged, judgedAt: database.raw('clock_timestamp()') });
    },

    async unplaced(most) {
      return open()
        .select<FoundCard[]>(...COLUMNS)
        .whereNotNull('outcome')
        .orderBy('foundAt', 'desc')
        .limit(most);
    },

    async findFound(id) {
      return found()
        .select<FoundCard[]>(...COLUMNS)
        .where({ id })
        .first();
    },

    async closeFound(id, by) {
      const closed = await open()
        .where({ id })
        .update({ closedAt: database.raw('clock_timestamp()'), closedBy: by });
      return closed > 0;
    },
  };
}
