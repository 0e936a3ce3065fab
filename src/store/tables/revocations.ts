import type { Knex } from 'knex';
import type { RevocationRecord, Revocations } from '../revocations.ts';

const COLUMNS = [
  'applicationNumber',
  'signedSha256',
  'reason',
  'requestedBy',
  'requestedAs',
  'requestedAt',
  'outcome',
  'settledBy',
  'settledAt',
] as const satisfies readonly (keyof RevocationRecord)[];

export function revocationsTable(database: Knex): Revocations {
  const table = () => database<RevocationRecord>('revocations');
  return {
    async request(asked) {
      const added = await table().insert(asked).onConflict().ignore().returning('applicationNumber');
      return added.length === 1;
    },
    async settle(applicationNumber, by) {
      return (await table().where({ applicationNumber, outcome: null }).update(by)) === 1;
    },
    async newest(applicationNumber) {
      return table()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('id', 'desc')
        .first();
    },
    async open() {
      return table()
        .select(...COLUMNS)
        .whereNull('outcome')
        .orderBy('requestedAt');
    },
  };
}
