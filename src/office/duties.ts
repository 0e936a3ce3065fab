import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import type { Store } from '../store/store.ts';

/** Work that the office does again and again; repeating is harmless. */
export interface Duty {
  readonly name: string;
  readonly everyMs: number;
  /** Answers how much there was to do; throws when an external service is away. */
  run(): Promise<number>;
  /** Failed runs in a row that /healthz reports. Default 3: one may be a passing fault of an external service. */
  readonly reportsAfter?: number;
}

export interface DutiesOptions {
  readonly store: Pick<Store, 'duties'>;
  readonly duties: readonly Duty[];
  readonly logger: Logger;
  /** How long the lease of a duty outlives its process. */
  readonly leaseMs?: number;
  /** How a pause is made; a test replaces it. Rejects when stopped. */
  readonly wait?: (ms: number, stopped: AbortSignal) => Promise<unknown>;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
}

export interface RunningDuties {
  /** For /healthz: undefined, or which duties failed several times in a row. Throws when the database is away. */
  health(): Promise<string | undefined>;
  /** Begins nothing more, and waits for what is under way. */
  stop(): Promise<void>;
}

const LEASE_MS = 60_000;
/** A duty that is due once a day is looked at more often: its process may have been off when it was due. */
const LONGEST_PAUSE_MS = 60_000;
/** Processes that start together do not work together for ever: each pause is up to a tenth longer or shorter. */
const JITTER = 0.1;
const FAILURES_THAT_TELL = 3;

/**
 * The one scheduler of the office. Each duty runs in one process at a time, however many there are, and never overlaps
 * itself: whoever is due takes its lease in the database, renews it while working, and says how it went. The lease of a
 * process that died runs out.
 */
export function startDuties({
  store,
  duties,
  logger,
  leaseMs = LEASE_MS,
  wait = (ms, signal) => sleep(ms, undefined, { signal, ref: false }),
  random = Math.random,
}: DutiesOptions): RunningDuties {
  const runner = randomUUID();
  const stopping = new AbortController();
  // Every duty waits on the one signal; Node takes more than ten listeners for a leak.
  setMaxListeners(0, stopping.signal);
  const jittered = (ms: number) => ms * (1 + JITTER * (2 * random() - 1));

  async function repeat(duty: Duty): Promise<void> {
    while (!stopping.signal.aborted) {
      await wait(jittered(Math.min(duty.everyMs, LONGEST_PAUSE_MS)), stopping.signal);
      if (stopping.signal.aborted) return;
      await attempt(duty).catch((error: unknown) => {
        logger.warn({ duty: duty.name, error: kindOf(error) }, 'a duty could not be begun or noted');
      });
    }
  }

  async function attempt(duty: Duty): Promise<void> {
    const { name, everyMs } = duty;
    if (!(await store.duties.claim(name, runner, leaseMs))) return;
    const renewing = setInterval(() => {
      store.duties.renew(name, runner, leaseMs).catch(() => undefined); // the lease is longer than a passing fault
    }, leaseMs / 3);
    // A little less than the pause, or every second look would come a moment too early.
    const nextInMs = everyMs * (1 - 2 * JITTER);
    try {
      const count = await duty.run();
      if (count > 0) logger.info({ duty: name, count }, 'done');
      await store.duties.finish(name, runner, { nextInMs, count });
    } catch (error) {
      logger.warn({ duty: name, error: kindOf(error) }, 'not done for now');
      await store.duties.finish(name, runner, { nextInMs, error: kindOf(error) });
    } finally {
      clearInterval(renewing);
    }
  }

  const running = duties.map((duty) =>
    repeat(duty).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    }),
  );
  return {
    async health() {
      const bounds = new Map(duties.map(({ name, reportsAfter }) => [name, reportsAfter ?? FAILURES_THAT_TELL]));
      const failing = (await store.duties.all()).filter(
        ({ name, failures }) => failures >= (bounds.get(name) ?? Infinity),
      );
      return failing.length === 0
        ? undefined
        : failing.map(({ name, failures }) => `${name}: gagal ${failures} kali`).join('; ');
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** The code of a failure of ours, or the class of any other error: texts may quote data. */
function kindOf(error: unknown): string {
  return error instanceof Failure ? error.code : error instanceof Error ? error.name : 'unknown';
}
