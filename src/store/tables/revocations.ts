import type { Knex } from 'knex';
import { NO_KEY, openedValue, type ColumnSeal } from '../column-seal.ts';
import type { RevocationRecord, Revocations } from '../revocations.ts';

/** As its row holds it. */
export interface RevocationRow extends Omit<RevocationRecord, 'reason'> {
  /** Readable, of before the sealing; one of the two is null. */
  readonly reason: string | null;
  readonly reasonSealed: Buffer | null;
}

const COLUMNS = [
  'applicationNumber',
  'signedSha256',
  'reason',
  'reasonSealed',
  'requestedBy',
  'requestedAs',
  'requestedAt',
  'outcome',
  'settledBy',
  'settledAt',
] as const satisfies readonly (keyof RevocationRow)[];

/** What a sealed reason is bound to. */
export function placeOfReason({
  applicationNumber,
  signedSha256,
}: Pick<RevocationRow, 'applicationNumber' | 'signedSha256'>): string {
  return `revocations.reason ${applicationNumber} ${signedSha256}`;
}

/** For a command without the key the reason is empty. */
export function openedRevocation(seal: ColumnSeal, { reasonSealed, reason, ...row }: RevocationRow): RevocationRecord {
  const isClosed = reason === null && seal === NO_KEY;
  return { ...row, reason: isClosed ? '' : openedValue(seal, reason, reasonSealed, placeOfReason(row)) };
}

export function revocationsTable(database: Knex, seal: ColumnSeal): Revocations {
  const table = () => database<RevocationRow>('revocations');
  const opened = (row: Pick<RevocationRow, (typeof COLUMNS)[number]>) => openedRevocation(seal, row);
  return {
    async request({ reason, ...asked }) {
      const reasonSealed = seal.seal(reason, placeOfReason(asked));
      const added = await table()
        .insert({ ...asked, reasonSealed })
        .onConflict()
        .ignore()
        .returning('applicationNumber');
      return added.length === 1;
    },
    async settle(applicationNumber, by) {
      return (await table().where({ applicationNumber, outcome: null }).update(by)) === 1;
    },
    async newest(applicationNumber) {
      const row = await table()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('id', 'desc')
        .first();
      return row === undefined ? undefined : opened(row);
    },
    async open() {
      const rows = await table()
        .select(...COLUMNS)
        .whereNull('outcome')
        .orderBy('requestedAt');
      return rows.map(opened);
    },
  };
}
