import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { startJvm, type JvmProcess } from './jvm-process.ts';
import type { JvmHome, JvmProgram } from './jvm-program.ts';
import { StartError } from './start-error.ts';

/** A first start on a cold, busy disk took 60 s; after this it will not come any more. */
const START_LIMIT_MS = 240_000;
/** Waits before the first, second, ... restart in a row; the last one repeats. */
const RESTART_AFTER_MS = [500, 2000, 5000, 15_000, 30_000] as const;
/** While it starts. */
const ASK_EVERY_MS = 200;
/** So many looks without an answer in a row, and the JVM hangs. */
const SILENT_LOOKS = 5;

/** A JVM that is kept running. */
export interface SupervisedJvm {
  /** Undefined after the stop. */
  pid(): number | undefined;
  /** Asks it to end, and ends it when it has not after `patienceMs` (20 s). */
  stop(patienceMs?: number): Promise<void>;
}

export interface SupervisorOptions {
  readonly progress: (text: string) => void;
  readonly logger: Logger;
  /** Aborted: the first start is given up. */
  readonly signal: AbortSignal;
  /** Hears of each JVM that is started, the first one too. */
  readonly started?: (pid: number) => Promise<void>;
  /** How often a running JVM is looked at. Default 5 s: one that hangs is started again after 45 s. */
  readonly lookEveryMs?: number;
}

/**
 * Starts a JVM, waits until it is ready, and from then on starts it again whenever it dies or hangs, until `stop`.
 * Throws StartError with the path of the log when it dies before it was ever ready.
 */
export async function supervise(
  program: JvmProgram,
  home: JvmHome,
  { progress, logger, signal, started, lookEveryMs = 5_000 }: SupervisorOptions,
): Promise<SupervisedJvm> {
  const stopping = new AbortController();
  const log = logger.child({ jvm: program.name });

  async function launch(limit: AbortSignal): Promise<JvmProcess> {
    const jvm = await startJvm(program, home);
    try {
      await started?.(jvm.pid);
      await ready(program, jvm, AbortSignal.any([limit, AbortSignal.timeout(START_LIMIT_MS)]));
      return jvm;
    } catch (error) {
      await jvm.stop(limit.aborted ? undefined : 0);
      throw error;
    }
  }

  let current = await launch(signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
  const watch = keepRunning();

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      const why = await endOf(current);
      if (stopping.signal.aborted) return;
      log.warn({ pid: current.pid, why, log: current.logFile }, 'the JVM is started again');
      progress(`${program.title} ${why === 'died' ? 'berhenti tiba-tiba' : 'tidak menjawab'}; dijalankan lagi`);
      // A JVM that hangs does not hear a request to end.
      if (why === 'hangs') await current.stop(0);
      await comeBack();
    }
  }

  async function endOf(jvm: JvmProcess): Promise<'died' | 'hangs'> {
    const over = new AbortController();
    const died = jvm.gone.then(() => 'died' as const);
    const hangs = silence(program, lookEveryMs, AbortSignal.any([over.signal, stopping.signal])).then(
      () => 'hangs' as const,
      () => died,
    );
    return Promise.race([died, hangs]).finally(() => over.abort());
  }

  async function comeBack(): Promise<void> {
    for (let inARow = 0; !stopping.signal.aborted; inARow++) {
      try {
        const pause = RESTART_AFTER_MS[Math.min(inARow, RESTART_AFTER_MS.length - 1)];
        await wait(pause, undefined, { signal: stopping.signal });
        current = await launch(stopping.signal);
        log.info({ pid: current.pid }, 'the JVM is back');
        progress(`${program.title} sudah kembali`);
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'the JVM did not come back yet');
      }
    }
  }

  return {
    pid: () => (stopping.signal.aborted ? undefined : current.pid),
    async stop(patienceMs) {
      stopping.abort();
      await current.stop(patienceMs);
      await watch;
    },
  };
}

/** Resolves when the JVM is ready. Throws StartError when it dies before, or when `limit` is aborted. */
async function ready(program: JvmProgram, jvm: JvmProcess, limit: AbortSignal): Promise<void> {
  const died = new AbortController();
  void jvm.gone.then(() => died.abort());
  const signal = AbortSignal.any([limit, died.signal]);
  try {
    while ((await program.probe()) !== 'ready') await wait(ASK_EVERY_MS, undefined, { signal });
    signal.throwIfAborted();
  } catch (error) {
    const why = died.signal.aborted ? 'berhenti sebelum siap' : 'belum siap juga setelah lama ditunggu';
    throw new StartError(`${program.title} ${why}. Baca penyebabnya di ${jvm.logFile}, lalu jalankan lagi.`, {
      cause: error,
    });
  }
}

/**
 * Resolves when the JVM was silent each time of several; a single late answer on a busy machine does not count as a
 * hang.
 */
async function silence(program: JvmProgram, lookEveryMs: number, signal: AbortSignal): Promise<void> {
  for (let silent = 0; silent < SILENT_LOOKS;) {
    await wait(lookEveryMs, undefined, { signal });
    silent = (await program.probe()) === 'silent' ? silent + 1 : 0;
  }
}
