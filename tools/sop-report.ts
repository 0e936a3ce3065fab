/**
 * How did the office do? `npm run sop:report [-- --dari YYYY-MM-DD --sampai YYYY-MM-DD --per hari|minggu]` Prints the
 * management page as CSV: steps against the SOP, arrivals, finished, backlog, returns. Without days: the last four
 * weeks. Reads the office's database, whether or not the rest of the office runs. Ends with 0, or 2 (could not be
 * asked).
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { measurePerformance } from '../src/cases/performance/measure-performance.ts';
import { loadConfig } from '../src/config.ts';
import { performanceRows } from '../src/desk/performance-labels.ts';
import { faultOfSpan } from '../src/domain/period.ts';
import { plainDateOf } from '../src/domain/plain-date.ts';
import { readCalendarFile } from '../src/office/calendar-file.ts';
import { openToRead } from '../src/store/open-to-read.ts';
import { runningServerUrl } from '../src/store/postgres/running-server.ts';
import { csvOf } from '../src/web/csv.ts';

const USAGE = 'Pemakaian: npm run sop:report [-- --dari 2026-11-01 --sampai 2026-11-30 --per hari|minggu]\n';
const FOUR_WEEKS_MS = 27 * 86_400_000;

class Unusable extends Error {}

async function main(): Promise<void> {
  const { period, grain } = readArguments();
  const { databaseUrl, varDir, calendarFile } = loadConfig();
  const store = await openToRead({
    url: databaseUrl ?? runningServerUrl(path.join(varDir, 'postgres')),
    logger: pino({ level: 'silent' }),
  });
  try {
    const sources = { store, calendar: readCalendarFile(calendarFile), now: () => new Date() };
    process.stdout.write(csvOf(performanceRows(await measurePerformance(sources, period, grain))));
  } finally {
    await store.close();
  }
}

function readArguments() {
  const given = (() => {
    try {
      const options = { dari: { type: 'string' }, sampai: { type: 'string' }, per: { type: 'string' } } as const;
      return parseArgs({ options }).values;
    } catch {
      throw new Unusable(USAGE);
    }
  })();
  const period = {
    validFrom: given.dari ?? plainDateOf(new Date(Date.now() - FOUR_WEEKS_MS)),
    validTo: given.sampai ?? plainDateOf(new Date()),
  };
  if (faultOfSpan(period) || !['hari', 'minggu', undefined].includes(given.per)) throw new Unusable(USAGE);
  return { period, grain: given.per === 'minggu' ? ('week' as const) : ('day' as const) };
}

main().catch((error: unknown) => {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(error instanceof Unusable ? error.message : `${error.message}\n`);
  process.exitCode = 2;
});
