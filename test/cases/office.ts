import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pino, type Logger } from 'pino';
import { createJournalAnchors } from '../../src/archive/journal-anchors.ts';
import { createArchive } from '../../src/archive/create-archive.ts';
import { holdsCopies } from '../../src/cases/check-archive.ts';
import {
  createApplicantCases,
  createProcessCases,
  type ApplicantCases,
  type ProcessCases,
} from '../../src/cases/create-cases.ts';
import { createOfficerCases, type OfficerCases } from '../../src/cases/create-officer-cases.ts';
import { deliverOutbox } from '../../src/cases/deliver-outbox.ts';
import { handleMessages } from '../../src/cases/handle-message.ts';
import { sendWaitingMessages } from '../../src/cases/send-waiting-messages.ts';
import type { Dependencies } from '../../src/cases/dependencies.ts';
import type { SigningWaits } from '../../src/cases/signing-outcome.ts';
import type { SubmittedPaper } from '../../src/cases/store-papers.ts';
import { createReadCard } from '../../src/card/preview.ts';
import { cleanPaper } from '../../src/documents/clean-paper.ts';
import { contactSheet } from '../../src/documents/contact-sheet.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { judgePicture } from '../../src/documents/judge-picture.ts';
import type { Application } from '../../src/domain/application.ts';
import { pinOf } from '../../src/domain/application-number.ts';
import type { Person } from '../../src/domain/authority.ts';
import type { GivenAnswer } from '../../src/domain/decision-answers.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import type { Languages } from '../../src/domain/language/language.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import type { StaffRole } from '../../src/domain/process.ts';
import { createClock } from '../../src/process/memory/clock.ts';
import { createMemory, type MemoryEngine } from '../../src/process/memory/create-memory.ts';
import { createSigningGrants } from '../../src/signing/grants.ts';
import { createLimits, type Limits } from '../../src/store/limits.ts';
import type { CaseRecord, JournalRow, Store, WorkItem } from '../../src/store/store.ts';
import { openWorkListFeed, type OpenWorkListFeed } from '../../src/store/work-list-feed.ts';
import { WORKERS } from '../../workers/index.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { officeModel } from '../process/model.ts';
import { verifier as testVerifier } from '../signing/test-office.ts';
import { NO_CHANCE, silent, temporaryFolder, withDatabase, type TestDatabase } from '../store/database.ts';
import {
  MessengerDouble,
  PASSPHRASE,
  PressDouble,
  RegisterDouble,
  SignerDouble,
  picture,
} from './external-services.ts';
import { LANGUAGES } from '../languages.ts';

const person = (username: string, name: string, roles: StaffRole[], more: Partial<Person> = {}): Person => ({
  username,
  name,
  roles,
  nip: null,
  signerNik: null,
  // The one certificate of the signing double.
  certificateName: 'Kepala Dinas (simulasi)',
  active: true,
  ...more,
});
/** Everybody of the invented office; a test that changes one puts them back. */
export const PEOPLE = {
  sri: person('sri.wahyuni', 'Sri Wahyuni', ['petugas-entri']),
  tono: person('tono.prasetyo', 'Tono Prasetyo', ['petugas-entri']),
  endah: person('endah.kusuma', 'Endah Kusumawati', ['kasi']),
  agus: person('agus.hartanto', 'Agus Hartanto', ['kepala-dinas'], {
    nip: '197001011994031001',
    signerNik: '3402010101700001',
  }),
  rini: person('rini.astuti', 'Rini Astuti', ['petugas-cetak']),
  /** Holds three lanes: only four eyes keep her from deciding everything. */
  dewi: person('dewi.larasati', 'Dewi Larasati', ['petugas-entri', 'kasi', 'kepala-dinas']),
  budi: person('budi.lama', 'Budi Lama', ['kepala-dinas'], { active: false }),
  audi: person('audi.pranata', 'Audi Pranata', ['auditor']),
  adi: person('adi.nugroho', 'Adi Nugroho', ['admin']),
} as const;
export type OfficerName = keyof typeof PEOPLE;

const readCard = await createReadCard();
export const BASE_URL = 'https://kk.example.id';
export const LINK_KEY = Buffer.alloc(32, 9);
type Completed = Awaited<ReturnType<MemoryEngine['tasks']['complete']>>;
type WentBack = Awaited<ReturnType<MemoryEngine['tasks']['takeBack']>>;
const PAPERS: readonly DocumentKind[] = ['f-1-06', 'kk-lama', 'ijazah'];

export interface SubmittedCase {
  readonly applicationNumber: string;
  readonly pin: string;
}

/**
 * All use cases on a real PostgreSQL, the memory engine with the real diagram and the real workers; external services
 * are doubles at their interfaces. Call `withOffice` inside `describe`.
 */
export class Office {
  readonly #database: TestDatabase;
  readonly #feed: OpenWorkListFeed;
  readonly limits: Limits;
  readonly register = new RegisterDouble();
  readonly messenger = new MessengerDouble();
  readonly press = new PressDouble();
  readonly signer = new SignerDouble();
  readonly grants = createSigningGrants();
  readonly log: string[] = [];
  readonly logger: Logger = pino(
    { level: 'debug', ...NO_CHANCE },
    { write: (line: string) => void this.log.push(line) },
  );
  readonly folder = temporaryFolder();
  readonly dependencies: Dependencies & { readonly limits: Limits };
  engine: MemoryEngine;
  /** Stands between the use cases and the engine's completion: for an engine that is away, slow or loses its answer. */
  completing: (complete: () => Promise<Completed>) => Promise<Completed> = (complete) => complete();
  /** The same for a decision that is taken back. */
  goingBack: (goBack: () => Promise<WentBack>) => Promise<WentBack> = (goBack) => goBack();
  /** Stands in for the engine's other calls while a test lets them fail. */
  faults: Partial<Pick<Dependencies['engine'], 'start' | 'correlate'> & Pick<MemoryEngine['tasks'], 'assign'>> = {};
  applicants: ApplicantCases;
  officers: OfficerCases;
  process: ProcessCases;

  private constructor(
    database: TestDatabase,
    feed: OpenWorkListFeed,
    limits: Limits,
    verifier: Dependencies['verifier'],
    waits: Partial<SigningWaits>,
    start: Date,
    languages: Languages,
  ) {
    this.#database = database;
    this.#feed = feed;
    this.limits = limits;
    this.engine = createMemory({ feed, logger: silent, clock: createClock(start) });
    const layers = ['server', 'flashdisk'].map((name) => ({
      name,
      path: path.join(this.folder, name),
      removable: name === 'flashdisk',
    }));
    for (const layer of layers) mkdirSync(layer.path, { recursive: true });
    this.dependencies = {
      store: database.store,
      documents: createDocuments({ folder: path.join(this.folder, 'documents'), key: Buffer.alloc(32, 7) }),
      engine: this.#currentEngine(),
      siak: this.register,
      press: this.press,
      readCard,
      signer: this.signer,
      verifier,
      publicVerifier: verifier,
      grants: this.grants,
      messenger: this.messenger,
      anchors: createJournalAnchors({
        folder: path.join(this.folder, 'anchors'),
        archiveFolder: path.join(this.folder, 'server'),
        key: Buffer.alloc(32, 9),
      }),
      archive: createArchive({
        ...{ layers, key: Buffer.alloc(32, 9), logger: silent },
        holdsCopies: holdsCopies({ store: this.store }),
      }),
      cleanPaper: (bytes) => cleanPaper(bytes),
      judgePicture,
      contactSheet,
      trustAnchor: () => Promise.resolve(Buffer.from('anchor')),
      settings: {
        baseUrl: BASE_URL,
        siakWay: 'simulator',
        officeRules: DEFAULT_OFFICE_RULES,
        linkKey: LINK_KEY,
        headTitle: 'KEPALA DINAS',
        footLine: '',
        signerNik: '3402019999990001',
        archiveTermMs: 7 * 24 * 3_600_000,
        terms: { taskMinutes: 480, serviceMinutes: 15, superiorMinutes: 240 },
      },
      calendar: USUAL_CALENDAR,
      languages,
      processId: 'process-1',
      now: () => this.engine.clock.now(),
      logger: this.logger,
      limits,
    };
    this.applicants = createApplicantCases(this.dependencies);
    this.process = createProcessCases(this.dependencies);
    this.officers = createOfficerCases({
      ...this.dependencies,
      waits: { poll: 5, proof: 5_000, follow: 5_000, alive: 50, ...waits },
    });
  }

  static async open(
    database: TestDatabase,
    waits: Partial<SigningWaits>,
    start: Date,
    languages = LANGUAGES,
  ): Promise<Office> {
    const feed = await openWorkListFeed({ url: database.url, logger: silent });
    const limits = createLimits({ url: database.applicationUrl, logger: silent });
    const office = new Office(database, feed, limits, await testVerifier(), waits, start, languages);
    for (const one of Object.values(PEOPLE)) await database.store.people.put(one);
    await office.#startEngine();
    return office;
  }

  async #startEngine(): Promise<void> {
    await this.engine.deploy(officeModel());
    this.engine.work(WORKERS, this.process);
  }

  /** Always the engine of now: a test may lose it and get another. */
  #currentEngine(): Dependencies['engine'] {
    return {
      start: (...args) => (this.faults.start ?? ((...own) => this.engine.start(...own)))(...args),
      correlate: (message) => (this.faults.correlate ?? ((own) => this.engine.correlate(own)))(message),
      evaluate: (...args) => this.engine.evaluate(...args),
      runningCases: () => this.engine.runningCases(),
      incidents: () => this.engine.incidents(),
      retry: (incidentId) => this.engine.retry(incidentId),
      beginAgain: (...args) => this.engine.beginAgain(...args),
      tasks: {
        assign: (...args) => (this.faults.assign ?? ((...own) => this.engine.tasks.assign(...own)))(...args),
        complete: (task) => this.completing(() => this.engine.tasks.complete(task)),
        takeBack: (task) => this.goingBack(() => this.engine.tasks.takeBack(task)),
      },
    };
  }

  /** Another engine that knows nothing of the cases, as after its data was lost. */
  async loseEngine(): Promise<void> {
    await this.engine.close();
    this.engine = createMemory({ feed: this.#feed, logger: silent, clock: this.engine.clock });
    await this.#startEngine();
  }

  async close(): Promise<void> {
    await this.officers.drain();
    await this.engine.close();
    await this.#feed.close();
    await this.limits.close();
  }

  get store(): Store {
    return this.#database.store;
  }
  get database(): TestDatabase {
    return this.#database;
  }
  get today(): string {
    return plainDateOf(this.engine.clock.now());
  }

  /** Everything that happens by itself: what waits in the outbox, the workers, and messages that came in and go out. */
  async settle(): Promise<void> {
    await this.engine.settle();
    while ((await deliverOutbox(this.dependencies)(0)) > 0) await this.engine.settle();
    await handleMessages(this.dependencies)();
    await sendWaitingMessages(this.dependencies)().catch(() => undefined);
  }

  // --- what is so
  case(applicationNumber: string): Promise<CaseRecord> {
    return this.store.cases.get(applicationNumber);
  }
  /** Rows of these events, oldest first; all without a name. */
  async journal(applicationNumber: string, ...events: string[]): Promise<JournalRow[]> {
    const rows = await this.store.journal.of(applicationNumber);
    return events.length === 0 ? rows : rows.filter(({ event }) => events.includes(event));
  }
  /** The open task of this element; fails when there is none. */
  async task(applicationNumber: string, element: string): Promise<WorkItem> {
    const open = await this.store.workList.open({ applicationNumber });
    const item = open.find((one) => one.element === element);
    if (item === undefined) throw new Error(`no open ${element}, but ${open.map((one) => one.element).join()}`);
    return item;
  }
  async openElements(applicationNumber: string): Promise<string[]> {
    return (await this.store.workList.open({ applicationNumber })).map(({ element }) => element);
  }

  pinOf(applicationNumber: string): string {
    return pinOf(applicationNumber, LINK_KEY);
  }

  // --- what people do
  async paper(kind: DocumentKind, text: string = randomUUID()): Promise<SubmittedPaper> {
    return { kind, paper: { bytes: await picture(text, 'jpeg'), mediaType: 'image/jpeg' } };
  }
  async submit(change: Partial<Application> = {}, kinds: readonly DocumentKind[] = PAPERS): Promise<SubmittedCase> {
    const papers = await Promise.all(kinds.map((kind) => this.paper(kind)));
    const { language, ...application } = change;
    const { applicationNumber, pin } = await this.applicants.submit({
      application: sampleApplication(application),
      language,
      papers,
      idempotencyKey: randomUUID(),
      another: true,
    });
    await this.settle();
    return { applicationNumber, pin };
  }

  /** Reads the data, and every paper and draft not read before, as the office wants it before a decision. */
  async reads(who: OfficerName, applicationNumber: string): Promise<void> {
    const { username } = PEOPLE[who];
    const { unseen } = await this.officers.case(username, applicationNumber);
    for (const id of unseen.papers) await this.officers.paper(username, applicationNumber, id);
    if (unseen.draft) await this.officers.draft(username, applicationNumber);
  }

  /** Decides the open task of this element, after having read everything. */
  async decides(who: OfficerName, applicationNumber: string, element: string, answer: GivenAnswer = {}): Promise<void> {
    const { taskId } = await this.task(applicationNumber, element);
    await this.reads(who, applicationNumber);
    await this.officers.decide(PEOPLE[who].username, { applicationNumber, task: taskId, answer });
    await this.settle();
  }

  // --- cases on their way, from wherever they are submitted
  /** Opens it and asks the applicant for these papers. */
  async asksFor(applicationNumber: string, missingDocuments: readonly DocumentKind[], note = ''): Promise<void> {
    await this.settle();
    await this.decides('sri', applicationNumber, 'open-application');
    await this.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments,
      note,
    });
  }
  /** Examines an opened case and asks for these papers. */
  async asksAgain(applicationNumber: string, missingDocuments: readonly DocumentKind[], note = ''): Promise<void> {
    await this.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments,
      note,
    });
  }
  /** Opens and examines it; it is entered, drafted, and its print requested. */
  async drafts(applicationNumber: string, who: OfficerName = 'sri'): Promise<void> {
    await this.settle();
    await this.decides(who, applicationNumber, 'open-application');
    await this.decides(who, applicationNumber, 'examine-application', { examination: 'complete' });
    await this.requests(applicationNumber, who);
  }
  /** Looks at the draft and asks Kasi/Kabid for the print. */
  async requests(applicationNumber: string, who: OfficerName = 'sri'): Promise<void> {
    await this.decides(who, applicationNumber, 'request-print', { printRequest: 'requested' });
  }
  /** The head signs a verified draft; it is sent. */
  async signs(applicationNumber: string): Promise<void> {
    const { draftSha256 } = await this.case(applicationNumber);
    const passphrase = Buffer.from(PASSPHRASE);
    this.grants.give({ draftSha256: draftSha256!, signer: PEOPLE.agus.username, passphrase });
    await this.decides('agus', applicationNumber, 'approve-signing', { signing: 'approved' });
  }
  /** The whole way to the applicant. */
  async delivers(applicationNumber: string): Promise<void> {
    await this.drafts(applicationNumber);
    await this.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    await this.signs(applicationNumber);
  }

  async opened(change: Partial<Application> = {}, who: OfficerName = 'sri'): Promise<SubmittedCase> {
    const made = await this.submit(change);
    await this.decides(who, made.applicationNumber, 'open-application');
    return made;
  }
  /** Examined by Sri, entered, drafted: the draft waits for Kasi. */
  async drafted(change: Partial<Application> = {}, who: OfficerName = 'sri'): Promise<SubmittedCase> {
    const made = await this.submit(change);
    await this.drafts(made.applicationNumber, who);
    return made;
  }
  /** Verified by Endah: waits for the head. */
  async verified(change: Partial<Application> = {}): Promise<SubmittedCase & { draftSha256: string }> {
    const made = await this.drafted(change);
    await this.decides('endah', made.applicationNumber, 'verify-draft', { verification: 'valid' });
    const { draftSha256 } = await this.case(made.applicationNumber);
    return { ...made, draftSha256: draftSha256! };
  }
  /** Signed by the head and sent: the applicant has to receive it. */
  async delivered(change: Partial<Application> = {}): Promise<SubmittedCase & { draftSha256: string }> {
    const made = await this.verified(change);
    await this.signs(made.applicationNumber);
    return made;
  }
  /** Tokens of the links in the message that brought the card. */
  cardLinks(applicationNumber: string): { readonly card: string; readonly media: string } {
    const [message] = this.messenger.of(applicationNumber, 'card').slice(-1);
    const last = (address: string) => address.split('/').at(-1)!;
    return { card: last(String(message!.values['cardUrl'])), media: last(message!.mediaUrl!).replace(/\.pdf$/, '') };
  }
}

/**
 * Gives the suite an office of its own; made before it, closed after it. `start`: where the office's clock stands, by
 * default the moment at which the suite begins. `languages`: what it offers to residents, by default Indonesian alone.
 */
export function withOffice(
  waits: Partial<SigningWaits> = {},
  start?: Date,
  languages?: Languages,
): { readonly office: Office } {
  const database = withDatabase();
  let office: Office | undefined;
  before(async () => {
    office = await Office.open(database, waits, start ?? new Date(), languages);
  });
  after(async () => {
    await office?.close();
  });
  return {
    get office() {
      if (office === undefined) throw new Error('the office is open once the suite has begun');
      return office;
    },
  };
}

/** Code and sentence of the refusal or remedy that a promise ends with; fails the test when it does not. */
export async function refusalOf(work: Promise<unknown>): Promise<{ code: string; text: string }> {
  try {
    await work;
  } catch (error) {
    const { code, sentence, remedy, name } = error as {
      code?: string;
      sentence?: string;
      remedy?: string;
      name: string;
    };
    return { code: code ?? name, text: sentence ?? remedy ?? '' };
  }
  throw new Error('expected a refusal, and it was done');
}
