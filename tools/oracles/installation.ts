import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../../camunda/lock.ts';
import { run } from './run.ts';
import { MissingProgram } from './verdict.ts';

export const PROGRAMS = path.join(import.meta.dirname, 'programs');
const FETCH_MS = 15 * 60_000;

export interface Installation {
  readonly cacheDir: string;
  readonly progress: (text: string) => void;
}

/** Folder of the jars of DSS and veraPDF. Throws MissingProgram without Maven or its repository. */
export function javaLibraries({ cacheDir, progress }: Installation, javaHome: string): Promise<string> {
  return installOnce(cacheDir, 'java', 'pom.xml', async (folder) => {
    progress('Mengambil DSS dan veraPDF dengan Maven (36 MB, hanya sekali)');
    await copyFile(path.join(PROGRAMS, 'pom.xml'), path.join(folder, 'pom.xml'));
    const { code, output } = await run(
      'mvn',
      [
        '-q',
        '-B',
        '--strict-checksums',
        '-DincludeScope=runtime',
        '-DoutputDirectory=lib',
        'dependency:copy-dependencies',
      ],
      { cwd: folder, javaHome, timeoutMs: FETCH_MS },
    ).catch((error: unknown) => {
      throw new MissingProgram(
        'Maven (mvn) tidak ditemukan. Pasang, misalnya dengan "sudo apt install maven", lalu ulangi.',
        { cause: error },
      );
    });
    if (code !== 0)
      throw new MissingProgram(
        `Maven tidak dapat mengambil DSS dan veraPDF: ${firstError(output)}. Periksa sambungan internet atau cermin di settings.xml.`,
      );
  });
}

/**
 * Folder of a Python environment with what a requirements file asks for (a path, or a name in `programs/`). Throws
 * MissingProgram without Python, its venv or the package index.
 */
export function pythonEnvironment(
  { cacheDir, progress }: Installation,
  name: string,
  requirements: string,
): Promise<string> {
  return installOnce(cacheDir, name, requirements, async (folder) => {
    progress(`Memasang ${name} dalam lingkungan Python tersendiri (hanya sekali)`);
    const made = await run('python3', ['-m', 'venv', folder], { timeoutMs: FETCH_MS }).catch((error: unknown) => {
      throw new MissingProgram(
        'Python 3 (python3) tidak ditemukan. Pasang, misalnya dengan "sudo apt install python3 python3-venv", lalu ulangi.',
        { cause: error },
      );
    });
    if (made.code !== 0)
      throw new MissingProgram(
        'Python 3 ada, tetapi tanpa modul venv. Pasang, misalnya dengan "sudo apt install python3-venv", lalu ulangi.',
      );
    // Wheels only: nothing is compiled, and no package's own script runs.
    const { code, output } = await run(
      python(folder),
      [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--only-binary',
        ':all:',
        '-r',
        path.resolve(PROGRAMS, requirements),
      ],
      { timeoutMs: FETCH_MS },
    );
    if (code !== 0)
      throw new MissingProgram(
        `pip tidak dapat memasang ${name}: ${firstError(output)}. Periksa sambungan internet atau pengaturan pip.`,
      );
  });
}

/** Called by its path, never by its scripts: these name the folder where they were made. */
export function python(environment: string): string {
  return path.join(environment, 'bin', 'python');
}

/**
 * The folder is named after its list, so that another list gets another folder; it appears by one rename, so that it is
 * whole or absent.
 */
async function installOnce(
  cacheDir: string,
  name: string,
  list: string,
  install: (folder: string) => Promise<void>,
): Promise<string> {
  const mark = createHash('sha256')
    .update(readFileSync(path.resolve(PROGRAMS, list)))
    .digest('hex')
    .slice(0, 12);
  const parent = path.join(cacheDir, 'oracles');
  const folder = path.join(parent, `${name}-${mark}`);
  if (existsSync(folder)) return folder;
  await mkdir(parent, { recursive: true });
  await withLock(`${folder}.lock`, undefined, async () => {
    if (existsSync(folder)) return;
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    await install(unfinished);
    await rename(unfinished, folder);
  });
  return folder;
}

function firstError(output: string): string {
  const line = output.split('\n').find((text) => /error/i.test(text)) ?? output.trim().split('\n').at(-1) ?? '';
  return line.replace(/^.*?ERROR\S*\s*/i, '').slice(0, 200) || 'tanpa keterangan';
}
