import type { Knex } from 'knex';
import type { DueOldCard, OldCards, ReturnedOldCard } from '../old-cards.ts';

/** A lost card cannot come back, and a new family had none. */
const DUE = `
  from cases c
  where c.state in ('delivered', 'archived') and c.reason in ('perubahan-data', 'rusak')
    and c.signed_sha256 is not null
    and not exists (select from old_cards o where o.application_number = c.application_number)`;

const DUE_CARDS = `
  select c.application_number as "applicationNumber", c.reason,
    (
      select kalurahan from case_index i where i.application_number = c.application_number
    ), (
      select max(at) from journal j where j.application_number = c.application_number and j.event = 'card-received'
    ) as "cardReceivedAt"
  ${DUE} order by c.submitted_at desc, c.application_number limit :limit`;

export function oldCardsTable(database: Knex): OldCards {
  const cards = () => database<ReturnedOldCard>('old_cards');
  return {
    async record(applicationNumber, receivedBy) {
      const added = await cards()
        .insert({ applicationNumber, receivedBy })
        .onConflict('applicationNumber')
        .ignore()
        .returning('applicationNumber');
      return added.length === 1;
    },

    async find(applicationNumber) {
      return cards().select('applicationNumber', 'returnedAt', 'receivedBy').where({ applicationNumber }).first();
    },

    async due(limit) {
      const [found, counted] = await Promise.all([
        database.raw<{ rows: DueOldCard[] }>(DUE_CARDS, { limit }),
        database.raw<{ rows: [{ count: number }] }>(`select count(*)::int as count ${DUE}`),
      ]);
      return { cards: found.rows, count: counted.rows[0].count };
    },

    async returned({ from, to }) {
      return cards()
        .select('applicationNumber', 'returnedAt', 'receivedBy')
        .where('returnedAt', '>=', from)
        .andWhere('returnedAt', '<', to)
        .orderBy('returnedAt', 'desc');
    },
  };
}
