import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Type } from '@sinclair/typebox';
import { pino } from 'pino';
import { startEngine } from '../../../camunda/engine.ts';
import { until } from '../../../src/demo/until.ts';
import { createOperaton } from '../../../src/process/operaton/create-operaton.ts';
import { PLACEHOLDER_BASE_URL, readModel } from '../../../src/process/read-model.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { ensureLogins } from '../../../src/store/logins.ts';
import { startPostgres } from '../../../src/store/postgres/start-postgres.ts';
import { DOCUMENT_KEY } from '../../../test/store/database.ts';
import { judgementOf, openCase, putOfficer } from '../../../test/store/given.ts';
import { WORKERS } from '../../../workers/index.ts';
import { atOnce } from './at-once.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PATIENCE = { withinMs: 600_000, everyMs: 20 };
/** What the people of the shape answer; they look at nothing. */
const ANSWERS = [
  ['open-application', 2, { entryOfficer: 'sri.wahyuni' }],
  ['examine-application', 3, { examination: 'complete', missingDocuments: [], note: '', entryOfficer: 'sri.wahyuni' }],
  [
    'request-print',
    4,
    { entryOfficer: 'sri.wahyuni', printRequest: 'requested', draftSha256: 'a'.repeat(64), note: '' },
  ],
  ['verify-draft', 5, { verification: 'valid', note: '' }],
  ['approve-signing', 7, { signing: 'approved', note: '' }],
] as const;

export interface BareProcess {
  carry(count: number, lanes: number): Promise<void>;
  close(): Promise<void>;
}

/** The same diagram on an engine and a database of its own, with workers and people who do nothing. */
export async function openBareProcess(varDir: string, cacheDir: string, port: number): Promise<BareProcess> {
  const logger = pino({ level: 'silent' });
  const quiet = () => undefined;
  // PostgreSQL may run under an account of its own, which must come through.
  await mkdir(varDir, { recursive: true });
  await chmod(varDir, 0o711);
  const postgres = await startPostgres({ dataDir: path.join(varDir, 'postgres'), logger, progress: quiet });
  const store = await createStore({ url: postgres.url, logger, key: DOCUMENT_KEY });
  const host = await startEngine({
    databaseUrl: (await ensureLogins(postgres.url)).engine,
    port,
    clockControlled: false,
    varDir,
    cacheDir,
    logger,
    progress: quiet,
  });
  const engine = createOperaton({ url: host.url, secret: host.secret, logger });
  await engine.deploy(await readModel({ folder: ROOT, baseUrl: PLACEHOLDER_BASE_URL }));
  await putOfficer(store);
  const workers = engine.work(
    WORKERS.map(({ type, input, output, errors }) => ({
      type,
      input,
      output: Type.Object(output.properties),
      errors,
      handle: () => Promise.resolve(outputOf(Object.keys(output.properties))),
    })),
    undefined,
  );
  return {
    carry: (count, lanes) =>
      atOnce(lanes, count, async () => {
        const { applicationNumber } = await openCase(store);
        await engine.start(applicationNumber, {
          reason: 'perubahan-data',
          elements: ['pendidikan'],
          siakWay: 'simulator',
        });
        for (const [element, step, answer] of ANSWERS) {
          const { taskId } = await until(
            element,
            async () => (await store.workList.open({ applicationNumber })).find((item) => item.element === element),
            PATIENCE,
          );
          await store.judgements.put(judgementOf(applicationNumber, { taskId, element, step, answer, change: {} }));
          if ((await engine.tasks.complete(taskId)) !== 'completed') throw new Error(`${element} is not completed`);
        }
        const message = { name: 'card-received' as const, caseNumber: applicationNumber, once: applicationNumber };
        await until('the receipt', async () => (await engine.correlate(message)) === 'taken', PATIENCE);
        await until('the end', async () => !(await engine.runningCases()).has(applicationNumber), PATIENCE);
      }),
    async close() {
      await workers.stop();
      await host.stop();
      await store.close();
      await postgres.stop();
    },
  };
}

/** Values of the right form for what the diagram reads. */
const outputOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name.endsWith('Sha256') ? 'a'.repeat(64) : 'SIAK-2026-000001']));
