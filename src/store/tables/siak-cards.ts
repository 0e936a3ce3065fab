import type { Knex } from 'knex';
import { foundCardsTable } from './found-cards.ts';
import type { SiakCardRecord, SiakCards } from '../siak-cards.ts';

const COLUMNS = [
  'applicationNumber',
  'taskId',
  'sha256',
  'previewSha256',
  'signerName',
  'signedAt',
  'level',
  'comparison',
  'broughtBy',
  'broughtAt',
] as const satisfies readonly (keyof SiakCardRecord)[];

export function siakCardsTable(database: Knex): SiakCards {
  const cards = () => database('siakCards');

  return {
    ...foundCardsTable(database),

    async add({ comparison, ...card }) {
      await cards().insert({ ...card, comparison: JSON.stringify(comparison) });
    },

    async newest(applicationNumber) {
      return cards()
        .select<SiakCardRecord[]>(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('id', 'desc')
        .first();
    },
  };
}
