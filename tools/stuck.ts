/**
 * What stands still in the office? `npm run stuck [-- --semua] [--json]`
 * Each waiting place beyond its term, with owner, term and reason, as the admin's page shows it; `--semua` prints what
 * waits within its term too. Reads the database; of the engine it prints what the running office's watcher saw last.
 * Ends with 0 (nothing), 1 (something stands still) or 2 (could not be asked).
 */
import { pino } from 'pino';
import { listWaiting } from '../src/cases/waiting/list-waiting.ts';
import { loadConfig } from '../src/config/config.ts';
import { shownPlace, type ShownPlace } from '../src/desk/waiting-labels.ts';
import { readCalendarFile } from '../src/office/calendar-file.ts';
import type { EngineSighting } from '../src/store/engine-watch.ts';
import { openToRead } from '../src/store/open-to-read.ts';
import { argumentsOf, runCommand } from './command.ts';
import { officeDatabase } from './office-database.ts';

const USAGE = 'Pemakaian: npm run stuck [-- --semua] [--json]\n';
/** The watcher looks twice a minute. */
const STALE_MS = 5 * 60_000;

async function main(): Promise<number> {
  const { semua, json } = readArguments();
  const config = loadConfig();
  const { calendarFile, terms, secrets } = config;
  const store = await openToRead({
    url: await officeDatabase(config),
    logger: pino({ level: 'silent' }),
  });
  try {
    const seen = await store.engineWatch.newest();
    const settings = { linkKey: Buffer.from(secrets.linkKey, 'base64') };
    const sources = { store, settings, calendar: readCalendarFile(calendarFile), terms, now: () => new Date() };
    const [people, places] = await Promise.all([store.people.all(), listWaiting(sources, seen)]);
    const nameOf = (username: string | null) => people.find((person) => person.username === username)?.name ?? username;
    const shown = places.map((place) => ({ ...place, personName: nameOf(place.person) }));
    const listed = shown.filter(({ overdue }) => semua || overdue);
    process.stdout.write(json ? `${JSON.stringify(listed, null, 2)}\n` : inWords(listed.map(shownPlace), seen));
    return shown.some(({ overdue }) => overdue) ? 1 : 0;
  } finally {
    await store.close();
  }
}

const readArguments = () =>
  argumentsOf(USAGE, {
    options: { semua: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  }).values;

function inWords(places: readonly ShownPlace[], seen: EngineSighting | undefined): string {
  const isStale = seen === undefined || Date.now() - seen.seenAt.getTime() > STALE_MS;
  const warning = isStale
    ? 'Mesin proses tidak dilihat dalam lima menit terakhir; apakah kantor sedang berjalan?\n'
    : '';
  if (places.length === 0) return `${warning}Tidak ada yang berhenti.\n`;
  const lines = places.map(
    ({ applicationNumber, what, owner, waited, term, reason, overdue }) =>
      `${overdue ? '!' : ' '} ${(applicationNumber || '-').padEnd(16)}  ${what}\n      ${owner}; sudah ${waited}, batas ${term}. ${reason}`,
  );
  return `${warning}${places.length} menunggu (! melewati batasnya):\n${lines.join('\n')}\n`;
}

runCommand(main);
