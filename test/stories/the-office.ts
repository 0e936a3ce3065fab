/** One open office for all stories: the real engine, PostgreSQL, Chromium and simulators, with ports and data of its own. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Operate } from '../../src/demo/operate.ts';
import { TasklistUser } from '../../src/demo/tasklist-user.ts';
import { CamundaSession } from '../../src/demo/camunda-session.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { openLog } from '../../src/office/log.ts';
import { openOffice, type Office } from '../../src/office.ts';
import { createProgress } from '../../src/office/progress.ts';
import { DEMO_PASSWORD } from '../../src/office/demo-people.ts';
import { Berkas, type Given } from './berkas.ts';
import { HeadOfOffice } from '../../src/demo/head.ts';
import { Phones } from '../../src/demo/phones.ts';
import { Outside } from './outside.ts';
import { EngineClock } from './engine-clock.ts';

const VAR_DIR = path.resolve(process.env['STORY_VAR_DIR'] ?? path.join(import.meta.dirname, '../../var/test'));
/** All ports of the stories' office; `npm start` may run beside it. */
const PORT_OFFSET = process.env['PORT_OFFSET'] ?? '50';

/** Everybody who does something in a story, each by his own door. */
interface People {
  readonly sri: TasklistUser;
  readonly joko: TasklistUser;
  readonly ratna: TasklistUser;
  readonly bambang: TasklistUser;
  readonly endah: TasklistUser;
  readonly agus: HeadOfOffice;
  readonly auditor: Operate;
  readonly phones: Phones;
  readonly outside: Outside;
}
export interface TestOffice extends Office, People {
  readonly clock: EngineClock;
  /** A resident applies at the portal. */
  applies(given?: Given): Promise<Berkas>;
  /** So many cases at once, led to the same point side by side: an officer's decision needs seconds to be seen, whoever waits. */
  severalThat(count: number, get: (berkas: Berkas) => Promise<void>): Promise<Berkas[]>;
  /** Closes at night and opens in the morning, in the same folder. `meanwhile` happens in the dark. */
  reopens(meanwhile?: () => Promise<void>): Promise<void>;
  readonly logFile: string;
}

let opened: Promise<TestOffice> | undefined;

/** Opened by the first story, closed after the last. */
export function theOffice(): Promise<TestOffice> {
  opened ??= open();
  return opened;
}

async function open(): Promise<TestOffice> {
  rmSync(VAR_DIR, { recursive: true, force: true });
  // Stories under test/engine connect by loadConfig() themselves.
  Object.assign(process.env, { PORT_OFFSET, VAR_DIR, SIGNING_ATTEMPTS: '1000' });
  const config = loadConfig();
  const logFile = path.join(VAR_DIR, 'logs', 'office.log');
  const clock = new EngineClock(`http://${config.host}:${config.ports.zeebeManagement}`);
  const whole: TestOffice = {
    ...(await enter(config, logFile)),
    clock,
    applies: (given) => Berkas.submit(whole, given),
    severalThat: (count, get) =>
      Promise.all(
        Array.from({ length: count }, async () => {
          const berkas = await Berkas.submit(whole);
          await get(berkas);
          return berkas;
        }),
      ),
    // Stories hold this object; what is behind it is new.
    reopens: async (meanwhile) => {
      await whole.close();
      await meanwhile?.();
      Object.assign(whole, await enter(config, logFile));
    },
    logFile,
  };
  return whole;
}

async function enter(config: Config, logFile: string): Promise<Office & People> {
  const office = await openOffice(config, {
    progress: createProgress((line) => console.log(`    ${line}`)),
    logger: openLog(logFile, 'info'),
    clockControlled: true,
  });
  const session = (username: string) => new CamundaSession(config.engine.tasklistUrl, username, DEMO_PASSWORD);
  const officer = (username: string) => new TasklistUser(session(username));
  return {
    ...office,
    sri: officer('sri.wahyuni'),
    joko: officer('joko.susilo'),
    ratna: officer('ratna.dewi'),
    bambang: officer('bambang.hartono'),
    endah: officer('endah.lestari'),
    agus: new HeadOfOffice(session('agus.prasetyo'), config.baseUrl),
    auditor: new Operate(session('auditor')),
    phones: new Phones(config.whatsapp.url),
    outside: new Outside(config),
  };
}

/** When all stories are told. */
export async function closeTheOffice(): Promise<void> {
  await (await opened?.catch(() => undefined))?.close();
}
