import { accessSync, chmodSync, constants, mkdirSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

const DISK = '/dev/shm';
const FOLDER = /^kk-tests-(\d+)$/;
const GIBIBYTE = 2 ** 30;
/** Databases, documents and browser profiles of all lanes and offices together take less. */
const ROOM = 4 * GIBIBYTE;
/** What lies on a disk in memory is memory that PostgreSQL, Java and Chromium then lack. */
const MEMORY = 8 * GIBIBYTE;

/**
 * Puts what the tests write, from now on and in every process begun by this one, on a disk in memory, if the machine has
 * one that is large enough: they make and remove whole databases and thousands of small files, which an office writes
 * through to its disk one by one. Answers the folder, which is removed when this process ends; undefined: no such disk,
 * or somebody has chosen a place (TMPDIR), and everything lies where it would.
 */
export function workInMemory(): string | undefined {
  if (process.env['TMPDIR'] !== undefined || !isRoomy()) return undefined;
  removeLeftovers();
  const folder = path.join(DISK, `kk-tests-${process.pid}`);
  mkdirSync(folder);
  // Passable for the account PostgreSQL runs under, whatever the umask.
  chmodSync(folder, 0o711);
  process.env['TMPDIR'] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Programs must be allowed to run from it: a test unpacks a browser. */
function isRoomy(): boolean {
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .findLast(([, place]) => place === DISK);
    if (mount?.[2] !== 'tmpfs' || mount[3]!.split(',').includes('noexec')) return false;
    accessSync(DISK, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(DISK);
    return bavail * bsize >= ROOM && process.availableMemory() >= MEMORY;
  } catch {
    return false;
  }
}

/** Of runs that were killed: they would take memory for ever. */
function removeLeftovers(): void {
  for (const name of readdirSync(DISK)) {
    const pid = FOLDER.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      try {
        rmSync(path.join(DISK, name), { recursive: true, force: true });
      } catch {
        continue; // another account's
      }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
