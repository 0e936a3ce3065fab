import type { Knex } from 'knex';
import type { ImmigrationClaimRecord, ImmigrationClaims } from '../immigration-claims.ts';

export function immigrationClaimsTable(database: Knex): ImmigrationClaims {
  const table = () => database<ImmigrationClaimRecord & { readonly id: string }>('immigration_claims');
  return {
    async add(claim) {
      await table().insert(claim);
    },
    async of(applicationNumber) {
      return table()
        .select('applicationNumber', 'content', 'claimedBy', 'claimedAt')
        .where({ applicationNumber })
        .orderBy('id');
    },
  };
}
