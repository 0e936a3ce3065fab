import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Oldest PostgreSQL whose SQL the migrations use. */
export const OLDEST_MAJOR = 14;

/** A folder with `postgres` and `initdb` in it. */
export interface Binaries {
  readonly folder: string;
  readonly version: string;
  readonly major: number;
  readonly source: 'local' | 'embedded';
}

/** Nothing of the caller's shell: PGDATA, PGPORT or a LANG that is not installed would change the server. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' };

export type VersionReading = { readonly version: string; readonly major: number } | { readonly problem: string };

/** Asks the program itself; a binary for another machine or without its libraries does not answer. */
export function readVersion(folder: string): VersionReading {
  const run = spawnSync(path.join(folder, 'postgres'), ['-V'], {
    encoding: 'utf8',
    timeout: 15_000,
    cwd: tmpdir(),
    env: SERVER_ENVIRONMENT,
  });
  const match = /(\d+)(\.\d+|beta\d+|rc\d+)?/.exec(run.stdout ?? '');
  if (run.status !== 0 || match === null)
    return { problem: run.error?.message ?? (run.stderr.trim() || 'tidak menjawab') };
  return { version: match[0], major: Number(match[1]) };
}
