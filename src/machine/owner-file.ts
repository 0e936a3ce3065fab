import { spawnSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Who uses a folder: `release` when we do, otherwise the process that does. */
export type Ownership = { readonly release: () => void } | { readonly heldBy: number };

/**
 * Makes this process the owner of what the file stands for, unless a living process is. The file of a process that was
 * killed is taken over, also when its number belongs to another program by now. A second call in the same process finds
 * it held.
 */
export function takeOwnership(file: string): Ownership {
  const ours = `${process.pid} ${identityOf(process.pid) ?? ''}\n`;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, ours, { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, file); // atomic: the file appears complete, or was there
        return { release: () => removeIf(file, ours) };
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
      }
      const theirs = read(file);
      const [pid = '', identity] = (theirs ?? '').trim().split(' ');
      if (identity !== undefined && identityOf(Number(pid)) === identity) return { heldBy: Number(pid) };
      if (theirs !== undefined) removeIf(file, theirs);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Moved aside before it is looked at: of two who find the same stale file, one removes it, and neither removes the
 * other's new one.
 */
function removeIf(file: string, content: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== content) linkSync(aside, file);
  rmSync(aside, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Distinguishes a process from a later one with the same number: when it was started. Undefined: it does not run. */
export function identityOf(pid: number): string | undefined {
  if (!(pid > 0)) return undefined;
  if (process.platform === 'linux') {
    // The name of the program may hold blanks and brackets; state and start time are the 1st and the 20th word behind
    // it.
    const words = read(`/proc/${pid}/stat`)
      ?.replace(/^.*\) /s, '')
      .split(' ');
    if (words === undefined || words[0] === 'Z') return undefined;
    return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${words[19]}`;
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim().replaceAll(/\s+/g, '-') || undefined;
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
