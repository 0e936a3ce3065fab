import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { createStore } from '../../src/store/create-store.ts';
import { ensureLogins, type Logins } from '../../src/store/logins.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startPostgres, type RunningPostgres } from '../../src/store/postgres/start-postgres.ts';
import type { Store } from '../../src/store/store.ts';
import { atEnd } from '../at-end.ts';
import './one-at-a-time.ts';

export interface TestDatabase {
  /** A store on a fresh, migrated database; made before the suite, dropped after it. */
  readonly store: Store;
  /** Address with the owner's password, for a second store or a look behind the store's back. */
  readonly url: string;
  /** Address with the login of the application. */
  readonly applicationUrl: string;
  /** One statement as the superuser. */
  asOwner(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** One statement in the role of the application. */
  asApplication(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

/** Opens the applications of every store in the tests. */
export const DOCUMENT_KEY = Buffer.alloc(32, 7);

export const silent = pino({ level: 'silent' });

/** For logs that are searched for numbers of people: digits of a time or a process would look like one by chance. */
export const NO_CHANCE = { timestamp: false, base: null } as const;

/**
 * Address of a server for the tests, which they neither start nor stop: `npm run mutate` keeps one for thousands of
 * runs. Every suite then drops its database.
 */
const KEPT_SERVER = process.env['TEST_POSTGRES_URL'];

/**
 * Call it inside `describe`: gives the suite a real PostgreSQL with a database of its own. The cluster is made once per
 * process, in a temporary folder, without fsync; it runs until the process has run its last suite.
 */
export function withDatabase(): TestDatabase {
  let url = '';
  let applicationUrl = '';
  let store: Store | undefined;
  /** A connection costs more processor than most statements. */
  let owner: pg.Pool | undefined;

  before(async () => {
    const made = await newDatabase(await enterCluster());
    ({ url, store } = made);
    owner = new pg.Pool({ connectionString: url, max: 4 });
    // A test may end connections that rest here: the next statement gets another.
    owner.on('error', () => undefined);
    applicationUrl = made.logins.application;
  });

  after(async () => {
    await owner?.end();
    await store?.close();
    if (KEPT_SERVER && url !== '') await query(KEPT_SERVER, dropping(url));
    else if (url !== '') left.push(url);
    await leaveCluster();
  });

  return {
    get store() {
      if (store === undefined) throw new Error('the store is there once the suite has begun');
      return store;
    },
    get url() {
      return url;
    },
    get applicationUrl() {
      return applicationUrl;
    },
    asOwner: async (sql, values = []) => {
      if (owner === undefined) throw new Error('the database is there once the suite has begun');
      return (await owner.query<Record<string, unknown>>(sql, [...values])).rows;
    },
    asApplication: (sql, values = []) => query(url, sql, values, 'kk_app'),
  };
}

/** A fresh, migrated database in the cluster. */
export async function newDatabase({
  url: clusterUrl,
}: RunningPostgres): Promise<{ url: string; store: Store; logins: Logins }> {
  migrated ??= makeMigrated(clusterUrl);
  for (const url of left.splice(0)) await query(clusterUrl, dropping(url));
  const url = await createDatabase(clusterUrl, `template ${await migrated}`);
  const store = await createStore({ url, logger: silent, key: DOCUMENT_KEY });
  return { url, store, logins: await ensureLogins(url) };
}

/** Name of the database that every other is a copy of: copying takes a fifth of the time that all migrations take. */
let migrated: Promise<string> | undefined;

async function makeMigrated(clusterUrl: string): Promise<string> {
  const url = await createDatabase(clusterUrl);
  await migrate({ url, logger: silent });
  return nameOf(url);
}

async function createDatabase(clusterUrl: string, how = ''): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await query(clusterUrl, `create database ${name} ${how}`);
  return clusterUrl.replace(/[^/]+$/, name);
}

/** Databases of suites that have ended: dropped when the next suite begins, as what else a suite had closes after it. */
const left: string[] = [];
const dropping = (url: string) => `drop database ${nameOf(url)} with (force)`;

const nameOf = (url: string) => new URL(url).pathname.slice(1);

let folder: string | undefined;
let users = 0;
let staysOpen = false;
let cluster: Promise<RunningPostgres> | undefined;

/** Lets the cluster run between suites, for a process that calls `closeWhatIsShared`. */
export function keepClusterOpen(): void {
  staysOpen = true;
  atEnd(stopCluster);
}

/** The cluster of this run; each call needs a `leaveCluster`. */
export async function enterCluster(): Promise<RunningPostgres> {
  users += 1;
  folder ??= temporaryFolder();
  cluster ??= startPostgres({
    dataDir: path.join(folder, 'pg'),
    databaseUrl: KEPT_SERVER,
    logger: silent,
    progress: () => undefined,
    durable: false,
  });
  return cluster;
}

export async function leaveCluster(): Promise<void> {
  users -= 1;
  if (users === 0 && !staysOpen) await stopCluster();
}

async function stopCluster(): Promise<void> {
  const running = cluster;
  cluster = undefined;
  await (await running)?.stop();
}

const madeFolders: string[] = [];

/** Removed when the process ends; passable for the account PostgreSQL runs under. */
export function temporaryFolder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'kk-test-'));
  chmodSync(made, 0o711);
  if (madeFolders.push(made) === 1)
    process.once('exit', () => madeFolders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  return made;
}

export async function query(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
  role?: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (role !== undefined) await client.query(`set role ${role}`);
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}
