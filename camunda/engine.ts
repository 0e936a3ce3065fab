import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { claim } from './claim.ts';
import { requireSpace } from './disk-space.ts';
import { requireFreePorts } from './free-ports.ts';
import { probeOf } from './health.ts';
import { hostParts, type HostParts } from './host-parts.ts';
import { findJava } from './java.ts';
import { jdbcAddress } from './jdbc-url.ts';
import type { JvmHome, JvmProgram } from './jvm-program.ts';
import { archiveFile, makeArchive, startingFrom } from './quick-start.ts';
import { supervise, type SupervisedJvm } from './supervisor.ts';

/** Logs of a day and what the JVM writes when it dies. */
const SPACE_TO_RUN = 200_000_000;
/** Schema of the engine's own tables, which its role owns. */
const SCHEMA = 'engine';
const NAME = 'engine';

export interface EngineOptions {
  /** Database of the office with the role of the engine (`kk_engine`): owner of schema `engine`. */
  readonly databaseUrl: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Proves requests of the office; made anew when it is left out. */
  readonly secret?: string;
  /** Lets tests move the engine's clock; never in an office that works. */
  readonly clockControlled: boolean;
  /** `logs` and `run` lie here. */
  readonly varDir: string;
  /** The fetched and compiled parts, shared by all offices of this account. */
  readonly cacheDir: string;
  readonly logger: Logger;
  /** Hears one Indonesian sentence for each thing that takes time. */
  readonly progress: (text: string) => void;
  /** Gives the start up and ends what runs already. */
  readonly signal?: AbortSignal;
  /** Java and Maven are looked for here. */
  readonly environment?: NodeJS.ProcessEnv;
  /** How often the running engine is looked at, in ms; five looks without an answer, and it is started again. */
  readonly lookEveryMs?: number;
}

export interface RunningEngine {
  /** Of the host; REST below `/engine-rest`, web apps below `/operaton`. */
  readonly url: string;
  /** Each request needs it: `Authorization: Bearer <secret>`, or `X-Office-Secret` at the web apps. */
  readonly secret: string;
  /** Of Operaton, such as "1.0.3". */
  readonly version: string;
  /** Changes when the JVM had to be started again; undefined after the stop. */
  readonly pid: number | undefined;
  ready(): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Gets, builds and starts the process engine, and returns when it can work. It is started again by itself when it dies
 * or hangs. Throws StartError with one sentence that names the remedy.
 */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const { port, cacheDir, logger, progress, signal, environment = process.env } = options;
  const varDir = path.resolve(options.varDir);
  await mkdir(varDir, { recursive: true });
  const java = await findJava(environment);
  const home: JvmHome = { java: java.program, varDir, machine: machineOnly(environment) };
  const claimed = await claim(home, NAME);
  try {
    await requireFreePorts([{ port, variable: 'ENGINE_PORT', use: 'mesin proses' }]);
    await requireSpace(varDir, SPACE_TO_RUN, 'VAR_DIR');
    const logDir = path.join(varDir, 'logs');
    const parts = await hostParts({ cacheDir, logDir, java, environment, progress, signal });
    const secret = options.secret ?? randomBytes(32).toString('base64url');
    const program = hostProgram(parts, secret, options);
    const run = (one: JvmProgram): Promise<SupervisedJvm> =>
      supervise(one, home, {
        progress,
        logger,
        signal: signal ?? new AbortController().signal,
        started: (pid) => claimed.holds(pid),
        ...(options.lookEveryMs === undefined ? {} : { lookEveryMs: options.lookEveryMs }),
      });
    const archive = archiveFile(parts.folder, java, program);
    await makeArchive(archive, program, signal, (recording) => {
      progress('Menyiapkan mesin proses agar cepat menyala (hanya sekali)');
      return run(recording);
    });
    progress('Menyalakan mesin proses (beberapa detik)');
    const jvm = await run(startingFrom(archive, program));
    logger.info({ pid: jvm.pid(), port, java: java.version, operaton: parts.operatonVersion }, 'the engine is ready');
    return running(jvm, program, () => claimed.release(), { url: urlOf(port), secret, version: parts.operatonVersion });
  } catch (error) {
    await claimed.release();
    throw error;
  }
}

function hostProgram(parts: HostParts, secret: string, options: EngineOptions): JvmProgram {
  const database = jdbcAddress(options.databaseUrl, SCHEMA);
  return {
    name: NAME,
    title: 'Mesin proses',
    jvmArguments: [
      '-Xmx512m',
      // One core's worth of compiler and collector: starts in two thirds of the time, and nothing here runs hot.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-XX:+ExitOnOutOfMemoryError',
      // Remarks on the archive of classes are of no use to anybody.
      '-Xlog:disable',
      '-Xlog:all=error:stderr',
      '-Dfile.encoding=UTF-8',
      // The engine's tables hold moments without a zone: all hosts of an office must mean the same one.
      '-Duser.timezone=Asia/Jakarta',
    ],
    classPath: parts.classPath,
    mainClass: 'kk.host.Main',
    environment: {
      HOST_PORT: String(options.port),
      HOST_DATABASE_URL: database.url,
      HOST_DATABASE_USER: database.user,
      HOST_DATABASE_PASSWORD: database.password,
      HOST_SECRET: secret,
      HOST_CLOCK_CONTROLLED: String(options.clockControlled),
    },
    probe: probeOf(`${urlOf(options.port)}/engine-rest/office/ready`, secret),
  };
}

function running(
  jvm: SupervisedJvm,
  { probe }: JvmProgram,
  release: () => Promise<void>,
  facts: { readonly url: string; readonly secret: string; readonly version: string },
): RunningEngine {
  let stopped: Promise<void> | undefined;
  return {
    ...facts,
    get pid() {
      return jvm.pid();
    },
    ready: async () => (await probe()) === 'ready',
    stop: () => (stopped ??= jvm.stop().then(release)),
  };
}

const urlOf = (port: number): string => `http://127.0.0.1:${port}`;

/** Only what a program needs to run: Spring reads settings from every variable it is given. */
function machineOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'TMPDIR'];
  return Object.fromEntries(
    names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}
