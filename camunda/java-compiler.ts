import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Java } from './java.ts';
import { OLDEST_JAVA } from './java.ts';
import { StartError } from './start-error.ts';

const run = promisify(execFile);

export interface Compilation {
  readonly java: Java;
  readonly sources: readonly string[];
  readonly classPath: readonly string[];
  /** Receives the classes; what lies there already is put into the jar too. */
  readonly classes: string;
  readonly jar: string;
  readonly signal?: AbortSignal | undefined;
}

/** Compiles Java sources into one jar, with the tools of the JDK. Throws StartError with the compiler's first error. */
export async function compileJar({ java, sources, classPath, classes, jar, signal }: Compilation): Promise<void> {
  const tool = (name: string) => path.join(java.home, 'bin', name);
  const options = { maxBuffer: Infinity, ...(signal === undefined ? {} : { signal }) };
  try {
    await run(
      tool('javac'),
      [
        ...['--release', String(OLDEST_JAVA), '-encoding', 'UTF-8', '-proc:none', '-parameters', '-nowarn'],
        ...['-cp', classPath.join(path.delimiter), '-d', classes, ...sources],
      ],
      options,
    );
    await run(tool('jar'), ['--create', '--file', jar, '-C', classes, '.'], options);
  } catch (error) {
    signal?.throwIfAborted();
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const reason = output.split('\n').find((line) => line.includes('error')) ?? output.slice(0, 300);
    throw new StartError(
      `Program mesin proses tidak dapat disusun dengan javac dari ${java.home}: ${reason.trim()}. Pasang ulang JDK, misalnya "sudo apt install openjdk-17-jdk-headless", lalu ulangi.`,
      { cause: error },
    );
  }
}
