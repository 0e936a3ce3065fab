import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createJobRunner, type RawJob, type Report } from './job-runner.ts';
import type { WorkerDefinition } from './process.ts';

/** Handlers of one type that run at the same time. More would only queue at the same printer, SIAK or BSrE. */
const AT_ONCE = 4;
/**
 * Renewed while a handler works, so it need not be long: a job that was on its way when the engine died comes again
 * after this time.
 */
const LOCK_MS = 30_000;
/** So many of the last jobs that are over are known. An answer that was on its way meanwhile holds a few at most. */
const OVER_KEPT = 64;
/** After these the engine hands the job out no more. */
const ENDS_THE_JOB: readonly Report['kind'][] = ['completed', 'bpmn-error'];

/**
 * How an engine that locks jobs hears of them. None of these throws: a report that is lost means the job comes again.
 */
export interface JobReports<J extends RawJob> {
  /** True when the engine took the report. */
  report(job: J, report: Report): Promise<boolean>;
  /** Renews the lock; false when the engine does not know the job any more, or gave it to somebody else. */
  extend(job: J, lockMs: number): Promise<boolean>;
  /** Back to the engine untouched, for another worker. */
  release(job: J): Promise<void>;
}

/** Runs the jobs of one type. */
export interface JobHost<J extends RawJob> {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly lockMs: number;
  /** How many more jobs it can begin now. */
  room(): number;
  /** Begins the job when its turn comes; one that waits or runs here already, or is over, is passed over. */
  accept(job: J): void;
  /** Begins nothing any more, gives back what waits, and waits so long for handlers that run. */
  stop(drainMs: number): Promise<void>;
}

export interface JobHostOptions<J extends RawJob> {
  readonly reports: JobReports<J>;
  readonly logger: Logger;
  /** Called when there is room again. */
  readonly freed: () => void;
}

export function createJobHost<Deps, J extends RawJob>(
  definition: WorkerDefinition<Deps>,
  deps: Deps,
  { reports, logger, freed }: JobHostOptions<J>,
): JobHost<J> {
  const { type, timeoutMs: lockMs = LOCK_MS } = definition;
  const runner = createJobRunner(definition, deps, logger);
  const waiting: { readonly job: J; readonly since: number }[] = [];
  const running = new Set<Promise<void>>();
  /** The jobs that wait or run here, by `once`. */
  const here = new Set<string>();
  const over: string[] = [];
  let stopping = false;

  function begin(): void {
    while (!stopping && running.size < AT_ONCE) {
      const next = waiting.shift();
      if (next === undefined) return;
      const run = handle(next.job, next.since).finally(() => {
        running.delete(run);
        here.delete(next.job.once);
        begin();
        if (!stopping) freed();
      });
      running.add(run);
    }
  }

  async function handle(job: J, since: number): Promise<void> {
    // A job that waited long is about to lose its lock, or has lost it: then whoever has it now shall do it.
    if (Date.now() - since > lockMs / 2 && !(await reports.extend(job, lockMs))) return;
    const renewal = setInterval(() => void reports.extend(job, lockMs), lockMs / 2).unref();
    try {
      const report = await runner.run(job);
      const isTaken = await reports.report(job, report);
      if (!isTaken || !ENDS_THE_JOB.includes(report.kind)) return;
      over.push(job.once);
      if (over.length > OVER_KEPT) over.shift();
    } finally {
      clearInterval(renewal);
    }
  }

  return {
    type,
    inputs: runner.inputs,
    lockMs,
    room: () => (stopping ? 0 : AT_ONCE - running.size - waiting.length),
    accept(job) {
      // No lock is renewed while the engine is away: it hands out, once it is back, what runs here still, or was
      // reported while its answer was on the way.
      if (here.has(job.once) || over.includes(job.once)) return;
      if (stopping) return void reports.release(job);
      here.add(job.once);
      waiting.push({ job, since: Date.now() });
      begin();
    },
    async stop(drainMs) {
      stopping = true;
      const given = waiting.splice(0).map(({ job }) => job);
      for (const { once } of given) here.delete(once);
      await Promise.all(given.map((job) => reports.release(job)));
      const drained = await Promise.race([Promise.all(running).then(() => true), wait(drainMs, false, { ref: false })]);
      if (!drained)
        logger.warn({ type, running: running.size }, 'stopped before every handler was done; their jobs come again');
    },
  };
}
