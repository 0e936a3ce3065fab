import type { Logger } from 'pino';
import { openDatabase } from './database.ts';
import { ensureLogins } from './logins.ts';
import type { Store } from './store.ts';
import { sealed } from './store-error.ts';
import { journalTable } from './tables/journal.ts';

const STATEMENT_TIMEOUT_MS = 60_000;

export interface JournalReader extends Pick<Store['journal'], 'firstBrokenLink' | 'head' | 'hashesAt'> {
  close(): Promise<void>;
}

/** The journal alone, to be read beside a running office; prepares and changes nothing. */
export async function openJournal({
  url,
  logger,
}: {
  readonly url: string;
  readonly logger: Logger;
}): Promise<JournalReader> {
  const { application } = await ensureLogins(url);
  const database = openDatabase({ url: application, logger, connections: 2, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  const journal = sealed(journalTable(database, () => Promise.reject(new Error('a reader writes nothing'))));
  return {
    firstBrokenLink: () => journal.firstBrokenLink(),
    head: () => journal.head(),
    hashesAt: (ids) => journal.hashesAt(ids),
    close: () => database.destroy(),
  };
}
