/** An office that starts the PostgreSQL of the given folder, prints its process number, and waits to be killed. */
import { pino } from 'pino';
import { startPostgres } from '../../src/store/postgres/start-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const { pid } = await startPostgres({
  dataDir,
  logger: pino({ level: 'silent' }),
  progress: () => undefined,
  durable: false,
});
process.stdout.write(`${pid}\n`);
setInterval(() => undefined, 60_000);
