import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { JvmHome, JvmProgram } from './jvm-program.ts';
import { limitLog, openLog } from './log-file.ts';
import { endProcess } from './processes.ts';

/** An orderly stop takes a tenth of a second, and seconds when requests are still answered. */
const PATIENCE_MS = 20_000;

export interface JvmProcess {
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process is gone, for whatever reason. */
  readonly gone: Promise<void>;
  /** Asks it to end, and ends it when it has not after `patienceMs` (20 s). */
  stop(patienceMs?: number): Promise<void>;
}

/** Stands on the command line of each of our JVMs, so that a recycled process number is never mistaken for it. */
export function markOf(home: JvmHome, name: string): string {
  return `-Dkk.part=${name}@${home.varDir}`;
}

/**
 * Starts one JVM in its own process group: Ctrl-C reaches our parent first, which stops it in its turn. Secrets go by
 * the environment, which only the same account can read; the command line is open to everybody.
 * Throws when the program cannot be run at all.
 */
export async function startJvm(program: JvmProgram, home: JvmHome): Promise<JvmProcess> {
  const logFile = path.join(home.varDir, 'logs', `${program.name}.log`);
  const runDir = path.join(home.varDir, 'run');
  await mkdir(path.dirname(logFile), { recursive: true });
  await mkdir(runDir, { recursive: true });
  const output = openLog(logFile);
  const child = spawn(home.java, [markOf(home, program.name), ...program.jvmArguments, program.mainClass], {
    cwd: runDir,
    detached: true,
    env: { ...home.machine, ...program.environment, CLASSPATH: program.classPath.join(path.delimiter) },
    stdio: ['ignore', output, output],
  });
  const stopLimit = limitLog(logFile);
  let running = true;
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      running = false;
      stopLimit();
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid!));
    child.once('error', reject);
  }).finally(() => closeSync(output));
  return {
    pid,
    logFile,
    gone,
    async stop(patienceMs = PATIENCE_MS) {
      // The number of a process that is gone may already be somebody else's.
      if (running) await endProcess(pid, patienceMs);
      await gone;
    },
  };
}
