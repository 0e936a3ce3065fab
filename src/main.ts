/** `npm start`: opens the whole office, prints where everything is, and closes it again on Ctrl-C. */
import path from 'node:path';
import { loadConfig } from './config/config.ts';
import { ConfigError } from './config/values.ts';
import { openOffice, type Office } from './office.ts';
import { describeOffice, removeOfficeFile, writeOfficeFile } from './office/office-file.ts';
import { createProgress } from './office/progress.ts';
import { keepPrivate, writePrivately } from './office/private-files.ts';
import { openLog } from './office/log.ts';
import { welcome } from './office/welcome.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = loadConfig();
  writePrivately();
  keepPrivate(config.varDir);
  const logFile = path.join(config.varDir, 'logs', 'office.log');
  const logger = openLog(logFile, config.logLevel);
  const progress = createProgress(say);
  const stop = new AbortController();
  let office: Office | undefined;

  const end = async (code: number): Promise<never> => {
    if (office !== undefined) {
      say('');
      await progress.during('Menutup kantor', () => office!.close());
      removeOfficeFile(config.varDir);
    }
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) return;
      stop.abort();
      if (office === undefined) say('Membatalkan pembukaan kantor …');
      else void end(0);
    });

  try {
    office = await openOffice(config, { progress, logger, signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) return end(130);
    logger.error({ err: error }, 'the office did not open');
    say(`\nKantor belum bisa dibuka: ${error instanceof Error ? error.message : String(error)}`);
    say(`Rincian: ${logFile}`);
    return end(1);
  }
  if (stop.signal.aborted) return end(130);
  const file = describeOffice(config, office.engineInfo);
  writeOfficeFile(config.varDir, file);
  say(welcome(file));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  say(error.message);
  process.exit(1);
}
