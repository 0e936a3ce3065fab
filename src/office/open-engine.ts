import type { Logger } from 'pino';
import { startEngine, type RunningEngine } from '../../camunda/engine.ts';
import type { Config } from '../config/config.ts';
import { createOperaton } from '../process/operaton/create-operaton.ts';
import type { ProcessEngine } from '../process/process.ts';
import type { Store } from '../store/store.ts';
import { openWorkListFeed } from '../store/work-list-feed.ts';
import type { ClosingList } from './closing-list.ts';
import { listenerAnswers } from './listener-answers.ts';
import type { OfficeFile } from './office-file.ts';
import type { Progress } from './progress.ts';

export interface OpenEngine {
  readonly engine: ProcessEngine;
  /** The embedded engine's process; undefined when an existing cluster is used. */
  readonly host: RunningEngine | undefined;
  readonly info: OfficeFile['engine'];
}

export interface OpenEngineOptions {
  /** Database as its owner sees it, and as the embedded engine does. */
  readonly database: { readonly url: string; readonly engineUrl: string };
  readonly store: Store;
  readonly closing: ClosingList;
  readonly progress: Progress;
  readonly logger: Logger;
  /** Lets tests move the embedded engine's clock. */
  readonly clockControlled: boolean;
  readonly signal: AbortSignal | undefined;
}

/** The engine of the settings: the embedded one is started, an existing cluster is asked whether it is there. */
export async function openEngine(config: Config, options: OpenEngineOptions): Promise<OpenEngine> {
  return config.engine.kind === 'zeebe' ? joinCluster(config.engine, options) : startEmbedded(config, options);
}

async function startEmbedded(
  { ports, varDir, cacheDir }: Config,
  { database, closing, progress, logger, clockControlled, signal }: OpenEngineOptions,
): Promise<OpenEngine> {
  const host = await progress.during('Mesin proses (Operaton)', () =>
    startEngine({
      databaseUrl: database.engineUrl,
      port: ports.engine,
      clockControlled,
      varDir,
      cacheDir,
      progress,
      logger,
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  closing.add('engine', () => host.stop());
  const engine = createOperaton({ url: host.url, secret: host.secret, logger });
  closing.add('engine client', () => engine.close());
  return { engine, host, info: { kind: engine.kind, version: host.version } };
}

async function joinCluster(
  address: Extract<Config['engine'], { kind: 'zeebe' }>,
  { database, store, closing, progress, logger }: OpenEngineOptions,
): Promise<OpenEngine> {
  // Its client is large, and an office with the embedded engine needs none of it.
  const { createZeebe } = await import('../process/zeebe/create-zeebe.ts');
  const feed = await openWorkListFeed({ url: database.url, logger });
  closing.add('work list feed', () => feed.close());
  const engine = createZeebe({ ...address, answers: listenerAnswers(feed, store), logger });
  closing.add('engine client', () => engine.close());
  const version = await progress.during('Camunda 8 yang sudah ada', async () => {
    await engine.ready();
    return engine.version();
  });
  return { engine, host: undefined, info: { kind: engine.kind, version } };
}
