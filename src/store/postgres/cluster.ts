import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { SERVER_ENVIRONMENT, type Binaries } from './binaries.ts';
import { PostgresUnavailable, systemCode } from './postgres-unavailable.ts';
import type { ServerAccount } from './server-account.ts';

/** Owner of the cluster and of our database. The application itself works as `kk_app` (migration 001). */
export const OWNER = 'kk_owner';
export const DATABASE = 'kk';

const passwordFile = (dataDir: string) => path.join(dataDir, 'kk_owner.password');

/** Major version that made the cluster; undefined when there is none yet. */
export function clusterMajor(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8'));
  } catch {
    return undefined;
  }
}

export function ownerPassword(dataDir: string): string {
  return readFileSync(passwordFile(dataDir), 'utf8').trim();
}

/**
 * Makes a cluster under a temporary name and renames it when complete: an interrupted first start leaves nothing
 * half-made. The owner's password is random, SCRAM on every connection, and lies inside the folder, which only the
 * server's account may read.
 */
export function createCluster(dataDir: string, binaries: Binaries, account: ServerAccount): void {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new PostgresUnavailable(
      `Folder ${dataDir} berisi berkas lain, bukan basis data. Kosongkan folder itu atau pilih VAR_DIR yang lain.`,
    );
  mkdirSync(path.dirname(dataDir), { recursive: true });
  const temporary = mkdtempSync(`${dataDir}.new-`);
  const give = (file: string) => account !== undefined && chownSync(file, account.uid, account.gid);
  const password = randomBytes(18).toString('base64url');
  const unfinished = path.join(temporary, 'cluster');
  const typed = path.join(temporary, 'password');
  try {
    give(temporary);
    writeFileSync(typed, `${password}\n`, { mode: 0o600 });
    give(typed);
    const flags = [
      '-D',
      unfinished,
      '-U',
      OWNER,
      '-A',
      'scram-sha-256',
      `--pwfile=${typed}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ];
    const run = spawnSync(path.join(binaries.folder, 'initdb'), flags, {
      ...account,
      env: SERVER_ENVIRONMENT,
      cwd: temporary,
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (run.status !== 0)
      throw new PostgresUnavailable(
        `Basis data baru tidak dapat dibuat (initdb ${binaries.version}): ${run.error?.message ?? run.stderr.trim()} Periksa ruang cakram dan izin folder ${path.dirname(dataDir)}.`,
      );
    writeFileSync(passwordFile(unfinished), password, { mode: 0o600 });
    moveInto(unfinished, dataDir);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Another process may have been first: then its cluster is used and ours thrown away. */
function moveInto(unfinished: string, dataDir: string): void {
  try {
    renameSync(unfinished, dataDir);
  } catch (error) {
    const taken =
      ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCode(error) ?? '') && clusterMajor(dataDir) !== undefined;
    if (!taken) throw error;
  }
}
