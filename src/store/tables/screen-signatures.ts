import type { Knex } from 'knex';
import type { ScreenSignatureRecord, ScreenSignatures } from '../screen-signatures.ts';

const COLUMNS = [
  ...['paperId', 'applicationNumber', 'form'],
  ...['contentSha256', 'amendedSha256', 'signedAt'],
] as (keyof ScreenSignatureRecord)[];

export function screenSignaturesTable(database: Knex): ScreenSignatures {
  const table = () => database<ScreenSignatureRecord>('screen_signatures');
  return {
    async add(signature) {
      await table().insert(signature).onConflict('paperId').ignore();
    },
    async of(applicationNumber) {
      return table()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy(['signedAt', 'paperId']);
    },
  };
}
