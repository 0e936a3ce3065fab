/**
 * How did the office do? `npm run sop:report [-- --dari YYYY-MM-DD --sampai YYYY-MM-DD --per hari|minggu]` Prints the
 * management page as CSV: steps against the SOP, arrivals, finished, backlog, returns. Without days: the last four
 * weeks. Reads the office's database, whether or not the rest of the office runs. Ends with 0, or 2 (could not be
 * asked).
 */
import { pino } from 'pino';
import { measurePerformance } from '../src/cases/performance/measure-performance.ts';
import { loadConfig } from '../src/config/config.ts';
import { performanceRows } from '../src/desk/performance-labels.ts';
import { faultOfSpan } from '../src/domain/period.ts';
import { plainDateOf } from '../src/domain/plain-date.ts';
import { readCalendarFile } from '../src/office/calendar-file.ts';
import { openToRead } from '../src/store/open-to-read.ts';
import { csvOf } from '../src/web/csv.ts';
import { argumentsOf, runCommand, Unusable } from './command.ts';
import { officeDatabase } from './office-database.ts';

const USAGE = 'Pemakaian: npm run sop:report [-- --dari 2026-11-01 --sampai 2026-11-30 --per hari|minggu]\n';
const FOUR_WEEKS_MS = 27 * 86_400_000;

async function main(): Promise<number> {
  const { period, grain } = readArguments();
  const config = loadConfig();
  const { calendarFile } = config;
  const store = await openToRead({
    url: await officeDatabase(config),
    logger: pino({ level: 'silent' }),
  });
  try {
    const sources = { store, calendar: readCalendarFile(calendarFile), now: () => new Date() };
    process.stdout.write(csvOf(performanceRows(await measurePerformance(sources, period, grain))));
    return 0;
  } finally {
    await store.close();
  }
}

function readArguments() {
  const { values: given } = argumentsOf(USAGE, {
    options: { dari: { type: 'string' }, sampai: { type: 'string' }, per: { type: 'string' } },
  });
  const period = {
    validFrom: given.dari ?? plainDateOf(new Date(Date.now() - FOUR_WEEKS_MS)),
    validTo: given.sampai ?? plainDateOf(new Date()),
  };
  if (faultOfSpan(period))
    throw new Unusable(
      `Tulis hari sebagai TTTT-BB-HH, --dari tidak sesudah --sampai, paling lama dua tahun.\n${USAGE}`,
    );
  if (!['hari', 'minggu', undefined].includes(given.per)) throw new Unusable(USAGE);
  return { period, grain: given.per === 'minggu' ? ('week' as const) : ('day' as const) };
}

runCommand(main);
