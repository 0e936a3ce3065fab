import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OLDEST_MAJOR, readVersion, type Binaries } from './binaries.ts';

/** The PostgreSQL installations of this machine, best guess first, newest first within one packager. */
export function localBinaries(): Binaries[] {
  const found = new Map<string, Binaries>();
  for (const candidate of candidateFolders()) {
    const folder = serverFolder(candidate);
    if (folder === undefined || found.has(folder)) continue;
    const reading = readVersion(folder);
    if ('version' in reading && reading.major >= OLDEST_MAJOR)
      found.set(folder, { folder, ...reading, source: 'local' });
  }
  return [...found.values()];
}

function candidateFolders(): string[] {
  return [
    ...ofPgConfig(),
    '/usr/local/bin',
    '/usr/bin',
    '/usr/local/pgsql/bin',
    ...versioned('/usr/lib/postgresql', /^\d+$/, 'bin'), // Debian, Ubuntu
    ...versioned('/usr', /^pgsql-\d+$/, 'bin'), // PGDG on RHEL
    ...['/opt/homebrew/opt', '/usr/local/opt', '/home/linuxbrew/.linuxbrew/opt'].flatMap((root) =>
      versioned(root, /^postgresql(@\d+)?$/, 'bin'),
    ),
    ...versioned('/Applications/Postgres.app/Contents/Versions', /^\d+$/, 'bin'),
  ];
}

/** The installation that the caller's PATH knows, wherever it is (asdf, nix, conda). */
function ofPgConfig(): string[] {
  const run = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8', timeout: 5_000, cwd: tmpdir() });
  return run.status === 0 ? [run.stdout.trim()] : [];
}

function versioned(root: string, pattern: RegExp, tail: string): string[] {
  let names: string[];
  try {
    names = readdirSync(root);
  } catch {
    return [];
  }
  const number = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
  return names
    .filter((name) => pattern.test(name))
    .sort((a, b) => number(b) - number(a))
    .map((name) => path.join(root, name, tail));
}

/**
 * The real folder behind a link in /usr/local/bin, when it holds both programs. Debian's PATH has `psql` alone: no
 * server.
 */
function serverFolder(candidate: string): string | undefined {
  try {
    const folder = path.dirname(realpathSync(path.join(candidate, 'postgres')));
    for (const program of ['postgres', 'initdb']) accessSync(path.join(folder, program), constants.X_OK);
    return folder;
  } catch {
    return undefined;
  }
}
