import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { openDatabase } from './database.ts';
import { ensureLogins } from './logins.ts';

/** A command may read for longer than a page; milliseconds. */
const STATEMENT_TIMEOUT_MS = 60_000;

/**
 * The database for a command beside a running office, in the role of the application; prepares nothing. The caller
 * destroys it.
 */
export async function openReadingDatabase({
  url,
  logger,
}: {
  readonly url: string;
  readonly logger: Logger;
}): Promise<Knex> {
  const { application } = await ensureLogins(url);
  return openDatabase({ url: application, logger, connections: 2, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
}
