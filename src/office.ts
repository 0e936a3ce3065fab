import { mkdir, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import path from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import { startCamunda, type RunningCamunda } from '../camunda/camunda.ts';
import { requireFreePorts, type NeededPort } from '../camunda/free-ports.ts';
import { WORKERS } from '../workers/index.ts';
import { createArchive } from './archive/create-archive.ts';
import { findChromium } from './card/chromium/find-chromium.ts';
import { createCardPress, type ChromiumPress } from './card/card-press.ts';
import { fillArchive } from './cases/archive-case.ts';
import type { Cases } from './cases/cases.ts';
import { createCases } from './cases/create-cases.ts';
import { createDeskCases } from './cases/desk/create-desk-cases.ts';
import { freeTasksOfAbsent } from './cases/desk/free-tasks.ts';
import { giveTasksToKeepers } from './cases/desk/give-to-keepers.ts';
import { startForgottenCases } from './cases/submit.ts';
import { sayAgain } from './cases/words.ts';
import type { Config } from './config.ts';
import { createDesk } from './desk/desk.ts';
import { cleanPaper } from './documents/clean-paper.ts';
import { contactSheet } from './documents/contact-sheet.ts';
import { createDocuments } from './documents/create-documents.ts';
import { createEngine } from './engine/create-engine.ts';
import { deploy } from './engine/deployment.ts';
import type { Engine } from './engine/engine.ts';
import { createTasklistSession } from './engine/tasklist-session.ts';
import { createTwilioMessenger } from './messaging/create-twilio-messenger.ts';
import { ClosingList } from './office/closing-list.ts';
import { requireCamunda } from './office/existing-camunda.ts';
import { demoLogins } from './office/demo-people.ts';
import { healthOf } from './office/health.ts';
import { claimFolder } from './office/claim-folder.ts';
import type { Progress } from './office/progress.ts';
import { settlePeople } from './office/settle-people.ts';
import { createSigning } from './office/signing.ts';
import { startSimulators } from './office/simulators.ts';
import { createPortal } from './portal/portal.ts';
import { createPortalServer } from './portal/server.ts';
import { createSiak } from './siak/create-siak.ts';
import { createLimits } from './store/limits.ts';
import { ensureLogins } from './store/logins.ts';
import { createStore } from './store/create-store.ts';
import { createFormGuard } from './web/form-guard.ts';
import { derivedKey } from './web/derived-key.ts';
import { startPostgres, type RunningPostgres } from './store/postgres/start-postgres.ts';
import type { Store } from './store/store.ts';

/** Where the diagram, the forms and the templates lie. */
const ROOT = path.resolve(import.meta.dirname, '..');
/** What the engine has not taken (it was away, or its answer was lost) is said again after this long. */
const FORGOTTEN_MS = 10_000;
/** How often an absent archive medium is looked for. */
const FILLING_MS = 30_000;
/** How long a case that returns to an absent officer waits for him. */
const FREEING_MS = 30_000;
/** How long a task of a kept case lies with nobody. */
const GIVING_MS = 30_000;

export interface OfficeOptions {
  readonly progress: Progress;
  readonly logger: Logger;
  /** Lets tests move the engine's clock. */
  readonly clockControlled?: boolean;
  /** Gives the opening up. */
  readonly signal?: AbortSignal;
}

/** The open office; tests look through it at what no door shows. */
export interface Office {
  readonly config: Config;
  readonly store: Store;
  readonly engine: Engine;
  readonly cases: Cases;
  /** Undefined when an existing engine is used. */
  readonly camunda: RunningCamunda | undefined;
  readonly postgres: RunningPostgres;
  readonly press: ChromiumPress;
  /** Closes everything that was opened, in the opposite order, and only that. */
  close(): Promise<void>;
}

/** Opens the office: means first, then the outside, then the cases, then the doors. When a part fails, what was opened is closed again. */
export async function openOffice(config: Config, options: OfficeOptions): Promise<Office> {
  const closing = new ClosingList(options.logger);
  try {
    return await open(config, options, closing);
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

async function open(
  config: Config,
  { progress, logger, clockControlled = false, signal }: OfficeOptions,
  closing: ClosingList,
): Promise<Office> {
  const { varDir, cacheDir, ports, host, baseUrl, secrets, office: face } = config;
  const log = (part: string) => logger.child({ part });
  await mkdir(varDir, { recursive: true });
  closing.add('folder', claimFolder(varDir));
  await requireFreePorts(doorsOf(config));

  // --- the means
  const [camunda, { postgres, store, limits }, chromium] = await allOrNothing([
    async () => {
      if (config.engine.external) return undefined;
      const running = await progress.during('Camunda (Zeebe, Tasklist, Operate)', () =>
        startCamunda({
          ports,
          host,
          varDir,
          cacheDir,
          users: demoLogins(),
          clockControlled,
          progress,
          logger: log('camunda'),
          ...(signal === undefined ? {} : { signal }),
        }),
      );
      closing.add('camunda', () => running.stop());
      return running;
    },
    async () => {
      const postgres = await progress.during('PostgreSQL', () =>
        startPostgres({
          dataDir: path.join(varDir, 'postgres'),
          databaseUrl: config.databaseUrl,
          logger: log('postgres'),
          progress,
        }),
      );
      closing.add('postgres', () => postgres.stop());
      const store = await createStore({ url: postgres.url, logger: log('store') });
      closing.add('store', () => store.close());
      const limits = createLimits({ url: (await ensureLogins(postgres.url)).application, logger: log('limits') });
      closing.add('limits', () => limits.close());
      return { postgres, store, limits };
    },
    () =>
      progress.during('Chromium', () =>
        findChromium({ cacheDir, logger: log('chromium'), executablePath: config.chromium }),
      ),
  ]);
  await settlePeople(store, config);
  const documents = createDocuments({
    folder: path.join(varDir, 'documents'),
    key: Buffer.from(secrets.documentKey, 'base64'),
  });
  const engine = createEngine({ ...config.engine, logger: log('engine') });
  closing.add('engine', () => engine.close());
  if (config.engine.external)
    await progress.during('Camunda yang sudah ada', () => requireCamunda(config.engine, engine));

  // --- the outside
  if (config.simulators) {
    const simulators = await startSimulators(config, log('simulators'));
    closing.add('simulators', () => simulators.close());
  }
  const siak = createSiak({ ...config.siak, timeoutMs: 15_000, logger: log('siak') });
  const press = createCardPress({ chromium, logger: log('card') });
  closing.add('press', () => press.close());
  const { signer, verifier, publicVerifier, grants } = createSigning(config, log('signing'));
  closing.add('public verifier', () => publicVerifier.close());
  const messenger = createTwilioMessenger({
    ...config.whatsapp,
    statusCallbackUrl: `${baseUrl}/webhook/whatsapp/status`,
    timeoutMs: 15_000,
    logger: log('messaging'),
  });
  const archive = createArchive({ layers: config.archive, logger: log('archive') });
  if (config.simulators) for (const layer of config.archive) await mkdir(layer.path, { recursive: true });

  // --- the cases
  const trustAnchor = () => readFile(config.signing.trustAnchorFile);
  const settings = {
    baseUrl,
    linkKey: Buffer.from(secrets.linkKey, 'base64'),
    headTitle: face.headTitle,
    footLine: face.footLine,
    signerNik: config.signing.signerNik,
  };
  const now = () => new Date();
  const cases = createCases({
    store,
    documents,
    engine,
    siak,
    press,
    signer,
    verifier,
    publicVerifier,
    grants,
    messenger,
    archive,
    cleanPaper,
    trustAnchor,
    settings,
    now,
    logger: log('cases'),
  });
  const deskCases = createDeskCases({ store, documents, engine, grants, contactSheet, now, logger: log('desk') });
  closing.add('signing batches', () => deskCases.drain());

  // --- the diagram, and who works in it
  await progress.during('Diagram, tabel keputusan dan formulir', () =>
    deploy({ ...config.engine, folder: ROOT, baseUrl, logger: log('deployment') }),
  );
  const workers = engine.work(WORKERS, cases);
  closing.add('workers', () => workers.stop());
  closing.add(
    'forgotten cases',
    repeat(startForgottenCases({ store, engine }, FORGOTTEN_MS), FORGOTTEN_MS, log('forgotten cases')),
  );
  closing.add(
    'words to the process',
    repeat(sayAgain({ store, engine }, FORGOTTEN_MS), FORGOTTEN_MS, log('words to the process')),
  );
  closing.add(
    'tasks of the absent',
    repeat(freeTasksOfAbsent({ store, engine, now }), FREEING_MS, log('tasks of the absent')),
  );
  closing.add(
    'tasks of the keepers',
    repeat(giveTasksToKeepers({ store, engine, now }), GIVING_MS, log('tasks of the keepers')),
  );
  closing.add('archive filling', repeat(fillArchive({ store, archive }), FILLING_MS, log('archive filling')));

  // --- the doors
  const session = createTasklistSession({ tasklistUrl: config.engine.tasklistUrl });
  const health = healthOf({
    database: () => store.ping(),
    zeebe: () => engine.ready(),
    tasklist: () => session.whoIs('OPERATE-SESSION=health'),
    siak: () => siak.ready(),
    bsre: () => signer.ready(),
    whatsapp: () => messenger.ready(),
    chromium: () => press.ready(),
  });
  const doors = express();
  doors.disable('x-powered-by');
  doors.use(
    '/meja',
    createDesk({
      desk: deskCases,
      guard: createFormGuard({ baseUrl, key: derivedKey(Buffer.from(secrets.sessionKey, 'base64'), 'forms') }),
      limits,
      login: { whoIs: (request) => session.whoIs(request.get('Cookie')) },
      tasklistUrl: config.engine.tasklistUrl,
      baseUrl,
      logger: log('desk'),
      passphrasesPerFiveMinutes: config.signing.attemptsPerFiveMinutes,
    }),
  );
  doors.use(
    createPortal({
      cases,
      cleanPaper,
      health,
      twilioWebhook: messenger,
      baseUrl,
      office: {
        name: face.name,
        ...(config.simulators
          ? { banner: 'SIMULASI: semua data dan sertifikat di sini adalah rekaan untuk percobaan.' }
          : {}),
      },
      trustProxy: config.trustProxy,
      logger: log('portal'),
    }),
  );
  const server = await listen(createPortalServer(doors), ports.portal);
  closing.add('doors', () => closeServer(server));

  return { config, store, engine, cases, camunda, postgres, press, close: () => closing.closeAll() };
}

/** Ports that the office itself opens; the engine looks after its own. */
function doorsOf({ ports, simulators }: Config): NeededPort[] {
  const simulated: NeededPort[] = [
    { port: ports.siak, variable: 'SIAK_SIMULATOR_PORT', use: 'simulasi SIAK' },
    { port: ports.bsre, variable: 'BSRE_SIMULATOR_PORT', use: 'simulasi BSrE' },
    { port: ports.whatsapp, variable: 'WHATSAPP_SIMULATOR_PORT', use: 'simulasi WhatsApp' },
  ];
  return [
    { port: ports.portal, variable: 'PORTAL_PORT', use: 'portal dan meja petugas' },
    ...(simulators ? simulated : []),
  ];
}

/** Runs the parts side by side; when one fails, waits for the others, so that the closing list knows all that was opened. */
async function allOrNothing<T extends readonly (() => Promise<unknown>)[]>(
  parts: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const settled = await Promise.allSettled(parts.map((part) => part()));
  const failed = settled.find((part) => part.status === 'rejected');
  if (failed !== undefined) throw failed.reason as Error;
  return settled.map((part) => (part.status === 'fulfilled' ? part.value : undefined)) as {
    [K in keyof T]: Awaited<ReturnType<T[K]>>;
  };
}

function repeat(work: () => Promise<number>, everyMs: number, logger: Logger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = work().then(
      (count) => void (count > 0 && logger.info({ count }, 'made up for')),
      (error: unknown) =>
        logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'could not be made up for now'),
    );
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
