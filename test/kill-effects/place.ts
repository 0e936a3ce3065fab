import { rmSync } from 'node:fs';
import path from 'node:path';
import { TEST_PASSPHRASE } from '../../src/signing/certificates.ts';
import { createSiak } from '../../src/siak/create-siak.ts';
import { startBsreSimulator } from '../../src/simulators/bsre/server.ts';
import { startSiakSimulator } from '../../src/simulators/siak/server.ts';
import { startWhatsappSimulator } from '../../src/simulators/whatsapp/server.ts';
import { BASE_URL, Office, PEOPLE } from '../cases/office.ts';
import { inventedApplication } from '../scenarios/families.ts';
import { enterCluster, leaveCluster, newDatabase, query, silent, temporaryFolder } from '../store/database.ts';
import { databaseLine, serviceLine, type DatabaseLine, type ServiceLine } from './lines.ts';
import { LANGUAGES } from '../languages.ts';

export const EFFECTS = ['signature', 'message', 'siak-entry', 'archive-copy'] as const;
export type Effect = (typeof EFFECTS)[number];

/** What a process needs to know to do the effects. */
export interface Place {
  readonly databaseUrl: string;
  readonly siak: string;
  readonly bsre: string;
  readonly whatsapp: string;
  readonly account: { readonly user: string; readonly password: string };
  readonly accountSid: string;
  readonly authToken: string;
  readonly baseUrl: string;
  readonly documents: string;
  readonly documentKey: string;
  readonly layers: readonly { readonly name: string; readonly path: string; readonly removable: boolean }[];
  readonly trustAnchorFile: string;
  readonly crlFiles: readonly string[];
  readonly signerName: string;
  readonly signerNik: string;
}

/** A case that stands just before the effect. */
export interface Ready {
  readonly applicationNumber: string;
  readonly draftSha256: string;
}

/** The office's database, the simulators and the lines between; cases are made ready by the use cases themselves. */
export interface TestPlace extends Place {
  readonly office: Office;
  readonly lines: Readonly<Record<Exclude<Effect, 'archive-copy'>, ServiceLine>>;
  readonly database: DatabaseLine;
  ready(effect: Effect): Promise<Ready>;
  /** The head approves the draft (again), without the engine. */
  approves(ready: Ready): Promise<void>;
  close(): Promise<void>;
}

export const PASSPHRASE = TEST_PASSPHRASE;
export const HEAD = PEOPLE.agus.username;

export async function openPlace(): Promise<TestPlace> {
  const cluster = await enterCluster();
  const made = await newDatabase(cluster);
  const office = await Office.open(
    {
      ...made,
      applicationUrl: made.logins.application,
      asOwner: (sql, values = []) => query(made.url, sql, values),
      asApplication: (sql, values = []) => query(made.url, sql, values, 'kk_app'),
    },
    {},
    new Date(),
  );
  const folder = temporaryFolder();
  const account = { user: 'disdukcapil', password: 'simulasi' };
  const [accountSid, authToken] = [`AC${'0'.repeat(31)}1`, 'token-simulasi'];
  const at = { port: 0, host: '127.0.0.1', logger: silent };
  const siak = await startSiakSimulator({ ...at, ...account });
  const bsre = await startBsreSimulator({ ...at, ...account, pkiFolder: path.join(folder, 'pki') });
  // Nobody listens to its callbacks here: what a message became is asked.
  const whatsapp = await startWhatsappSimulator({
    languages: LANGUAGES,
    ...at,
    accountSid,
    authToken,
    webhookUrl: `${BASE_URL}/webhook/whatsapp`,
    wait: () => new Promise(() => undefined),
  });
  const lines = {
    'siak-entry': await serviceLine(
      siak.url,
      (method, at, status) => method === 'POST' && at === '/entri' && status === 201,
    ),
    signature: await serviceLine(
      bsre.url,
      (method, at, status) => method === 'POST' && at.endsWith('/sign/pdf') && status === 200,
    ),
    message: await serviceLine(
      whatsapp.url,
      (method, at, status) => method === 'POST' && at.includes('/Messages') && status < 300,
    ),
  };
  const database = await databaseLine(made.url);
  const register = createSiak({
    way: 'simulator',
    service: { url: siak.url, ...account, ipUser: '127.0.0.1' },
    timeoutMs: 15_000,
    logger: silent,
  });

  const approves = async ({ applicationNumber, draftSha256 }: Ready) =>
    void (await query(
      made.url,
      `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer, draft_sha256)
       values ($1, 7, $3, now(), gen_random_uuid(), '{"signing":"approved"}', $2)`,
      [applicationNumber, draftSha256, HEAD],
    ));

  const examines = (applicationNumber: string) =>
    query(
      made.url,
      `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer)
       values ($1, 3, $2, now(), gen_random_uuid(), '{"examination":"complete"}')`,
      [applicationNumber, PEOPLE.sri.username],
    );

  return {
    office,
    lines,
    database,
    databaseUrl: database.url,
    siak: lines['siak-entry'].url,
    bsre: lines.signature.url,
    whatsapp: lines.message.url,
    account,
    accountSid,
    authToken,
    baseUrl: BASE_URL,
    documents: path.join(office.folder, 'documents'),
    documentKey: Buffer.alloc(32, 7).toString('base64'),
    layers: ['server', 'flashdisk'].map((name) => ({
      name,
      path: path.join(office.folder, name),
      removable: name === 'flashdisk',
    })),
    trustAnchorFile: bsre.trustAnchorFile,
    crlFiles: bsre.crlFiles,
    signerName: 'Kepala Dinas (simulasi)',
    signerNik: PEOPLE.agus.signerNik!,
    approves,

    async ready(effect) {
      const none = { draftSha256: '0'.repeat(64) };
      switch (effect) {
        case 'message':
          return { ...none, ...(await office.submit()) };
        case 'siak-entry': {
          const application = inventedApplication();
          const { applicationNumber } = await office.submit(application);
          await examines(applicationNumber);
          // The register learns invented people when it is asked for them, as in the automatic validation.
          const { members, kkNumber = null, address } = application;
          await register.check(
            members.map(({ nik, name, shdk }) => ({ nik, name, shdk, kkNumber })),
            { ownReference: applicationNumber, address },
          );
          return { ...none, applicationNumber };
        }
        case 'signature': {
          const made = await office.verified();
          await approves(made);
          return made;
        }
        case 'archive-copy': {
          const made = await office.delivered();
          await office.store.cases.change(made.applicationNumber, { state: 'delivered' });
          return made;
        }
      }
    },

    async close() {
      await Promise.all([...Object.values(lines), database].map((line) => line.close()));
      await Promise.all([siak.close(), bsre.close(), whatsapp.close()]);
      await office.close();
      await made.store.close();
      await leaveCluster();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
