import { readFile, rm } from 'node:fs/promises';
import type { JvmHome } from './jvm-program.ts';
import { markOf, pidFileOf, type PidFile } from './jvm-process.ts';
import { commandLineOf, endProcess } from './processes.ts';
import { StartError } from './start-error.ts';

/**
 * Ends the JVM that a killed office left behind on this data. It is ended and not adopted: it may run with other settings.
 * Throws StartError when its office still lives, because two engines on one folder destroy the data.
 */
export async function endLeftover(home: JvmHome, name: string): Promise<void> {
  const file = pidFileOf(home, name);
  const note = parse(await readFile(file, 'utf8').catch(() => ''));
  if (note === undefined) return;
  if ((await commandLineOf(note.pid)).includes(markOf(home, name))) {
    const ownerLives =
      note.ownerCommand !== '' && note.owner !== process.pid && (await commandLineOf(note.owner)) === note.ownerCommand;
    if (ownerLives)
      throw new StartError(
        `Folder data ${home.varDir} sedang dipakai oleh kantor yang masih berjalan (proses ${note.owner}). Hentikan dahulu dengan Ctrl-C di jendelanya, atau pilih folder lain dengan VAR_DIR.`,
      );
    await endProcess(note.pid, 20_000);
  }
  await rm(file, { force: true });
}

function parse(text: string): PidFile | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPidFile(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPidFile(value: unknown): value is PidFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    'owner' in value &&
    'ownerCommand' in value &&
    typeof value.pid === 'number' &&
    typeof value.owner === 'number' &&
    typeof value.ownerCommand === 'string'
  );
}
