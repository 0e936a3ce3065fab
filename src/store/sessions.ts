import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData, type Store as SessionStore } from 'express-session';
import pg from 'pg';
import type { Logger } from 'pino';

const CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 5_000;
const PRUNE_SECONDS = 15 * 60;

export interface Sessions {
  readonly store: SessionStore;
  close(): Promise<void>;
}

/**
 * Sessions of the officers in PostgreSQL: they outlive a restart and are the same for all processes. A session ends
 * `idleSeconds` after it was last saved; reading it does not prolong it. `url` is the application's login
 * (`ensureLogins`).
 */
export function createSessions(options: { url: string; idleSeconds: number; logger: Logger }): Sessions {
  const { url, idleSeconds, logger } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'penerbitan-kk',
    max: CONNECTIONS,
    // As in database.ts: a log-in may wait for a thread that photos occupy.
    connectionTimeoutMillis: 20_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  });
  // the driver's own words may quote values
  pool.on('error', () => logger.warn('a database connection of the sessions failed'));
  const PgStore = connectPgSimple(session);
  /** Changes a session that goes on, and never makes it anew: a request may be under way while its officer logs out. */
  class OfficerSessions extends PgStore {
    override set(id: string, held: SessionData, done?: (error?: unknown) => void): void {
      if (!goesOn(held)) return super.set(id, held, done);
      pool.query(CHANGE, [held, idleSeconds, id]).then(
        () => done?.(),
        (error: unknown) => done?.(error),
      );
    }
  }
  const store = new OfficerSessions({
    pool,
    tableName: 'sessions', // of migration 017; the store makes none by itself
    ttl: idleSeconds,
    disableTouch: true,
    pruneSessionInterval: PRUNE_SECONDS,
    errorLog: () => logger.warn('expired sessions could not be removed'),
  });
  return {
    store,
    async close() {
      store.close();
      await pool.end();
    },
  };
}

const CHANGE = `update sessions set sess = $1, expire = clock_timestamp() + $2 * interval '1 second' where sid = $3`;

/** Something was done in it since it began (`login/session.ts`). */
const goesOn = ({ officer, activeAt }: Partial<SessionData>): boolean =>
  officer !== undefined && activeAt !== undefined && activeAt > officer.since;
