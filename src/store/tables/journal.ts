import type { Knex } from 'knex';
import { asJson, entryHash, GENESIS } from '../hash-chain.ts';
import type { JournalEntry, JournalRow, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';

const COLUMNS = [
  'id',
  'at',
  'applicationNumber',
  'actor',
  'event',
  'step',
  'detail',
  'previousHash',
  'hash',
] as const satisfies readonly (keyof JournalRow)[];
const BATCH = 1_000;

/** `length` counts the entries; 64 bit, so it comes as text. */
export interface ChainHead {
  readonly length: string;
  readonly hash: string;
}

/** `write` decides when an entry joins the chain: see create-store.ts. */
export function journalTable(database: Knex, write: Store['journal']['write']): Store['journal'] {
  return {
    write,

    async of(applicationNumber) {
      return database<JournalRow>('journal')
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('id');
    },

    async by(applicationNumbers, actor, events) {
      return database<JournalRow>('journal')
        .select(...COLUMNS)
        .where({ actor })
        .whereIn('applicationNumber', [...applicationNumbers])
        .whereIn('event', [...events])
        .orderBy('id');
    },

    async firstBrokenLink() {
      const { length, hash, last } = await readEnd(database);
      let previous = GENESIS;
      let position = 0n;
      for await (const row of upTo(database, length)) {
        position += 1n;
        if (row.id !== String(position)) return String(position); // an entry is gone
        if (row.previousHash !== previous || row.hash !== entryHash(previous, row)) return row.id;
        previous = row.hash;
      }
      if (String(position) !== length || last !== length) return String(position + 1n); // cut short, or grown past its head
      return previous === hash ? undefined : length;
    },

    async head() {
      const { length, hash } = await readEnd(database);
      return { length, hash };
    },

    async hashesAt(ids) {
      const rows = await database<JournalRow>('journal').select('id', 'hash').whereIn('id', ids);
      return new Map(rows.map(({ id, hash }) => [id, hash]));
    },

    async headAt(time) {
      const last = await database<JournalRow>('journal')
        .select('id', 'hash')
        .where('at', '<=', time)
        .orderBy('id', 'desc')
        .first();
      return last === undefined ? { length: '0', hash: GENESIS } : { length: last.id, hash: last.hash };
    },
  };
}

/** Rows in order, a batch at a time: the chain may be longer than memory. */
async function* upTo(database: Knex, length: string): AsyncGenerator<JournalRow> {
  for (let after = '0'; ;) {
    const rows = await database<JournalRow>('journal')
      .select(...COLUMNS)
      .where('id', '>', after)
      .andWhere('id', '<=', length)
      .orderBy('id')
      .limit(BATCH);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** One statement, one snapshot: writers move both together, so they agree even while others write. */
async function readEnd(database: Knex): Promise<ChainHead & { last: string }> {
  const [end] = await database<ChainHead>('journal_head').select<(ChainHead & { last: string })[]>(
    'length',
    'hash',
    database.raw('(select coalesce(max(id), 0) from journal) as last'),
  );
  return end ?? { length: '0', hash: '', last: '' };
}

/**
 * Adds entries to the end of the chain. The head row stays locked until the caller's transaction ends, so concurrent writers
 * queue here and form one chain; therefore this is the last thing a transaction does.
 */
export async function appendToChain(transaction: Knex.Transaction, entries: readonly JournalEntry[]): Promise<void> {
  const [head] = await transaction('journal_head')
    .select<(ChainHead & { now: Date })[]>('length', 'hash', transaction.raw('clock_timestamp() as now'))
    .forUpdate();
  if (head === undefined) throw new StoreError('no-chain-head', 'journal_head');
  let previousHash = head.hash;
  let position = BigInt(head.length);
  const rows: JournalRow[] = [];
  for (const { applicationNumber, actor, event, step, detail } of entries) {
    position += 1n;
    const entry = { id: String(position), at: head.now, applicationNumber, actor, event, step, detail: asJson(detail) };
    const hash = entryHash(previousHash, entry);
    rows.push({ ...entry, previousHash, hash });
    previousHash = hash;
  }
  await transaction<JournalRow>('journal').insert(rows);
  await transaction('journal_head').update({ length: String(position), hash: previousHash });
}
