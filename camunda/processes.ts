import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The command line of a process, to be sure that a number still means the program it meant; empty when it is gone. */
export async function commandLineOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
  } catch {
    return run('ps', ['-o', 'command=', '-p', String(pid)]).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    );
  }
}

/**
 * Asks a process to end, and ends it when it has not after `patienceMs`; 0 ends it at once. Resolves when it is gone.
 */
export async function endProcess(pid: number, patienceMs: number): Promise<void> {
  if (patienceMs > 0) send(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid) && waited < patienceMs; waited += 100) await wait(100);
  if (!isAlive(pid)) return;
  send(pid, 'SIGKILL');
  for (let waited = 0; isAlive(pid) && waited < 5000; waited += 50) await wait(50);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}
