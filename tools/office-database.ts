import path from 'node:path';
import type { Config } from '../src/config/config.ts';
import { checkGivenServer } from '../src/store/postgres/given-server.ts';
import { runningServerUrl } from '../src/store/postgres/running-server.ts';

/**
 * Address of the database that a command reads: that of DATABASE_URL, or the office's own server while it runs. Throws
 * PostgresUnavailable, which says in Indonesian what to do, when neither answers.
 */
export async function officeDatabase({ databaseUrl, varDir }: Pick<Config, 'databaseUrl' | 'varDir'>): Promise<string> {
  if (databaseUrl === undefined) return runningServerUrl(path.join(varDir, 'postgres'));
  await checkGivenServer(databaseUrl);
  return databaseUrl;
}
