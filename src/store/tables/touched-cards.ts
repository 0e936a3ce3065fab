import type { Knex } from 'knex';
import { ENDED_WITHOUT_CARD } from '../../domain/case-state.ts';
import type { TouchedCards } from '../touched-cards.ts';

export function touchedCardsTable(database: Knex): TouchedCards {
  return {
    async put(applicationNumber, cards) {
      if (cards.length === 0) return;
      await database('touched_cards')
        .insert([...new Set(cards)].map((card) => ({ applicationNumber, card })))
        .onConflict()
        .ignore();
    },

    async isOutdated({ applicationNumber, kkNumber, card }) {
      // The journal's ids give the order of signatures, also of two within one instant.
      const own = database('journal').max('id').where({ applicationNumber, event: 'card-signed' });
      const later = await database('cases')
        .join('journal', 'journal.applicationNumber', 'cases.applicationNumber')
        .where({ 'journal.event': 'card-signed' })
        .where('journal.id', '>', own)
        .whereNot('cases.applicationNumber', applicationNumber)
        .whereNotNull('cases.signedSha256')
        .whereNotIn('cases.state', [...ENDED_WITHOUT_CARD])
        .where((either) => {
          void either
            .where({ 'cases.kkNumber': kkNumber })
            .orWhereIn(
              'cases.applicationNumber',
              database('touched_cards').select('applicationNumber').where({ card }),
            );
        })
        .first<{ applicationNumber: string } | undefined>('cases.applicationNumber as applicationNumber');
      return later !== undefined;
    },
  };
}
