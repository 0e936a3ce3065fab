import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { takeOwnership } from '../src/machine/owner-file.ts';
import type { JvmHome } from './jvm-program.ts';
import { markOf } from './jvm-process.ts';
import { commandLineOf, endProcess } from './processes.ts';
import { StartError } from './start-error.ts';

const PATIENCE_MS = 20_000;

/** The right of one process to run the JVM of this folder. */
export interface Claim {
  /** Notes the JVM, so that a later start finds it should we be killed. */
  holds(pid: number): Promise<void>;
  release(): Promise<void>;
}

/**
 * Claims the folder for this process, and ends the JVM that a killed office left behind on it: it is ended and not
 * adopted, as it may run with other settings. Throws StartError when the process that owns it still lives.
 */
export async function claim(home: JvmHome, name: string): Promise<Claim> {
  const runDir = path.join(home.varDir, 'run');
  await mkdir(runDir, { recursive: true });
  const ownership = takeOwnership(path.join(runDir, `${name}.owner`));
  if ('heldBy' in ownership)
    throw new StartError(
      `Folder data ${home.varDir} sedang dipakai oleh kantor yang masih berjalan (proses ${ownership.heldBy}). Hentikan dahulu dengan Ctrl-C di jendelanya, atau pilih folder lain dengan VAR_DIR.`,
    );
  const note = path.join(runDir, `${name}.pid`);
  await endLeftover(note, markOf(home, name));
  return {
    holds: (pid) => writeFile(note, String(pid), { mode: 0o600 }),
    async release() {
      await rm(note, { force: true });
      ownership.release();
    },
  };
}

async function endLeftover(note: string, mark: string): Promise<void> {
  const pid = Number(await readFile(note, 'utf8').catch(() => ''));
  // The number may be another program's by now.
  if (pid > 0 && (await commandLineOf(pid)).includes(mark)) await endProcess(pid, PATIENCE_MS);
  await rm(note, { force: true });
}
