import knexModule, { type Knex } from 'knex';
import type pg from 'pg';
import type { Logger } from 'pino';
import { preparedStatements } from './prepared-statements.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Upper bound of the pool; PostgreSQL's standard limit for all its clients is 100. */
  readonly connections: number;
  /** 0: as long as it takes. */
  readonly statementTimeoutMs: number;
  /** How long a transaction may do nothing, or it holds the journal's head for ever; 0: as long as it likes. */
  readonly idleTimeoutMs?: number;
  /** False: a COMMIT does not wait for the disk; a crash of the server loses the last moment. Default true. */
  readonly durable?: boolean;
}

/**
 * A pool whose column names are camelCase in TypeScript and snake_case in SQL. Nothing is connected before the first
 * query.
 */
export function openDatabase(asked: DatabaseOptions): Knex {
  const { url, logger, connections, statementTimeoutMs, idleTimeoutMs = 60_000, durable = true } = asked;
  const prepareStatements = preparedStatements();
  return knexModule({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'penerbitan-kk',
      // A log-in (SCRAM) waits for a thread that photos may occupy for seconds; a server that is away refuses at once.
      connectionTimeoutMillis: 20_000,
      keepAlive: true,
      ...(durable ? {} : { options: '-c synchronous_commit=off' }),
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleTimeoutMs,
    },
    pool: {
      min: 0,
      max: connections,
      afterCreate: (connection: pg.Client, done: (error: Error | null, connection: pg.Client) => void) => {
        prepareStatements(connection);
        done(null, connection);
      },
    },
    acquireConnectionTimeout: 25_000,
    compileSqlOnError: false,
    wrapIdentifier: (name, wrap) => wrap(snakeCase(name)),
    postProcessResponse: (response: unknown) =>
      Array.isArray(response)
        ? response.map(camelCaseRow)
        : isRow(response) && !('rows' in response)
          ? camelCaseRow(response)
          : response,
    log: {
      // the driver's own words may quote values
      warn: () => logger.warn('a database connection was given up'),
      error: () => logger.warn('a database connection failed'),
      debug: () => undefined,
      deprecate: () => undefined,
    },
  });
}

const snakeCase = named((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
const camelCase = named((name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));

/** A case reads some ten thousand columns, of the same few hundred names. */
function named(convert: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const converted = convert(name);
    known.set(name, converted);
    return converted;
  };
}

function camelCaseRow(row: unknown): unknown {
  if (!isRow(row)) return row;
  const converted: Record<string, unknown> = {};
  for (const name of Object.keys(row)) converted[camelCase(name)] = row[name];
  return converted;
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);
}
