import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER_ENVIRONMENT, type Binaries } from './binaries.ts';
import { PostgresUnavailable, systemCode } from './postgres-unavailable.ts';
import type { ServerAccount } from './server-account.ts';

/** Without end time the launcher would wait for ever on a full or broken disk. */
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;

/** What a running server says of itself in postmaster.pid (lines 1, 4 and 8). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export function readPostmaster(dataDir: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map((line) => line.trim());
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7] === 'ready' } : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Whether this process is there and is a PostgreSQL, by the name of its program: its arguments may name anything. */
export function isPostgres(pid: number): boolean {
  return isAlive(pid) && path.basename(programOf(pid)).startsWith('postgres');
}

/** Empty when the process is gone. */
function programOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * After a reboot, and always in a container, the pid in a left-over postmaster.pid may belong to another program of
 * ours; PostgreSQL would then refuse to start for ever. A pid that is gone is left to PostgreSQL's own check.
 */
export function removeStaleLock(dataDir: string): void {
  const seen = readPostmaster(dataDir);
  if (seen !== undefined && isAlive(seen.pid) && !isPostgres(seen.pid)) rmSync(path.join(dataDir, 'postmaster.pid'));
}

/**
 * Fast shutdown (SIGINT: sessions are rolled back and closed); after 20 s the immediate one, which costs a recovery at
 * the next start.
 */
export async function stopServer(dataDir: string, pid: number): Promise<void> {
  const running = () => isAlive(pid) && readPostmaster(dataDir)?.pid === pid;
  if (!running()) return;
  process.kill(pid, 'SIGINT');
  for (const started = Date.now(); running(); await sleep(10)) {
    if (Date.now() - started < STOP_WITHIN_MS) continue;
    process.kill(pid, 'SIGQUIT');
    return;
  }
}

/** Ends the server as a power failure would; its backends notice and end too. */
export function killServer(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error; // it has ended by itself
  }
}

export interface ServerStart {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly account: ServerAccount;
  /** A wish from the settings; without one the last port is kept when it is free. */
  readonly port: number | undefined;
  /** False only for throw-away clusters of tests. */
  readonly durable: boolean;
}

export type StartAttempt =
  | { readonly pid: number; readonly port: number }
  | { readonly lockedBy: 'another-server' }
  | { readonly portTaken: number };

/**
 * One attempt to start the server. Throws PostgresUnavailable with the end of its log when it dies for another reason
 * than lock or port.
 */
export async function startServer({
  dataDir,
  binaries,
  account,
  port: wanted,
  durable,
}: ServerStart): Promise<StartAttempt> {
  const logFile = `${dataDir}.log`;
  const port = wanted ?? (await freePort(lastPort(dataDir)));
  const log = openSync(logFile, 'a', 0o600);
  const logStart = statSync(logFile).size;
  // detached: Ctrl-C in the terminal reaches the office only, which then stops the database last
  const child = spawn(path.join(binaries.folder, 'postgres'), serverFlags(dataDir, port, durable), {
    ...account,
    env: SERVER_ENVIRONMENT,
    cwd: tmpdir(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let end: string | undefined;
  child.once('error', (error) => (end = error.message));
  child.once('exit', (code, signal) => (end ??= `berhenti (${code ?? signal})`));
  for (const started = Date.now(); end === undefined; await sleep(5)) {
    const postmaster = readPostmaster(dataDir);
    if (child.pid !== undefined && postmaster?.pid === child.pid && postmaster.ready) {
      child.unref(); // the server alone must not keep the office alive
      writeFileSync(`${dataDir}.port`, String(port));
      return { pid: child.pid, port };
    }
    if (Date.now() - started > READY_WITHIN_MS) {
      child.kill('SIGQUIT');
      end = `tidak siap dalam ${READY_WITHIN_MS / 1000} detik`;
    }
  }
  const said = readFileSync(logFile).subarray(logStart).toString();
  // the second: children of a server that was killed have not noticed yet
  if (/lock file .* already exists|pre-existing shared memory block/.test(said)) return { lockedBy: 'another-server' };
  if (/could not bind|Address already in use/.test(said)) return { portTaken: port };
  throw new PostgresUnavailable(
    `PostgreSQL ${binaries.version} tidak dapat dimulai: ${end}. Periksa ruang cakram dan catatan ${logFile}:\n${said.trim().split('\n').slice(-6).join('\n')}`,
  );
}

function serverFlags(dataDir: string, port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'off',
    // ERROR lines, their DETAIL and the failed statement quote values: personal data. Our own log names code and
    // constraint.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function lastPort(dataDir: string): number {
  try {
    return Number(readFileSync(`${dataDir}.port`, 'utf8'));
  } catch {
    return 0;
  }
}

/** The wanted loopback port when it is free, else any free one. */
async function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
