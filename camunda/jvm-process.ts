import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { JvmHome, JvmProgram } from './jvm-program.ts';
import { limitLog, openLog } from './log-file.ts';
import { commandLineOf, endProcess } from './processes.ts';

/** SIGTERM lets the broker write its snapshot and OpenSearch its translog; more than this helps nobody. */
const PATIENCE_MS = 20_000;

export interface JvmProcess {
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process is gone, for whatever reason. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

/** The pid file: whose JVM this is, so that a later start can tell a living office from the leftover of a killed one. */
export interface PidFile {
  readonly pid: number;
  readonly owner: number;
  readonly ownerCommand: string;
}

export function pidFileOf(home: JvmHome, name: string): string {
  return path.join(home.varDir, 'run', `${name}.pid`);
}

/** Stands on the command line of each of our JVMs, so that a recycled process number is never mistaken for it. */
export function markOf(home: JvmHome, name: string): string {
  return `-Dkk.part=${name}@${home.varDir}`;
}

/**
 * Starts one JVM in its own process group: Ctrl-C reaches our parent first, which stops the parts in their order.
 * Throws when the program cannot be run at all.
 */
export async function startJvm(program: JvmProgram, home: JvmHome): Promise<JvmProcess> {
  const logFile = path.join(home.varDir, 'logs', `${program.name}.log`);
  await mkdir(path.dirname(logFile), { recursive: true });
  await mkdir(path.join(home.varDir, 'run'), { recursive: true });
  const output = openLog(logFile);
  const child = spawn(home.java, javaArguments(program, home), {
    cwd: path.join(home.varDir, 'run'),
    detached: true,
    env: { ...home.machine, ...program.environment },
    stdio: ['ignore', output, output],
  });
  const stopLimit = limitLog(logFile);
  let running = true;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running = false;
      stopLimit();
      resolve();
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid!));
    child.once('error', reject);
  }).finally(() => closeSync(output));
  const note: PidFile = { pid, owner: process.pid, ownerCommand: await commandLineOf(process.pid) };
  const pidFile = pidFileOf(home, program.name);
  await writeFile(pidFile, JSON.stringify(note));
  return {
    pid,
    logFile,
    gone,
    async stop() {
      // The number of a process that is gone may already be somebody else's.
      if (running) await endProcess(pid, PATIENCE_MS);
      await gone;
      await rm(pidFile, { force: true });
    },
  };
}

function javaArguments(program: JvmProgram, home: JvmHome): string[] {
  return [
    markOf(home, program.name),
    `-Xmx${program.maxHeapMb}m`,
    // One core's worth of compiler and collector: starts in two thirds of the time, and nothing here runs hot.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-XX:+ExitOnOutOfMemoryError',
    '-Dfile.encoding=UTF-8',
    ...Object.entries(program.systemProperties).map(([name, value]) => `-D${name}=${value}`),
    '-cp',
    path.join(program.lib, '*'),
    program.mainClass,
    ...program.arguments,
  ];
}
