/**
 * Starts the process engine alone, for work on the diagram or on a worker: `node start.mjs tools/engine.ts`. Ctrl-C
 * stops it.
 */
import path from 'node:path';
import { pino } from 'pino';
import { startEngine } from '../camunda/engine.ts';
import { StartError } from '../camunda/start-error.ts';
import { createStore } from '../src/store/create-store.ts';
import { ensureLogins } from '../src/store/logins.ts';
import { startPostgres } from '../src/store/postgres/start-postgres.ts';
import { loadConfig } from '../src/config/config.ts';
import { runCommand, wordsOf } from './command.ts';

const USAGE = 'Pemakaian: node start.mjs tools/engine.ts\n';
const PORT = 8080;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  wordsOf(USAGE, 0);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  try {
    const { varDir, cacheDir, databaseUrl } = loadConfig();
    const logger = pino({ level: 'warn' });
    const postgres = await startPostgres({
      dataDir: path.join(varDir, 'postgres'),
      databaseUrl,
      logger,
      progress: say,
    });
    try {
      await createStore({ url: postgres.url, logger }).then((store) => store.close());
      const engine = await startEngine({
        databaseUrl: (await ensureLogins(postgres.url)).engine,
        port: PORT,
        clockControlled: true,
        varDir,
        cacheDir,
        logger,
        progress: say,
        signal: interrupted.signal,
      });
      say(
        `Mesin siap: ${engine.url}/engine-rest, header "Authorization: Bearer ${engine.secret}". Ctrl-C menghentikan.`,
      );
      await new Promise((resolve) => {
        if (interrupted.signal.aborted) resolve(undefined);
        interrupted.signal.addEventListener('abort', resolve);
      });
      say('Menghentikan mesin');
      await engine.stop();
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    if (!interrupted.signal.aborted) {
      process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
      return 1;
    }
  }
  return 0;
}

runCommand(main);
