import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { JvmHome } from './jvm-program.ts';
import { markOf } from './jvm-process.ts';
import { commandLineOf, endProcess, identityOf } from './processes.ts';
import { StartError } from './start-error.ts';

const PATIENCE_MS = 20_000;

/** The right of one process to run the JVM of this folder, kept in `run/<name>.json`. */
export interface Claim {
  /** Notes the JVM, so that a later start finds it should we be killed. */
  holds(pid: number): Promise<void>;
  release(): Promise<void>;
}

interface Note {
  readonly owner: number;
  /** Of the owner: a process number alone may come again after a restart of the machine. */
  readonly identity: string;
  readonly jvm?: number;
}

/**
 * Claims the folder for this process, and ends the JVM that a killed office left behind on it: it is ended and not
 * adopted, as it may run with other settings. Throws StartError when the office that owns it still lives.
 */
export async function claim(home: JvmHome, name: string): Promise<Claim> {
  const file = path.join(home.varDir, 'run', `${name}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  const mine: Note = { owner: process.pid, identity: await identityOf(process.pid) };
  while (!(await create(file, mine))) await clear(file, home, name);
  return {
    async holds(jvm) {
      // By rename: a reader never finds half a note.
      await writeFile(`${file}.${process.pid}`, JSON.stringify({ ...mine, jvm }), { mode: 0o600 });
      await rename(`${file}.${process.pid}`, file);
    },
    release: () => rm(file, { force: true }),
  };
}

async function create(file: string, note: Note): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(note), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes what a dead owner left; throws StartError when the owner lives. */
async function clear(file: string, home: JvmHome, name: string): Promise<void> {
  const note = parse(await readFile(file, 'utf8').catch(() => ''));
  if (note !== undefined) {
    if ((await identityOf(note.owner)) === note.identity)
      throw new StartError(
        `Folder data ${home.varDir} sedang dipakai oleh kantor yang masih berjalan (proses ${note.owner}). Hentikan dahulu dengan Ctrl-C di jendelanya, atau pilih folder lain dengan VAR_DIR.`,
      );
    if (note.jvm !== undefined && (await commandLineOf(note.jvm)).includes(markOf(home, name)))
      await endProcess(note.jvm, PATIENCE_MS);
  }
  await rm(file, { force: true });
}

function parse(text: string): Note | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isNote(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isNote(value: unknown): value is Note {
  return (
    typeof value === 'object' &&
    value !== null &&
    'owner' in value &&
    'identity' in value &&
    typeof value.owner === 'number' &&
    typeof value.identity === 'string' &&
    value.identity !== ''
  );
}
