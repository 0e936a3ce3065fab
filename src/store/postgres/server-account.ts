import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** The system account the server runs under; undefined: our own. */
export type ServerAccount = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. An account that is there already is taken, none is made; an existing cluster keeps
 * its owner. Throws PostgresUnavailable when root has no such account.
 */
export function serverAccount(dataDir: string): ServerAccount {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statOrUndefined(path.join(dataDir, 'PG_VERSION'));
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([user]) => user === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new PostgresUnavailable(
    'PostgreSQL tidak mau dijalankan sebagai root, dan akun "postgres" maupun "nobody" tidak ada. Jalankan sebagai pengguna biasa, atau isi DATABASE_URL.',
  );
}

/**
 * Whether the account may pass every folder above the file. A home of mode 0700 (/root) stops it, and so does a folder
 * that is missing where root would make it so.
 */
export function isReachable(file: string, account: ServerAccount): boolean {
  if (account === undefined) return true;
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    const stats = statOrUndefined(folder) ?? asRootMakesIt();
    if ((stats.mode & passBit(stats, account)) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** A folder that is not there yet, as this process would make it. */
const asRootMakesIt = (): Pick<Stats, 'mode' | 'uid' | 'gid'> => ({ mode: 0o777 & ~process.umask(), uid: 0, gid: 0 });

function passBit(stats: Pick<Stats, 'uid' | 'gid'>, account: { uid: number; gid: number }): number {
  if (stats.uid === account.uid) return 0o100;
  return stats.gid === account.gid ? 0o010 : 0o001;
}

function statOrUndefined(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

/**
 * A stable place outside the project, owned by root: only for root with a project the server's account cannot reach.
 */
const SHELTER = '/var/tmp/penerbitan-kk-postgres';

export function shelteredPath(kind: 'data' | 'bin', original: string): string {
  mkdirSync(SHELTER, { recursive: true });
  const stats = lstatSync(SHELTER);
  if (!stats.isDirectory() || stats.uid !== 0)
    throw new PostgresUnavailable(`${SHELTER} bukan folder milik root. Hapus atau ganti namanya, lalu mulai lagi.`);
  chmodSync(SHELTER, 0o711); // whatever the umask
  return path.join(SHELTER, `${kind}-${createHash('sha256').update(original).digest('hex').slice(0, 12)}`);
}

/** The binaries, copied (60 MB, once) when they lie in a node_modules that the account cannot reach. */
export function reachableBinaries(binaries: Binaries, account: ServerAccount): Binaries {
  if (isReachable(path.join(binaries.folder, 'postgres'), account)) return binaries;
  const copy = shelteredPath('bin', `${binaries.version} ${binaries.folder}`);
  if (!existsSync(path.join(copy, 'bin'))) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(path.dirname(binaries.folder), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return { ...binaries, folder: path.join(copy, 'bin') };
}
