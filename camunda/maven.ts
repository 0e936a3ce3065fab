import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tarFs from 'tar-fs';
import { withLock } from './lock.ts';
import { StartError } from './start-error.ts';
import { requireSpace } from './disk-space.ts';

/** Folder name of the fetched parts; a new version gets a new folder. */
const VERSION = 'engine-8.6.0';
const ARCHIVE = 'camunda-zeebe-8.6.0.tar.gz';
/** Archive in Maven's own store, its copy and the unpacked libraries, for a moment all at once. */
const SPACE_TO_FETCH = 1_200_000_000;

/** Where the parts lie; both folders hold nothing but jars. */
export interface EngineComponents {
  readonly camundaLib: string;
  readonly opensearchLib: string;
}

export interface FetchOptions {
  readonly cacheDir: string;
  readonly javaHome: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The engine's parts from the cache, or fetched by Maven from the repository that its settings name (340 MB once).
 * The finished folder appears by one rename, so a broken fetch leaves nothing that looks whole; of two starts at once, one fetches.
 */
export async function engineComponents(options: FetchOptions): Promise<EngineComponents> {
  const folder = path.join(options.cacheDir, VERSION);
  const components = {
    camundaLib: path.join(folder, 'camunda', 'lib'),
    opensearchLib: path.join(folder, 'opensearch'),
  };
  if (await exists(folder)) return components;
  await mkdir(options.cacheDir, { recursive: true });
  await withLock(`${folder}.lock`, options.signal, async () => {
    if (await exists(folder)) return;
    await requireSpace(options.cacheDir, SPACE_TO_FETCH, 'KK_CACHE');
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    await fetchJars(path.join(unfinished, 'opensearch'), unfinished, options);
    options.progress('Membuka paket mesin proses');
    const archive = path.join(unfinished, 'opensearch', ARCHIVE);
    await pipeline(
      createReadStream(archive),
      createGunzip(),
      tarFs.extract(path.join(unfinished, 'camunda'), { strip: 1 }),
    );
    await rm(archive);
    await rename(unfinished, folder);
  });
  return components;
}

async function fetchJars(
  target: string,
  workDir: string,
  { javaHome, environment, progress, signal }: FetchOptions,
): Promise<void> {
  await copyFile(path.join(import.meta.dirname, 'pom.xml'), path.join(workDir, 'pom.xml'));
  progress('Mengambil mesin proses dengan Maven (sekitar 340 MB, hanya sekali)');
  // Strict checksums: a damaged or altered archive must not become our engine.
  const maven = spawn('mvn', ['--strict-checksums', `-DoutputDirectory=${target}`, 'dependency:copy-dependencies'], {
    cwd: workDir,
    env: { ...environment, JAVA_HOME: javaHome },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let lastError = '';
  const report = everyFewSeconds(progress);
  const lines = createInterface({ input: maven.stdout });
  lines.on('line', (line) => {
    if (line.includes('ERROR') && lastError === '') lastError = line.replace(/^.*ERROR\]?\s*/, '').slice(0, 300);
    const fetched = parseProgress(line);
    if (fetched !== undefined) report(`Mengambil mesin proses: ${fetched.done} dari ${fetched.of} MB`);
  });
  maven.stderr.resume();
  const code = await new Promise<number | null>((resolve, reject) => {
    maven.once('error', reject);
    maven.once('close', resolve);
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new StartError(
      'Maven (mvn) tidak ditemukan, padahal diperlukan untuk mengambil mesin proses. Pasang Maven 3.8 atau lebih baru, misalnya "sudo apt install maven", lalu ulangi.',
      { cause: error },
    );
  });
  if (code !== 0)
    throw new StartError(
      `Mesin proses belum dapat diambil dengan Maven: ${lastError || `mvn berhenti dengan kode ${code}`}. Periksa sambungan internet atau cermin di settings.xml Maven, lalu ulangi.`,
    );
}

/** Maven's "Progress (2): 120/299 MB | 3.1/6.7 MB": the archive of hundreds of MB; the small jars are not worth a line. */
export function parseProgress(line: string): { done: number; of: number } | undefined {
  const match = /Progress .*?([\d.]+)\/(\d{3}) MB/.exec(line);
  return match === null ? undefined : { done: Math.round(Number(match[1])), of: Number(match[2]) };
}

function everyFewSeconds(progress: (text: string) => void): (text: string) => void {
  let last = 0;
  return (text) => {
    if (Date.now() - last < 3000) return;
    last = Date.now();
    progress(text);
  };
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
