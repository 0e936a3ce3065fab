import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { createColumnSeal, NO_KEY, type ColumnSeal } from './column-seal.ts';
import { openDatabase } from './database.ts';
import { asJson } from './hash-chain.ts';
import { ensureLogins } from './logins.ts';
import { migrate } from './migrate.ts';
import { sealClearRows } from './seal-clear-rows.ts';
import { sealed, withoutValues } from './store-error.ts';
import type { JournalEntry, Store } from './store.ts';
import { accountsTable } from './tables/accounts.ts';
import { answerDraftsTable } from './tables/answer-drafts.ts';
import { archiveCopiesTable } from './tables/archive-copies.ts';
import { archivePackagesTable } from './tables/archive-packages.ts';
import { caseIndexTable } from './tables/case-index.ts';
import { caseNotesTable } from './tables/case-notes.ts';
import { casesTable } from './tables/cases.ts';
import { decisionsTable } from './tables/decisions.ts';
import { draftsTable } from './tables/drafts.ts';
import { dutiesTable } from './tables/duties.ts';
import { effectsTable } from './tables/effects.ts';
import { appendToChain, journalTable } from './tables/journal.ts';
import { engineWatchTable } from './tables/engine-watch.ts';
import { inquiriesTable } from './tables/inquiries.ts';
import { revocationsTable } from './tables/revocations.ts';
import { redrawnDraftsTable } from './tables/redrawn-drafts.ts';
import { screenSignaturesTable } from './tables/screen-signatures.ts';
import { immigrationClaimsTable } from './tables/immigration-claims.ts';
import { paperReadingsTable } from './tables/paper-readings.ts';
import { oldCardsTable } from './tables/old-cards.ts';
import { keptSearchesTable } from './tables/kept-searches.ts';
import { heldFilesTable } from './tables/held-files.ts';
import { linksTable } from './tables/links.ts';
import { conversationsTable } from './tables/conversations.ts';
import { messageFilesTable } from './tables/message-files.ts';
import { messagesTable } from './tables/messages.ts';
import { siakCardsTable } from './tables/siak-cards.ts';
import { siakNumbersTable } from './tables/siak-numbers.ts';
import { uploadsTable } from './tables/uploads.ts';
import { papersTable } from './tables/papers.ts';
import { judgementsTable } from './tables/judgements.ts';
import { peopleTable } from './tables/people.ts';
import { touchedCardsTable } from './tables/touched-cards.ts';
import { subjectsTable } from './tables/subjects.ts';
import { takingBacksTable } from './tables/taking-backs.ts';
import { workListTable } from './tables/work-list.ts';
import { workTiesTable } from './tables/work-ties.ts';
import { outboxTable } from './tables/outbox.ts';
import { processesTable } from './tables/processes.ts';
import { grantHoldersTable, signingBatchesTable } from './tables/signing-batches.ts';

const CONNECTIONS = 10;
const CONNECTIONS_ASIDE = 3;
const STATEMENT_TIMEOUT_MS = 15_000;

export interface StoreOptions {
  readonly url: string;
  readonly logger: Logger;
  /** DOCUMENT_KEY, 32 bytes, for what is sealed; left out by a command that touches nothing of it. */
  readonly key?: Uint8Array;
  /** Where an own database lies, for the message about a wrong key. */
  readonly dataDir?: string | undefined;
}

/**
 * The office's memory. Migrates first (as owner), then logs in as `kk_app`, a role that owns nothing and cannot become
 * the owner again.
 * Throws PostgresUnavailable when the database may not be prepared, WrongDocumentKey when its rows have another key; every function of the store throws StoreError,
 * free of values, when the database refuses.
 */
export async function createStore({ url, logger, key, dataDir }: StoreOptions): Promise<Store> {
  await migrate({ url, logger });
  const seal = key === undefined ? NO_KEY : createColumnSeal(key);
  if (key !== undefined) await sealClearRows({ url, logger, dataDir }, seal);
  const { application } = await ensureLogins(url);
  const options = { url: application, logger, statementTimeoutMs: STATEMENT_TIMEOUT_MS };
  const database = openDatabase({ ...options, connections: CONNECTIONS });
  const aside = openDatabase({ ...options, connections: CONNECTIONS_ASIDE });

  const transaction: Store['transaction'] = (work) => inTransaction({ database, aside, seal }, work);
  return {
    // A single statement is a transaction by itself.
    ...tables({ database, aside, seal }, (entry) => appendToChain(database, [entry])),
    transaction,
    ...sealed({
      ping: async () => void (await database.raw('select 1').timeout(3_000)),
      close: async () => void (await Promise.all([database.destroy(), aside.destroy()])),
    }),
  };
}

type Tables = Omit<Store, 'transaction' | 'ping' | 'close'>;

interface Opened {
  readonly database: Knex;
  readonly aside: Knex;
  readonly seal: ColumnSeal;
}

function tables({ database, aside, seal }: Opened, write: Store['journal']['write']): Tables {
  return {
    cases: sealed(casesTable(database, seal)),
    caseIndex: sealed(caseIndexTable(database, seal)),
    keptSearches: sealed(keptSearchesTable(database)),
    answerDrafts: sealed(answerDraftsTable(database, seal)),
    caseNotes: sealed(caseNotesTable(database, seal)),
    papers: sealed(papersTable(database)),
    paperReadings: sealed(paperReadingsTable(database)),
    immigrationClaims: sealed(immigrationClaimsTable(database)),
    screenSignatures: sealed(screenSignaturesTable(database)),
    uploads: sealed(uploadsTable(database)),
    subjects: sealed(subjectsTable(database)),
    drafts: sealed(draftsTable(database, seal)),
    revocations: sealed(revocationsTable(database, seal)),
    redrawnDrafts: sealed(redrawnDraftsTable(database)),
    siakCards: sealed(siakCardsTable(database)),
    siakNumbers: sealed(siakNumbersTable(database)),
    touchedCards: sealed(touchedCardsTable(database)),
    workList: sealed(workListTable(database, seal)),
    workTies: sealed(workTiesTable(database)),
    judgements: sealed(judgementsTable(database, seal)),
    takingBacks: sealed(takingBacksTable(database)),
    decisions: sealed(decisionsTable(database, seal)),
    journal: sealed(journalTable(database, write)),
    effects: sealed(effectsTable(database, aside)),
    messages: sealed(messagesTable(database)),
    messageFiles: sealed(messageFilesTable(database)),
    heldFiles: sealed(heldFilesTable(database, seal)),
    conversations: sealed(conversationsTable(database)),
    outbox: sealed(outboxTable(database)),
    signingBatches: sealed(signingBatchesTable(database)),
    grantHolders: sealed(grantHoldersTable(database)),
    processes: sealed(processesTable(database)),
    duties: sealed(dutiesTable(database)),
    archiveCopies: sealed(archiveCopiesTable(database)),
    archivePackages: sealed(archivePackagesTable(database)),
    people: sealed(peopleTable(database)),
    accounts: sealed(accountsTable(database)),
    links: sealed(linksTable(database)),
    inquiries: sealed(inquiriesTable(database, seal)),
    engineWatch: sealed(engineWatchTable(database)),
    oldCards: sealed(oldCardsTable(database)),
  };
}

/**
 * Commits what `work` did, or nothing of it. Journal entries wait until the end, so that the chain's head is locked by
 * the COMMIT alone: transactions neither queue behind each other's work nor deadlock over it. A transaction within
 * joins this one.
 */
async function inTransaction<T>({ database, aside, seal }: Opened, work: (store: Store) => Promise<T>): Promise<T> {
  const transaction = await database.transaction().catch((error: unknown) => {
    throw withoutValues(error);
  });
  const entries: JournalEntry[] = [];
  const store: Store = {
    ...tables({ database: transaction, aside, seal }, (entry) => {
      entries.push({ ...entry, detail: asJson(entry.detail) });
      return Promise.resolve();
    }),
    transaction: (inner) => inner(store),
    ping: () => Promise.resolve(),
    close: () => Promise.reject(new Error('a transaction ends by itself')),
  };
  try {
    const result = await work(store);
    await commit(transaction, entries);
    return result;
  } catch (error) {
    await transaction.rollback().catch(() => undefined); // the connection is gone, and the work with it
    throw error;
  }
}

async function commit(transaction: Knex.Transaction, entries: readonly JournalEntry[]): Promise<void> {
  try {
    // PostgreSQL answers COMMIT of a failed transaction with a silent ROLLBACK; any statement before it speaks up
    await (entries.length > 0 ? appendToChain(transaction, entries) : transaction.raw('select 1'));
    await transaction.commit();
    // Whether the COMMIT itself was done: knex says so here only.
    await transaction.executionPromise;
  } catch (error) {
    throw withoutValues(error);
  }
}
