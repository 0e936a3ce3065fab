import { execFile } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { isThere } from '../src/machine/is-there.ts';
import { StartError } from './start-error.ts';

const run = promisify(execFile);

/** Operaton 1.0 and Spring Boot 3 need this Java or a newer one. */
export const OLDEST_JAVA = 17;

export interface Java {
  /** The `java` program. */
  readonly program: string;
  readonly home: string;
  readonly version: number;
  /** All that `java -version` says: a patch release is another build of the same version. */
  readonly build: string;
}

/**
 * The first JDK of version 17 or newer: JAVA_HOME, PATH, then the places where Linux, macOS and SDKMAN keep them. An
 * older one that comes first on PATH is passed over, and so is a Java without its compiler.
 * Throws StartError naming what was found and what to install.
 */
export async function findJava(environment: NodeJS.ProcessEnv): Promise<Java> {
  const unfit: string[] = [];
  for (const program of await candidates(environment)) {
    const build = await buildOf(program);
    const version = parseJavaVersion(build);
    if (version === undefined) continue;
    const home = path.dirname(path.dirname(await realpath(program)));
    const hasCompiler = await isThere(path.join(home, 'bin', 'javac'));
    if (version >= OLDEST_JAVA && hasCompiler) return { program, home, version, build };
    unfit.push(`Java ${version}${hasCompiler ? '' : ' tanpa javac'} (${program})`);
  }
  const found = unfit.length === 0 ? 'Java tidak ditemukan' : `yang ada hanya ${unfit.join(', ')}`;
  throw new StartError(
    `Mesin proses memerlukan JDK ${OLDEST_JAVA} atau lebih baru, lengkap dengan kompiler javac; ${found}. Pasang, misalnya dengan "sudo apt install openjdk-17-jdk-headless" atau Temurin, atau isi JAVA_HOME, lalu ulangi.`,
  );
}

/** Major version in the words of `java -version`: "21.0.4", "25", "1.8.0_412" (which is 8). */
export function parseJavaVersion(text: string): number | undefined {
  const match = /version "(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return undefined;
  const major = Number(match[1]);
  return major === 1 ? Number(match[2]) : major;
}

/** Empty for what is no Java. */
async function buildOf(program: string): Promise<string> {
  try {
    // `java -version` writes to standard error; 10 s covers a cold disk.
    const { stdout, stderr } = await run(program, ['-version'], { timeout: 10_000 });
    return stderr + stdout;
  } catch {
    return '';
  }
}

async function candidates(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const home = environment['HOME'] ?? os.homedir();
  const inHome = (folder: string): string => path.join(folder, 'bin', 'java');
  const named = environment['JAVA_HOME'];
  const onPath = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const installed = await Promise.all([
    foldersIn('/usr/lib/jvm'),
    foldersIn('/usr/java'),
    foldersIn('/opt/java'),
    foldersIn(path.join(environment['SDKMAN_DIR'] ?? path.join(home, '.sdkman'), 'candidates', 'java')),
    foldersIn(path.join(home, '.jdks')),
    foldersIn('/Library/Java/JavaVirtualMachines', path.join('Contents', 'Home')),
    foldersIn('/opt/homebrew/opt', undefined, /^openjdk/),
    foldersIn('/usr/local/opt', undefined, /^openjdk/),
  ]);
  const programs = [
    ...(named === undefined || named === '' ? [] : [inHome(named)]),
    ...onPath.map((folder) => path.join(folder, 'java')),
    ...installed.flat().map(inHome),
  ];
  return [...new Set(programs)];
}

async function foldersIn(parent: string, below = '', names = /./): Promise<string[]> {
  try {
    const entries = await readdir(parent);
    return entries
      .filter((name) => names.test(name))
      .sort()
      .reverse()
      .map((name) => path.join(parent, name, below));
  } catch {
    return [];
  }
}
