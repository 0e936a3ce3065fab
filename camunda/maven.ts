import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { StartError } from './start-error.ts';

export interface MavenRun {
  /** Folder with the pom. */
  readonly folder: string;
  readonly goals: readonly string[];
  readonly javaHome: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Everything Maven says is written here. */
  readonly logFile: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs Maven with the repositories of its own settings. Damaged or altered files are refused (strict checksums).
 * Throws StartError with Maven's reason and the path of the log.
 */
export async function runMaven({ folder, goals, javaHome, environment, logFile, signal }: MavenRun): Promise<void> {
  const maven = spawn('mvn', ['--batch-mode', '--strict-checksums', ...goals], {
    cwd: folder,
    env: { ...environment, JAVA_HOME: javaHome },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  maven.stderr.pipe(log, { end: false });
  let reason = '';
  for (const line of [createInterface({ input: maven.stdout })])
    line.on('line', (text) => {
      log.write(`${text}\n`);
      if (reason === '' && text.includes('ERROR')) reason = text.replace(/^.*ERROR\]?\s*/, '').slice(0, 300);
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    maven.once('error', reject);
    maven.once('close', resolve);
  })
    .catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      throw new StartError(
        'Maven (mvn) tidak ditemukan, padahal diperlukan untuk mengambil mesin proses. Pasang Maven 3.8 atau lebih baru, misalnya "sudo apt install maven", lalu ulangi.',
        { cause: error },
      );
    })
    .finally(() => log.end());
  signal?.throwIfAborted();
  if (code !== 0)
    throw new StartError(
      `Mesin proses belum dapat diambil dengan Maven: ${reason || `mvn berhenti dengan kode ${code}`}. Periksa sambungan internet atau cermin di settings.xml Maven, lalu ulangi. Catatan lengkap: ${logFile}`,
    );
}
