/** Starts the engine alone, for work on the diagram or on a worker: `npx tsx tools/engine.ts`. Ctrl-C stops it. */
import { pino } from 'pino';
import { loadConfig } from '../src/config.ts';
import { startCamunda } from '../camunda/camunda.ts';
import { StartError } from '../camunda/start-error.ts';
import { demoLogins } from '../src/office/demo-people.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

try {
  const { ports, host, varDir, cacheDir, engine } = loadConfig();
  const camunda = await startCamunda({
    ports,
    host,
    varDir,
    cacheDir,
    users: demoLogins(),
    clockControlled: true,
    progress: say,
    logger: pino({ level: 'warn' }),
    signal: interrupted.signal,
  });
  say(
    `Mesin siap: gRPC ${engine.grpcAddress}, REST ${engine.restUrl}, Tasklist ${engine.tasklistUrl}/tasklist, Operate ${engine.operateUrl}/operate. Ctrl-C menghentikan.`,
  );
  await new Promise((resolve) => {
    if (interrupted.signal.aborted) resolve(undefined);
    interrupted.signal.addEventListener('abort', resolve);
  });
  say('Menghentikan mesin');
  await camunda.stop();
} catch (error) {
  if (!interrupted.signal.aborted) {
    process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
