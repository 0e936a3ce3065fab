import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { requireSpace } from './disk-space.ts';
import type { Java } from './java.ts';
import { compileJar } from './java-compiler.ts';
import { madeOnce } from './made-once.ts';
import { runMaven } from './maven.ts';

const HOST = path.join(import.meta.dirname, 'host');
const SOURCES = path.join(HOST, 'src', 'main');
const POM = path.join(HOST, 'pom.xml');
/** Jars here and in Maven's own store, and the archive of a quick start. */
const SPACE_TO_FETCH = 400_000_000;

/** What the JVM is started from. */
export interface HostParts {
  /** Our own jar first: its files of the web apps go before those of the same name that it replaces. */
  readonly classPath: readonly string[];
  /** Folder that belongs to exactly these parts. */
  readonly folder: string;
  readonly operatonVersion: string;
}

export interface PartsOptions {
  readonly cacheDir: string;
  readonly logDir: string;
  readonly java: Java;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The engine's jars, fetched by Maven once for each pom, and our own, compiled once for each state of the sources;
 * all starters of this account share them. Throws StartError when they cannot be fetched or compiled.
 */
export async function hostParts(options: PartsOptions): Promise<HostParts> {
  const pom = await readFile(POM, 'utf8');
  const libraries = path.join(options.cacheDir, `engine-jars-${hashOf([pom])}`);
  await madeOnce(libraries, options.signal, (folder) => fetchJars(folder, options));
  const sources = await filesIn(SOURCES);
  const contents = await Promise.all(sources.map((file) => readFile(path.join(SOURCES, file))));
  const folder = path.join(options.cacheDir, `engine-host-${hashOf([pom, ...sources, ...contents])}`);
  const jars = await jarsIn(libraries);
  await madeOnce(folder, options.signal, async (unfinished) => {
    options.progress('Menyusun program mesin proses (hanya sekali)');
    await compileHost(unfinished, sources, jars, options);
  });
  return {
    classPath: [path.join(folder, 'host.jar'), ...jars],
    folder,
    operatonVersion: /<operaton\.version>([^<]+)</.exec(pom)?.[1] ?? '',
  };
}

async function fetchJars(
  folder: string,
  { cacheDir, logDir, java, environment, progress, signal }: PartsOptions,
): Promise<void> {
  await requireSpace(cacheDir, SPACE_TO_FETCH, 'KK_CACHE');
  progress('Mengambil mesin proses dengan Maven (sekitar 90 MB, hanya sekali)');
  await copyFile(POM, path.join(folder, 'pom.xml'));
  await mkdir(logDir, { recursive: true });
  await runMaven({
    folder,
    goals: [`-DoutputDirectory=${folder}`, 'dependency:copy-dependencies@jars', 'dependency:copy@spin-json'],
    javaHome: java.home,
    environment,
    logFile: path.join(logDir, 'maven.log'),
    signal,
  });
}

async function compileHost(
  unfinished: string,
  sources: readonly string[],
  jars: readonly string[],
  { java, signal }: PartsOptions,
): Promise<void> {
  const classes = path.join(unfinished, 'classes');
  await cp(path.join(SOURCES, 'resources'), classes, { recursive: true });
  await compileJar({
    java,
    sources: sources.filter((file) => file.endsWith('.java')).map((file) => path.join(SOURCES, file)),
    classPath: jars,
    classes,
    jar: path.join(unfinished, 'host.jar'),
    signal,
  });
  await rm(classes, { recursive: true });
}

/** Sorted: the class path must be the same at every start, or its archive does not fit. */
async function jarsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jar')).sort();
  return names.map((name) => path.join(folder, name));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

function hashOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 12);
}
