import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { startEngine, type RunningEngine } from '../../../camunda/engine.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { createRest, type OperatonRest } from '../../../src/process/operaton/rest.ts';
import type { Store } from '../../../src/store/store.ts';
import { atEnd } from '../../at-end.ts';
import { freePort, until } from '../../camunda/helpers.ts';
import { enterCluster, leaveCluster, newDatabase, silent, temporaryFolder } from '../../store/database.ts';

export interface TestEngine {
  readonly rest: OperatonRest;
  /** Where the host listens, and the secret that every request needs. */
  readonly url: string;
  readonly secret: string;
  /** Address of the engine's database with the owner's password. */
  readonly databaseUrl: string;
  /** The office's side of that database. */
  readonly store: Store;
  /** Moves the engine's clock, by an ISO 8601 duration such as `PT8D`. */
  advance(by: string): Promise<void>;
  /** Kills the JVM; resolves when the next one is ready. */
  kill(): Promise<void>;
}

/** Fetching, compiling and preparing the engine once on a bare machine. */
const FIRST_START_MS = 300_000;
const RESTART_MS = 90_000;

interface Shared {
  readonly engine: RunningEngine;
  readonly database: { readonly url: string; readonly store: Store };
}
let shared: Promise<Shared> | undefined;
/** How the clock was moved so far. */
const moves: string[] = [];

/**
 * Call it inside `describe`: gives the suite the engine of this process, on a database that all suites of the process
 * share.
 */
export function withEngine(): TestEngine {
  let running: Shared | undefined;
  before(async function () {
    this.timeout(FIRST_START_MS);
    running = await (shared ??= start());
  });
  const there = (): Shared => {
    if (running === undefined) throw new Error('the engine is there once the suite has begun');
    return running;
  };
  let rest: OperatonRest | undefined;
  return {
    get rest() {
      return (rest ??= createRest(there().engine));
    },
    get url() {
      return there().engine.url;
    },
    get secret() {
      return there().engine.secret;
    },
    get databaseUrl() {
      return there().database.url;
    },
    async advance(by) {
      moves.push(by);
      await this.rest.put(`office/clock?plus=${encodeURIComponent(by)}`);
    },
    get store() {
      return there().database.store;
    },
    async kill() {
      const { engine } = there();
      const { pid } = engine;
      if (pid === undefined) throw new Error('the engine does not run');
      process.kill(pid, 'SIGKILL');
      await until(async () => engine.pid !== pid && (await engine.ready()), RESTART_MS);
      // The next one begins at the machine's own time.
      for (const by of moves) await this.rest.put(`office/clock?plus=${encodeURIComponent(by)}`);
    },
  };
}

/** A case number that no other test uses. */
export const newCaseNumber = (): string => `KK-261126-${randomBytes(3).toString('hex').toUpperCase()}`;

async function start(): Promise<Shared> {
  const cluster = await enterCluster();
  const { logins, ...database } = await newDatabase(cluster);
  const engine = await startEngine({
    databaseUrl: logins.engine,
    port: await freePort(),
    clockControlled: true,
    varDir: path.join(temporaryFolder(), 'engine'),
    cacheDir: loadConfig().cacheDir,
    logger: silent,
    progress: () => undefined,
  });
  atEnd(async () => {
    await engine.stop();
    await database.store.close();
    await leaveCluster();
  });
  return { engine, database };
}
