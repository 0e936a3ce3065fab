import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import { PostgresUnavailable, systemCode } from './postgres/postgres-unavailable.ts';
import { withoutValues } from './store-error.ts';

/** Any number, the same in every starter: "KK" in ASCII. */
const STARTERS_LOCK = 0x4b4b;

/**
 * Brings the schema up to date, as owner of the database. Two starters at once: the second waits and finds nothing to
 * do. Throws PostgresUnavailable when the login of DATABASE_URL may not make roles or tables.
 */
export async function migrate({ url, logger }: { url: string; logger: Logger }): Promise<void> {
  // On a large database one index may take an hour, and the guard does nothing all the while: were its session ended,
  // the next starter would begin the same.
  const database = openDatabase({ url, logger, connections: 2, statementTimeoutMs: 0, idleTimeoutMs: 0 });
  try {
    const guard = await database.transaction();
    try {
      await guard.raw('select pg_advisory_xact_lock(?)', [STARTERS_LOCK]);
      await runPending(database, logger);
    } finally {
      await guard.rollback();
    }
  } catch (error) {
    if (systemCode(error) === '42501')
      throw new PostgresUnavailable(
        'Pengguna pada DATABASE_URL belum boleh menyiapkan basis data. Jadikan ia pemilik basis data dan beri hak CREATEROLE (ALTER ROLE ... CREATEROLE), lalu mulai lagi.',
      );
    throw withoutValues(error);
  } finally {
    await database.destroy();
  }
}

async function runPending(database: Knex, logger: Logger): Promise<void> {
  const config: Knex.MigratorConfig = { migrationSource, tableName: 'schema_migrations' };
  // knex's own lock row survives a killed starter; whoever holds the advisory lock knows that it is stale
  await database.migrate.forceFreeMigrationsLock(config);
  const [, applied] = (await database.migrate.latest(config)) as [number, string[]];
  if (applied.length > 0) logger.info({ applied }, 'the schema of the database is up to date');
}

/** The list is imported, not read from a folder: it works the same in tests and from any working directory. */
const migrationSource: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve([...MIGRATIONS]),
  getMigrationName: ({ name }) => name,
  getMigration: ({ sql }) =>
    Promise.resolve({ up: (trx) => trx.raw(sql), down: () => Promise.reject(new Error('migrations only go forward')) }),
};
