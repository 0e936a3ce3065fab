import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import type { DutyRecord, Store } from '../store/store.ts';

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
  readonly now?: () => Date;
  /** Milliseconds since any moment, by a clock that nobody sets. */
  readonly uptime?: () => number;
}

export interface RunningDuties {
  /**
   * For /healthz: undefined, or which duties failed several times in a row or have not been done for several periods.
   * Throws when the database is away.
   */
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
/** A duty that was not done for so many periods hangs, or its clock is wrong; a run itself may take a while. */
const PERIODS_THAT_TELL = 3;
const SHORTEST_STANDSTILL_MS = 20 * 60_000;

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
  now = () => new Date(),
  uptime = () => performance.now(),
}: DutiesOptions): RunningDuties {
  const runner = randomUUID();
  const openedAt = uptime();
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
    if (!(await store.duties.claim(name, runner, { leaseMs, everyMs }))) return;
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

  /** Not done for long, or done at a time that is still to come. What was not done while the office was closed is none. */
  function standsStill({ succeededAt }: DutyRecord, { everyMs }: Duty): boolean {
    const bound = Math.max(PERIODS_THAT_TELL * everyMs, SHORTEST_STANDSTILL_MS);
    const open = uptime() - openedAt;
    const since = succeededAt === null ? open : now().getTime() - succeededAt.getTime();
    return open > bound && (since > bound || since < -SHORTEST_STANDSTILL_MS);
  }

  const running = duties.map((duty) =>
    repeat(duty).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    }),
  );
  return {
    async health() {
      const known = new Map(duties.map((duty) => [duty.name, duty]));
      const said = (await store.duties.all()).flatMap((record) => {
        const duty = known.get(record.name);
        if (duty === undefined) return [];
        const { name, failures } = record;
        if (failures >= (duty.reportsAfter ?? FAILURES_THAT_TELL)) return [`${name}: gagal ${failures} kali`];
        return standsStill(record, duty) ? [`${name}: tidak berjalan`] : [];
      });
      return said.length === 0 ? undefined : said.join('; ');
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
