import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { healthy, isHealthy } from './health.ts';
import { startJvm, type JvmProcess } from './jvm-process.ts';
import type { JvmHome, JvmProgram, PartName } from './jvm-program.ts';
import { StartError } from './start-error.ts';

/** A first start on a cold, busy disk took 60 s; after this it will not come any more. */
const START_LIMIT_MS = 240_000;
/** Waits before the first, second, ... restart in a row; the last one repeats. */
const RESTART_AFTER_MS = [500, 2000, 5000, 15_000, 30_000] as const;

export type PartHealth = 'up' | 'down';

/** One part that is kept running. */
export interface SupervisedPart {
  readonly name: PartName;
  pid(): number | undefined;
  health(): Promise<PartHealth>;
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  readonly progress: (text: string) => void;
  readonly logger: Logger;
  /** Aborted: the first start is given up. */
  readonly signal: AbortSignal;
}

/**
 * Starts a part, waits until it is healthy, and from then on starts it again whenever it dies, until `stop`.
 * Throws StartError with the path of the log when it dies before it was ever healthy.
 */
export async function supervise(
  program: JvmProgram,
  home: JvmHome,
  { progress, logger, signal }: SupervisorOptions,
): Promise<SupervisedPart> {
  const stopping = new AbortController();
  let current = await firstStart();
  const watch = keepRunning();

  async function launch(): Promise<JvmProcess> {
    return startJvm(program, home);
  }

  async function firstStart(): Promise<JvmProcess> {
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    for (let attempt = 1; ; attempt++) {
      const process = await launch();
      try {
        await ready(process, AbortSignal.any([signal, limit]));
        return process;
      } catch (error) {
        await process.stop();
        signal.throwIfAborted();
        if (limit.aborted || attempt >= (program.starts ?? 1)) throw error;
        logger.warn({ part: program.name, log: process.logFile }, 'engine part died while it started, trying again');
      }
    }
  }

  async function ready(process: JvmProcess, limit: AbortSignal): Promise<void> {
    const died = new AbortController();
    void process.gone.then(() => died.abort());
    await healthy(program.healthUrl, AbortSignal.any([limit, died.signal])).catch((error: unknown) => {
      const why = died.signal.aborted ? 'berhenti sebelum siap' : 'belum siap juga setelah lama ditunggu';
      throw new StartError(`${program.title} ${why}. Baca penyebabnya di ${process.logFile}, lalu jalankan lagi.`, {
        cause: error,
      });
    });
  }

  async function keepRunning(): Promise<void> {
    for (let inARow = 0; ; inARow++) {
      await current.gone;
      if (stopping.signal.aborted) return;
      logger.warn(
        { part: program.name, pid: current.pid, log: current.logFile },
        'engine part died, starting it again',
      );
      progress(`${program.title} berhenti tiba-tiba; dijalankan lagi`);
      try {
        await wait(RESTART_AFTER_MS[Math.min(inARow, RESTART_AFTER_MS.length - 1)], undefined, {
          signal: stopping.signal,
        });
        current = await launch();
        await ready(current, AbortSignal.any([stopping.signal, AbortSignal.timeout(START_LIMIT_MS)]));
        inARow = -1;
        logger.info({ part: program.name, pid: current.pid }, 'engine part is back');
        progress(`${program.title} sudah kembali`);
      } catch (error) {
        if (stopping.signal.aborted) return;
        logger.error({ part: program.name, err: error }, 'engine part did not come back yet');
        // Hanging and not dead: end it, so that the next round begins with nothing.
        await current.stop();
      }
    }
  }

  return {
    name: program.name,
    pid: () => (stopping.signal.aborted ? undefined : current.pid),
    health: async () => ((await isHealthy(program.healthUrl)) ? 'up' : 'down'),
    async stop() {
      stopping.abort();
      await current.stop();
      await watch;
    },
  };
}
