import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { broker, internalPorts } from './broker.ts';
import { requireSpace } from './disk-space.ts';
import { requireFreePorts, type NeededPort } from './free-ports.ts';
import { findJava } from './java.ts';
import type { JvmHome, PartName } from './jvm-program.ts';
import { endLeftover } from './leftover.ts';
import { engineComponents } from './maven.ts';
import { opensearch, transportPort } from './opensearch.ts';
import { supervise, type PartHealth, type SupervisedPart } from './supervisor.ts';
import { tolerateFullSeconds } from './tasklist-dates.ts';
import { seedUsers, type WebUser } from './users.ts';
import { webapps } from './webapps.ts';

/** The broker stops working below 2 GB by itself; a day of the office writes far less than the rest. */
const SPACE_TO_RUN = 3_000_000_000;
/** Stopping runs from the readers to what they read. */
const STOP_ORDER: readonly PartName[] = ['webapps', 'broker', 'opensearch'];

/** Each on 127.0.0.1. Four more are taken beside them: opensearch + 1, zeebeGrpc + 1 to + 3. */
export interface CamundaPorts {
  readonly opensearch: number;
  readonly zeebeGrpc: number;
  readonly zeebeRest: number;
  readonly zeebeManagement: number;
  readonly webapps: number;
  readonly webappsManagement: number;
}

export interface CamundaOptions {
  readonly ports: CamundaPorts;
  /** Name of this machine for every address: the login cookie is bound to it. */
  readonly host: string;
  /** Data (`zeebe`, `opensearch`), `logs` and `run` lie here and stay over restarts. */
  readonly varDir: string;
  /** The fetched parts, shared by all offices of this account. */
  readonly cacheDir: string;
  /** All logins there shall be. */
  readonly users: readonly WebUser[];
  /** Lets tests move the engine's clock; never in an office that works. */
  readonly clockControlled: boolean;
  /** Hears one Indonesian sentence for each thing that takes time. */
  readonly progress: (text: string) => void;
  readonly logger: Logger;
  /** Gives the start up and ends what runs already. */
  readonly signal?: AbortSignal;
  /** Java and Maven are looked for here. */
  readonly environment?: NodeJS.ProcessEnv;
}

export interface RunningCamunda {
  /** Process numbers; changes when a part had to be started again. */
  readonly pids: Readonly<Partial<Record<PartName, number>>>;
  health(): Promise<Readonly<Record<PartName, PartHealth>>>;
  /** Readers first, storage last. The data stay. */
  stop(): Promise<void>;
}

/**
 * Gets and starts OpenSearch, the Zeebe broker and Operate with Tasklist, all at once, and returns when all three are healthy and the
 * users can log in. A part that dies later is started again by itself. Throws StartError with one sentence that names the remedy.
 */
export async function startCamunda(options: CamundaOptions): Promise<RunningCamunda> {
  const { ports, host, cacheDir, clockControlled, progress, logger, environment = process.env } = options;
  const varDir = path.resolve(options.varDir);
  await mkdir(varDir, { recursive: true });
  const java = await findJava(environment);
  const home: JvmHome = { java: java.program, varDir, machine: machineOnly(environment) };
  await Promise.all(STOP_ORDER.map((name) => endLeftover(home, name)));
  await requireFreePorts(neededPorts(ports));
  await requireSpace(varDir, SPACE_TO_RUN, 'VAR_DIR');
  const { camundaLib, opensearchLib } = await engineComponents({
    cacheDir,
    javaHome: java.home,
    environment,
    progress,
    signal: options.signal,
  });

  const clusterName = 'penerbitan-kk';
  const programs = [
    await opensearch({ lib: opensearchLib, port: ports.opensearch, host, varDir, clusterName }),
    broker({ lib: camundaLib, host, ports, varDir, clusterName, clockControlled }),
    webapps({ lib: camundaLib, host, ports, clusterName }),
  ];
  progress('Menyalakan mesin proses, Tasklist dan Operate (sekitar setengah menit)');
  const failed = new AbortController();
  const signal = options.signal === undefined ? failed.signal : AbortSignal.any([failed.signal, options.signal]);
  const starts = await Promise.allSettled(
    programs.map(async (program) => {
      try {
        const part = await supervise(program, home, { progress, logger, signal });
        logger.info({ part: program.name, pid: part.pid() }, 'engine part is ready');
        return part;
      } catch (error) {
        // One part is missing: the others need not go on. The first reason is the one to tell.
        failed.abort(error);
        throw error;
      }
    }),
  );
  const parts = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  try {
    signal.throwIfAborted();
    const opensearchUrl = `http://${host}:${ports.opensearch}`;
    await Promise.all([seedUsers(opensearchUrl, options.users), tolerateFullSeconds(opensearchUrl)]);
  } catch (error) {
    await stopAll(parts);
    throw error;
  }
  return running(parts);
}

function running(parts: readonly SupervisedPart[]): RunningCamunda {
  let stopped: Promise<void> | undefined;
  return {
    get pids() {
      return Object.fromEntries(parts.map((part) => [part.name, part.pid()]));
    },
    async health() {
      const [opensearch, broker, webapps] = await Promise.all(
        (['opensearch', 'broker', 'webapps'] as const).map((name) =>
          parts.find((part) => part.name === name)!.health(),
        ),
      );
      return { opensearch: opensearch!, broker: broker!, webapps: webapps! };
    },
    stop: () => (stopped ??= stopAll(parts)),
  };
}

async function stopAll(parts: readonly SupervisedPart[]): Promise<void> {
  for (const name of STOP_ORDER) await parts.find((part) => part.name === name)?.stop();
}

function neededPorts(ports: CamundaPorts): NeededPort[] {
  const zeebe = { variable: 'ZEEBE_GRPC_PORT', use: 'mesin proses (Zeebe)' };
  const search = { variable: 'OPENSEARCH_PORT', use: 'indeks pencarian (OpenSearch)' };
  return [
    { port: ports.opensearch, ...search },
    { port: transportPort(ports.opensearch), ...search },
    ...[ports.zeebeGrpc, ...Object.values(internalPorts(ports.zeebeGrpc))].map((port) => ({ port, ...zeebe })),
    { port: ports.zeebeRest, variable: 'ZEEBE_REST_PORT', use: 'REST mesin proses' },
    { port: ports.zeebeManagement, variable: 'ZEEBE_MANAGEMENT_PORT', use: 'pemantauan mesin proses' },
    { port: ports.webapps, variable: 'WEBAPPS_PORT', use: 'Tasklist dan Operate' },
    { port: ports.webappsManagement, variable: 'WEBAPPS_MANAGEMENT_PORT', use: 'pemantauan Tasklist' },
  ];
}

/** Only what a program needs to run: Spring reads settings from every variable it is given. */
function machineOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'];
  return Object.fromEntries(
    names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}
