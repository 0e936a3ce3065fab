import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import type { RunningEngine } from '../camunda/engine.ts';
import { requireFreePorts } from '../camunda/free-ports.ts';
import { WORKERS } from '../workers/index.ts';
import { createArchive } from './archive/create-archive.ts';
import { createJournalAnchors } from './archive/journal-anchors.ts';
import { layersOnOneDisk } from './archive/same-disk.ts';
import { createAuditor } from './auditor/auditor.ts';
import { findChromium } from './card/chromium/find-chromium.ts';
import { createReportPress } from './card/report-press.ts';
import { letterheadOf } from './office/letterhead.ts';
import { createCardPress, type ChromiumPress } from './card/card-press.ts';
import { createBoundedReading } from './card/bounded-reading.ts';
import { createAuditCases } from './cases/audit/create-audit-cases.ts';
import {
  createApplicantCases,
  createProcessCases,
  type ApplicantCases,
  type ProcessCases,
} from './cases/create-cases.ts';
import { createOfficerCases } from './cases/create-officer-cases.ts';
import type { Dependencies } from './cases/dependencies.ts';
import { archiveParts, holdsCopies } from './cases/check-archive.ts';
import { engineHealth } from './cases/waiting/watch-engine.ts';
import { housekeeping } from './cases/housekeeping.ts';
import { uploadsHealth } from './cases/keep-upload.ts';
import { caseOfTask, identifyWebAppUser, noteWebAppRefusal } from './cases/use-web-apps.ts';
import type { Config } from './config/config.ts';
import { createDesk } from './desk/desk.ts';
import { createBoundedCleaning } from './documents/bounded-cleaning.ts';
import { contactSheet } from './documents/contact-sheet.ts';
import { openDocuments } from './documents/open-documents.ts';
import { judgePicture } from './documents/judge-picture.ts';
import { createLogin } from './login/create-login.ts';
import { createTwilioMessenger } from './messaging/create-twilio-messenger.ts';
import { allOrNothing } from './office/all-or-nothing.ts';
import { claimFolder } from './office/claim-folder.ts';
import { ClosingList } from './office/closing-list.ts';
import { deployModel, type ModelState } from './office/deploy-model.ts';
import { calendarHealth } from './office/calendar-health.ts';
import { readCalendarFile } from './office/calendar-file.ts';
import { diskHealth } from './office/disk-space.ts';
import { cardFolderDuties } from './office/card-folder-duties.ts';
import { startDuties, type Duty } from './office/duties.ts';
import { healthOf } from './office/health.ts';
import type { OfficeFile } from './office/office-file.ts';
import { holdLease } from './office/process-lease.ts';
import { readLanguages } from './office/read-languages.ts';
import { openEngine } from './office/open-engine.ts';
import type { Progress } from './office/progress.ts';
import { limitLogs } from './office/limit-logs.ts';
import { portsOf } from './office/ports-of.ts';
import { filesOf, keepPrivate, requirePrivate } from './office/private-files.ts';
import { serve } from './office/serve.ts';
import { settlePeople } from './office/settle-people.ts';
import { createSigning } from './office/signing.ts';
import { startSimulators } from './office/simulators.ts';
import { unsafeSettings } from './office/unsafe-settings.ts';
import { watchForwarding } from './portal/forwarding.ts';
import { createPortal } from './portal/portal.ts';
import { viewTaskNote } from './cases/view-task-note.ts';
import { officeNumber } from './office/office-number.ts';
import type { ProcessEngine } from './process/process.ts';
import { createSiak } from './siak/create-siak.ts';
import { createStore } from './store/create-store.ts';
import { createLimits, type Limits } from './store/limits.ts';
import { ensureLogins, type Logins } from './store/logins.ts';
import { createPasswordHashing } from './store/password-hash.ts';
import { startPostgres, type RunningPostgres } from './store/postgres/start-postgres.ts';
import { createSessions } from './store/sessions.ts';
import type { Store } from './store/store.ts';
import { derivedKey } from './web/derived-key.ts';
import { createWebApps } from './web-apps/create-web-apps.ts';
import { createFormGuard } from './web/form-guard.ts';
import { refuseNulInAddress } from './web/no-nul.ts';

/** Where the diagram, the forms and the templates lie. */
const ROOT = path.resolve(import.meta.dirname, '..');

export interface OfficeOptions {
  readonly progress: Progress;
  readonly logger: Logger;
  /** Lets tests move the engine's clock. */
  readonly clockControlled?: boolean;
  /** How many milliseconds the state of a part serves at /healthz. Tests that wait for a change ask anew each time. */
  readonly healthKept?: (part: string) => number;
  /** Gives the opening up. */
  readonly signal?: AbortSignal;
}

/** The open office; tests look through it at what no page shows. */
export interface Office {
  readonly config: Config;
  readonly store: Store;
  readonly engine: ProcessEngine;
  /** The embedded engine's process; undefined when an existing engine is used. */
  readonly engineHost: RunningEngine | undefined;
  readonly engineInfo: OfficeFile['engine'];
  readonly model: ModelState;
  readonly cases: ApplicantCases & ProcessCases;
  readonly postgres: RunningPostgres;
  readonly press: ChromiumPress;
  /** Closes everything that was opened, in the opposite order, and only that. */
  close(): Promise<void>;
}

/**
 * Opens the office: database, engine and browser first, then the external services, then the use cases, then the pages.
 * When a part fails, what was opened is closed again.
 */
export async function openOffice(config: Config, options: OfficeOptions): Promise<Office> {
  const closing = new ClosingList(options.logger);
  try {
    return await open(config, options, closing);
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

async function open(config: Config, options: OfficeOptions, closing: ClosingList): Promise<Office> {
  const { progress, logger } = options;
  const { varDir, cacheDir, baseUrl, secrets, office: identity } = config;
  const log = (part: string) => logger.child({ part });
  keepPrivate(varDir);
  if (config.mode === 'production') requirePrivate(filesOf(config));
  for (const warning of unsafeSettings(config)) progress(warning);
  const languages = readLanguages(config.languages);
  const letterhead = await letterheadOf(config);
  closing.add('folder', claimFolder(varDir));
  closing.add('log', limitLogs([path.join(varDir, 'logs/office.log')]));
  await requireFreePorts(portsOf(config));

  // --- database and engine, browser
  const [{ postgres, store, limits, logins, engine, host, info }, chromium] = await allOrNothing([
    async () => {
      const database = await openDatabases(config, options, closing);
      const { postgres, store, logins } = database;
      const opened = await openEngine(config, {
        database: { url: postgres.url, engineUrl: logins.engine },
        store,
        closing,
        progress,
        logger: log('engine'),
        clockControlled: options.clockControlled ?? false,
        signal: options.signal,
      });
      return { ...database, ...opened };
    },
    () =>
      progress.during('Chromium', () =>
        findChromium({ cacheDir, logger: log('chromium'), executablePath: config.chromium }),
      ),
  ]);
  const passwords = createPasswordHashing();
  await settlePeople({ store, passwords, linkKey: Buffer.from(secrets.linkKey, 'base64') }, config);
  const documents = await openDocuments({
    folder: config.documentsDir,
    key: Buffer.from(secrets.documentKey, 'base64'),
    named: async () => (await store.papers.newest(20)).map(({ sha256 }) => sha256),
  });

  // --- external services
  if (config.simulators) {
    const simulators = await startSimulators(config, languages, log('simulators'));
    closing.add('simulators', () => simulators.close());
  }
  const siak = createSiak({ ...config.siak, timeoutMs: 15_000, logger: log('siak') });
  const press = createCardPress({ chromium, letterhead, logger: log('card') });
  closing.add('press', () => press.close());
  const reading = createBoundedReading();
  closing.add('reading of cards', () => reading.close());
  const { signer, verifier, publicVerifier, grants } = createSigning(config, log('signing'));
  closing.add('public verifier', () => publicVerifier.close());
  const cleaning = createBoundedCleaning();
  closing.add('cleaning', () => cleaning.close());
  const messenger = createTwilioMessenger({
    ...config.whatsapp,
    languages,
    statusCallbackUrl: `${baseUrl}/webhook/whatsapp/status`,
    timeoutMs: 15_000,
    logger: log('messaging'),
  });
  const archive = createArchive({
    layers: config.archive,
    key: Buffer.from(secrets.archiveKey, 'base64'),
    holdsCopies: holdsCopies({ store }),
    logger: log('archive'),
  });
  if (config.simulators) for (const layer of config.archive) await mkdir(layer.path, { recursive: true, mode: 0o700 });
  for (const names of await layersOnOneDisk(config.archive))
    progress(
      `Peringatan: lapisan arsip ${names.join(', ')} berada pada satu cakram; bila cakram itu rusak, semuanya hilang. Atur folder pada media yang berbeda dengan ARCHIVE_LAYERS.`,
    );

  // --- use cases
  const calendar = readCalendarFile(config.calendarFile);
  const now = () => new Date();
  const processId = randomUUID();
  const lease = await holdLease({ store, processId, varDir, logger: log('lease') });
  closing.add('lease', () => lease.end());
  const dependencies: Dependencies = {
    store,
    documents,
    engine,
    siak,
    press,
    readCard: reading.read,
    signer,
    verifier,
    publicVerifier,
    grants,
    messenger,
    archive,
    anchors: createJournalAnchors({
      folder: config.anchorsDir,
      archiveFolder: config.archive[0]?.path ?? '',
      key: Buffer.from(secrets.archiveKey, 'base64'),
    }),
    cleanPaper: cleaning.clean,
    judgePicture,
    contactSheet,
    trustAnchor: () => readFile(config.signing.trustAnchorFile),
    settings: {
      baseUrl,
      siakWay: config.siak.way,
      officeRules: config.officeRules,
      linkKey: Buffer.from(secrets.linkKey, 'base64'),
      headTitle: identity.headTitle,
      footLine: identity.footLine,
      signerNik: config.signing.signerNik,
      archiveTermMs: config.archiveCheckHours * 3_600_000,
      terms: config.terms,
    },
    processId,
    calendar,
    languages,
    now,
    logger: log('cases'),
  };
  const applicantCases = createApplicantCases({ ...dependencies, limits });
  const processCases = createProcessCases(dependencies);
  // The count of src/desk/middleware/few-passphrases.ts.
  const passphraseTries = limits.limit({
    name: 'passphrases',
    most: config.signing.attemptsPerFiveMinutes,
    windowSeconds: 5 * 60,
  });
  const officerCases = createOfficerCases({
    ...dependencies,
    passphraseWasRight: (signer) => passphraseTries.takeBack(signer),
    // Asked once the office is open.
    officeState: { health: () => health(), refusedModel: () => model.refused?.findings ?? [] },
  });
  closing.add('signing batches', () => officerCases.drain());

  // --- the diagram, and who works in it
  const model = await progress.during('Diagram, tabel keputusan dan formulir', () =>
    deployModel({ engine, folder: ROOT, baseUrl, say: progress, logger: log('deployment') }),
  );
  const workers = engine.work(WORKERS, processCases);
  closing.add('workers', () => workers.stop());
  const limitsPurged: Duty = { name: 'limits that are over', everyMs: 3_600_000, run: () => limits.purge() };
  const duties = startDuties({
    store,
    duties: [...housekeeping(dependencies, officerCases), limitsPurged, ...cardFolderDuties(config, dependencies)],
    logger: log('duties'),
  });
  closing.add('duties', () => duties.stop());

  // --- pages
  const forwarding = watchForwarding(config.trustProxy, log('portal'));
  const parts = {
    database: () => store.ping(),
    engine: () => engine.ready(),
    model: () => (model.refused === undefined ? Promise.resolve() : Promise.reject(model.refused)),
    siak: () => siak.ready(),
    ...(config.signing.service === undefined ? {} : { bsre: () => signer.ready() }),
    whatsapp: () => messenger.ready(),
    chromium: () => press.ready(),
    ...archiveParts(dependencies),
    cases: engineHealth(dependencies),
    documents: () => documents.ready(),
    disk: diskHealth([varDir, config.documentsDir, ...config.archive.map((layer) => layer.path)]),
    duties: () => duties.health(),
    calendar: calendarHealth(calendar, now, config.simulators && !config.calendarFile),
    uploads: uploadsHealth(dependencies),
    proxy: () => forwarding.health(),
  };
  const health = healthOf(parts, options.healthKept);
  const sessions = createSessions({
    url: logins.application,
    idleSeconds: config.login.idleMinutes * 60,
    logger: log('sessions'),
  });
  closing.add('sessions', () => sessions.close());
  const sessionKey = Buffer.from(secrets.sessionKey, 'base64');
  const guard = createFormGuard({ baseUrl, key: derivedKey(sessionKey, 'forms') });
  const login = createLogin({
    accounts: { store, passwords, limits, now, linkKey: dependencies.settings.linkKey },
    sessionStore: sessions.store,
    sessionKey,
    guard,
    provider: config.login.provider,
    baseUrl,
    officeName: identity.name,
    logger: log('login'),
  });
  const auditCases = createAuditCases({
    ...dependencies,
    engine,
    markKey: derivedKey(sessionKey, 'audit'),
  });
  const pages = express().disable('x-powered-by').set('trust proxy', config.trustProxy);
  const forOfficers = ['/masuk', '/keluar', '/akun', '/admin', '/meja', '/auditor', '/operaton'];
  pages.use(forwarding.seen).use(forOfficers, refuseNulInAddress, login.session);
  pages.use(login.pages);
  pages.use(
    '/meja',
    createDesk({
      cases: officerCases,
      login: login.officers,
      guard,
      limits,
      baseUrl,
      logger: log('desk'),
      passphrasesPerFiveMinutes: config.signing.attemptsPerFiveMinutes,
    }),
  );
  pages.use(
    '/auditor',
    createAuditor({
      audit: auditCases,
      press: createReportPress({ chromium, logger: log('reports') }),
      officeName: identity.name,
      login: login.officers,
      guard,
      baseUrl,
      logger: log('auditor'),
    }),
  );
  // An existing cluster has web apps of its own, by its own address.
  if (host !== undefined)
    pages.use(
      createWebApps({
        engine: host,
        login: login.officers,
        logOut: login.logOut,
        guard,
        cases: {
          decide: officerCases.decide,
          claim: officerCases.claim,
          release: officerCases.release,
          taskNote: viewTaskNote(dependencies),
          caseOfTask: caseOfTask(dependencies),
          webAppUser: identifyWebAppUser(dependencies),
          noteRefusal: noteWebAppRefusal(dependencies),
        },
        baseUrl,
        logger: log('web apps'),
      }),
    );
  pages.use(
    createPortal({
      cases: applicantCases,
      cleanPaper: cleaning.clean,
      judgePicture,
      health,
      twilioWebhook: messenger,
      counts: limits,
      calendar,
      languages,
      officeRules: config.officeRules,
      baseUrl,
      office: {
        name: identity.name,
        ...officeNumber(config.whatsapp.from, config.simulators),
        isSimulated: config.simulators,
      },
      trustProxy: config.trustProxy,
      hidesVisitors: () => forwarding.hidesVisitors(),
      spoolFolder: path.join(varDir, 'incoming'),
      logger: log('portal'),
    }),
  );
  await serve(pages, config.ports.portal, closing);

  return {
    config,
    store,
    engine,
    engineHost: host,
    engineInfo: info,
    model,
    cases: { ...applicantCases, ...processCases },
    postgres,
    press,
    close: () => closing.closeAll(),
  };
}

interface Databases {
  readonly postgres: RunningPostgres;
  readonly store: Store;
  readonly limits: Limits;
  readonly logins: Logins;
}

async function openDatabases(
  { varDir, databaseUrl, secrets }: Config,
  { progress, logger }: OfficeOptions,
  closing: ClosingList,
): Promise<Databases> {
  const log = (part: string) => logger.child({ part });
  const dataDir = path.join(varDir, 'postgres');
  const postgres = await progress.during('PostgreSQL', () =>
    startPostgres({ dataDir, databaseUrl, logger: log('postgres'), progress }),
  );
  closing.add('postgres', () => postgres.stop());
  if (postgres.dataDir !== undefined) closing.add('log of postgres', limitLogs([`${postgres.dataDir}.log`]));
  const key = Buffer.from(secrets.documentKey, 'base64');
  const store = await createStore({ url: postgres.url, logger: log('store'), key, dataDir: postgres.dataDir });
  closing.add('store', () => store.close());
  const logins = await ensureLogins(postgres.url);
  const limits = createLimits({ url: logins.application, logger: log('limits') });
  closing.add('limits', () => limits.close());
  return { postgres, store, limits, logins };
}
