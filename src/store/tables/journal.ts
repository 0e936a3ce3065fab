import type { Knex } from 'knex';
import { asJson, cutContent, entryHash, GENESIS } from '../hash-chain.ts';
import type { JournalEntry, JournalRow, Store } from '../store.ts';

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
        if (row.previousHash !== previous || !hasItsHash(row, previous)) return row.id;
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

/** An owner can put into a row what no entry of ours holds and no hash is made of: a time without end, say. */
function hasItsHash(row: JournalRow, previous: string): boolean {
  try {
    return row.hash === entryHash(previous, row);
  } catch {
    return false;
  }
}

/** Rows in order, those before the first too, a batch at a time: the chain may be longer than memory. */
async function* upTo(database: Knex, length: string): AsyncGenerator<JournalRow> {
  for (let after: string | undefined; ;) {
    const begun = database<JournalRow>('journal').where('id', '<=', length);
    const going = after === undefined ? begun : begun.andWhere('id', '>', after);
    const rows: JournalRow[] = await going
      .select(...COLUMNS)
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
 * Lets entries join the chain when the transaction of this statement commits: the database locks the head then, adds
 * them and lets it go with the commit. Until then nobody sees them, and nobody waits.
 */
export async function appendToChain(database: Knex, entries: readonly JournalEntry[]): Promise<void> {
  const arrivals = entries.map(({ applicationNumber, actor, event, step, detail }) => {
    const entry = { applicationNumber, actor, event, step, detail: asJson(detail) };
    return { ...entry, ...cutContent(entry) };
  });
  await database('journalArrivals').insert({ entries: JSON.stringify(arrivals) });
}
