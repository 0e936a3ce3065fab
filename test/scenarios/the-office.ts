/**
 * One open office for all scenarios: the real engine, PostgreSQL, Chromium and simulators, with ports and data of its
 * own.
 */
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Officer } from '../../src/demo/officer.ts';
import { loadConfig, type Config } from '../../src/config/config.ts';
import { clusterFolder } from '../../src/store/postgres/running-server.ts';
import { openLog } from '../../src/office/log.ts';
import { openOffice, type Office } from '../../src/office.ts';
import { createProgress } from '../../src/office/progress.ts';
import { Berkas, type Given } from './berkas.ts';
import { EngineClock } from './engine-clock.ts';
import { officerOf, peopleOf, type People } from './people.ts';

const VAR_DIR = path.resolve(process.env['SCENARIO_VAR_DIR'] ?? path.join(import.meta.dirname, '../../var/test'));
/** Where its log stays when its folder is one that is removed. */
const KEPT_LOGS = process.env['SCENARIO_LOGS'];
/** All ports of this office; `npm start` may run beside it. */
const PORT_OFFSET = process.env['PORT_OFFSET'] ?? '50';

export interface TestOffice extends Office, People {
  readonly clock: EngineClock;
  /** An officer's browser, by username; a new session each time. */
  officer(username: string): Officer;
  /** A resident applies at the portal. */
  applies(given?: Given): Promise<Berkas>;
  /** So many cases at once, led to the same point side by side. */
  severalThat(count: number, get: (berkas: Berkas) => Promise<void>): Promise<Berkas[]>;
  /** Closes the office and opens it again in the same folder. `meanwhile` happens while it is closed. */
  reopens(meanwhile?: () => Promise<void>): Promise<void>;
  readonly logFile: string;
}

let opened: Promise<TestOffice> | undefined;

/** Opened by the first scenario, closed after the last. */
export function theOffice(): Promise<TestOffice> {
  opened ??= open();
  return opened;
}

async function open(): Promise<TestOffice> {
  rmSync(VAR_DIR, { recursive: true, force: true });
  // Of a run that was killed; the keys to it went with the folder.
  rmSync(clusterFolder(path.join(VAR_DIR, 'postgres')), { recursive: true, force: true });
  Object.assign(process.env, { PORT_OFFSET, VAR_DIR, SIGNING_ATTEMPTS: '1000' });
  const config = loadConfig();
  const logFile = path.join(VAR_DIR, 'logs', 'office.log');
  const officer = officerOf(config);
  const whole: TestOffice = {
    ...(await enter(config, logFile)),
    officer,
    clock: new EngineClock(() => whole.engineHost!),
    applies: (given) => Berkas.submit(whole, given),
    severalThat: (count, get) =>
      Promise.all(
        Array.from({ length: count }, async () => {
          const berkas = await Berkas.submit(whole);
          await get(berkas);
          return berkas;
        }),
      ),
    // Scenarios hold this object; what is behind it is new.
    reopens: async (meanwhile) => {
      await whole.close();
      await meanwhile?.();
      // A scenario may have set another way through SIAK for the office that opens now.
      Object.assign(whole, await enter(loadConfig(), logFile));
    },
    logFile,
  };
  return whole;
}

async function enter(config: Config, logFile: string): Promise<Office & People> {
  const office = await openOffice(config, {
    healthKept: () => 0,
    progress: createProgress((line) => console.log(`    ${line}`)),
    logger: openLog(logFile, 'info'),
    clockControlled: true,
  });
  return { ...office, ...peopleOf(config) };
}

/** When all scenarios have run. */
export async function closeTheOffice(): Promise<void> {
  await (await opened?.catch(() => undefined))?.close();
  const logs = path.join(VAR_DIR, 'logs');
  if (KEPT_LOGS === undefined || KEPT_LOGS === logs || !existsSync(logs)) return;
  rmSync(KEPT_LOGS, { recursive: true, force: true });
  cpSync(logs, KEPT_LOGS, { recursive: true });
}
