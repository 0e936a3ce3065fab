import { setTimeout as timeout } from 'node:timers/promises';
import type { Logger } from 'pino';

/** A server that was taken over is not our child process, so its end is not reported to us. */
const LOOK_EVERY_MS = 300;
/** Every so many looks it is asked whether it answers at all: every five seconds. */
const LOOKS_PER_QUESTION = 17;
/** Questions in a row without an answer, each with its own limit, after which it counts as hanging. */
const SILENCES = 3;
/** Rests before the first, second, ... attempt in a row; the last one repeats. */
const AGAIN_AFTER_MS = [0, 500, 2000, 5000, 15_000] as const;

export interface KeptServer {
  readonly hasEnded: () => boolean;
  /** Whether it answers within a limit of its own; a refusal is an answer. */
  readonly answers: () => Promise<boolean>;
  /** Ends a server that hangs; its data are as after a power failure. */
  readonly kill: () => void;
  /** Throws when it does not come up; it is tried again. */
  readonly startAgain: () => Promise<void>;
  readonly logger: Logger;
  /** Resolves after so many milliseconds, rejects when the signal aborts. Default: the machine's clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const byTheClock = (ms: number, signal: AbortSignal): Promise<void> => timeout(ms, undefined, { signal, ref: false });

/**
 * Starts the database again whenever it ends, killed or stopped by somebody else, or hangs, on its old port, where the
 * pools of the office look for it. Does not keep the process alive. After `stop` it does nothing any more: a start under way has
 * ended by then.
 */
export function keepRunning({ hasEnded, answers, kill, startAgain, logger, wait = byTheClock }: KeptServer): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = (ms: number) => wait(ms, signal);

  async function bringBack(): Promise<void> {
    logger.warn('PostgreSQL has ended, starting it again');
    for (let attempt = 0; ; attempt++) {
      await rest(AGAIN_AFTER_MS[Math.min(attempt, AGAIN_AFTER_MS.length - 1)] ?? 0);
      try {
        await startAgain();
        logger.info('PostgreSQL is back');
        return;
      } catch (error) {
        logger.error({ err: error }, 'PostgreSQL did not come back yet');
      }
    }
  }

  async function watch(): Promise<void> {
    let silences = 0;
    for (let look = 1; ; look++) {
      await rest(LOOK_EVERY_MS);
      if (hasEnded()) await bringBack();
      else if (look % LOOKS_PER_QUESTION !== 0) continue;
      else if (await answers()) silences = 0;
      else if (++silences >= SILENCES && !signal.aborted) {
        logger.error('PostgreSQL hangs, ending it');
        kill();
        silences = 0;
      }
    }
  }

  const watching = watch().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
