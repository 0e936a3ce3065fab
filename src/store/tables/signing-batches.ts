import type { Knex } from 'knex';
import type { GrantHolder, SigningBatchRecord, SigningItem, Store } from '../store.ts';

interface BatchRow extends SigningBatchRecord {
  readonly runner: string;
  readonly aliveAt: Date;
}
interface ItemRow extends SigningItem {
  readonly batchId: string;
  readonly ordinal: number;
  readonly watched: boolean;
}
const BATCH = ['id', 'signer', 'createdAt', 'finishedAt'] as const satisfies readonly (keyof SigningBatchRecord)[];
const ITEM = [
  'applicationNumber',
  'draftSha256',
  'taskId',
  'status',
  'reason',
] as const satisfies readonly (keyof SigningItem)[];
const UNDER_WAY = ['waiting', 'signing'] as const;

export function signingBatchesTable(database: Knex): Store['signingBatches'] {
  const batches = () => database<BatchRow>('signingBatches');
  const items = () => database<ItemRow>('signingItems');
  return {
    async open({ id, signer, runner, items: documents }) {
      const watched = new Map<string, string | null>();
      return database.transaction(async (transaction) => {
        const [batch] = await transaction<BatchRow>('signingBatches')
          .insert({ id, signer, runner })
          .returning('createdAt');
        // In one order for all: two batches with the same drafts wait for each other's rows, and must not do so
        // crosswise.
        const inOrder = [...documents.entries()].sort(([, a], [, b]) => (a.draftSha256 < b.draftSha256 ? -1 : 1));
        for (const [ordinal, document] of inOrder) {
          const row = { batchId: id, ordinal, ...document };
          // The partial unique index decides between two batches that want the same draft.
          const claimed = await transaction<ItemRow>('signingItems')
            .insert({ ...row, watched: false })
            .onConflict()
            .ignore()
            .returning('draftSha256');
          if (claimed.length > 0) continue;
          await transaction<ItemRow>('signingItems').insert({ ...row, watched: true });
          // What was in the way may have had its outcome in between: the batch that had it last knows it.
          const claim = await transaction('signingItems')
            .innerJoin('signingBatches', 'signingBatches.id', 'signingItems.batchId')
            .where({ draftSha256: document.draftSha256, watched: false })
            .orderBy('createdAt', 'desc')
            .first<{ batchId: string } | undefined>('batchId');
          watched.set(document.draftSha256, claim?.batchId ?? null);
        }
        return { createdAt: batch!.createdAt, watched };
      });
    },

    async find(id) {
      const batch = await batches()
        .select(...BATCH)
        .where({ id })
        .first();
      if (batch === undefined) return undefined;
      return {
        ...batch,
        items: await items()
          .select(...ITEM)
          .where({ batchId: id })
          .orderBy('ordinal'),
      };
    },

    async item(id, applicationNumber) {
      return items()
        .select(...ITEM)
        .where({ batchId: id, applicationNumber })
        .first();
    },

    async settle(id, applicationNumber, status, reason) {
      await items().where({ batchId: id, applicationNumber }).update({ status, reason });
    },

    async finish(id) {
      await database.transaction(async (transaction) => {
        // What is still on its way is no longer claimed by this batch: it may be signed again.
        await transaction<ItemRow>('signingItems')
          .where({ batchId: id })
          .whereIn('status', [...UNDER_WAY])
          .update({ watched: true });
        await transaction<BatchRow>('signingBatches')
          .where({ id })
          .whereNull('finishedAt')
          .update({ finishedAt: transaction.raw('clock_timestamp()') as unknown as Date });
      });
    },

    async touch(id, runner) {
      const touched = await batches()
        .where({ id, runner })
        .update({ aliveAt: database.raw('clock_timestamp()') as unknown as Date });
      return touched === 1;
    },

    async adopt(runner, silentForMs, inWork) {
      return batches()
        .whereNull('finishedAt')
        .whereNotIn('id', inWork)
        .andWhere((left) => {
          void left
            .where('aliveAt', '<=', database.raw(`clock_timestamp() - ? * interval '1 millisecond'`, [silentForMs]))
            .orWhere((dead) => {
              void dead
                .whereNot({ runner })
                .whereNotExists(
                  database('processes')
                    .whereRaw('processes.id = signing_batches.runner')
                    .andWhere('leasedUntil', '>', database.raw('clock_timestamp()')),
                );
            });
        })
        .update({ runner, aliveAt: database.raw('clock_timestamp()') as unknown as Date })
        .returning(BATCH);
    },

    async isUnderWay(draftSha256) {
      const row = await items()
        .select('draftSha256')
        .where({ draftSha256, watched: false })
        .whereIn('status', [...UNDER_WAY])
        .first();
      return row !== undefined;
    },
  };
}

export function grantHoldersTable(database: Knex): Store['grantHolders'] {
  const holders = () => database<GrantHolder>('grantHolders');
  return {
    async put(holder) {
      await holders().insert(holder).onConflict('draft_sha256').merge();
    },
    async find(draftSha256) {
      return holders().where({ draftSha256 }).first();
    },
    async remove(draftSha256) {
      await holders().where({ draftSha256 }).delete();
    },
  };
}
