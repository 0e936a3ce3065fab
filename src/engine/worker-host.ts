import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Failure, type FailureCode } from '../domain/failures.ts';
import type { ZeebeClient } from './client.ts';
import type { Job, WorkerDefinition, Workers } from './engine.ts';
import { createJobReports, type JobReports } from './job-reports.ts';
import { openJobSource, type ActivatedJob } from './job-source.ts';
import { outcomeOf } from './outcome.ts';
import { checker, SchemaError } from './schema.ts';

/** Handlers of one type that run at the same time. More would only queue at the same printer, SIAK or BSrE. */
const AT_ONCE = 4;
/** Renewed while a handler works, so it need not be long: a job that was on its way when the engine died comes again after this time. */
const LOCK_MS = 30_000;
/** How long `stop` waits for handlers that run. */
const DRAIN_MS = 25_000;

export interface WorkerHostOptions {
  /** For commands. */
  readonly client: ZeebeClient;
  /** For streams and polls. */
  readonly jobs: ZeebeClient;
  readonly logger: Logger;
  readonly drainMs?: number | undefined;
}

/** Runs all definitions until `stop`: no new jobs then, running handlers finish, waiting jobs go back to the engine. */
export function startWorkers<Deps>(
  definitions: readonly WorkerDefinition<Deps>[],
  deps: Deps,
  { client, jobs, logger, drainMs = DRAIN_MS }: WorkerHostOptions,
): Workers {
  const reports = createJobReports(client, logger);
  const hosts = definitions.map((definition) => hostOne(definition, deps, jobs, reports, logger));
  return {
    async stop() {
      await Promise.all(hosts.map((host) => host.stop(drainMs)));
    },
  };
}

function hostOne<Deps>(
  definition: WorkerDefinition<Deps>,
  deps: Deps,
  jobs: ZeebeClient,
  reports: JobReports,
  logger: Logger,
): { stop(drainMs: number): Promise<void> } {
  const { type } = definition;
  const timeoutMs = definition.timeoutMs ?? LOCK_MS;
  const checkInput = checker(definition.input, `input of ${type}`);
  const checkOutput = checker(definition.output, `output of ${type}`);
  const waiting: { readonly job: ActivatedJob; readonly since: number }[] = [];
  const running = new Set<Promise<void>>();
  /** Failures of one kind in a row, by job key; a restart begins anew, which only shortens a rest. */
  const failures = new Map<string, { readonly code: FailureCode | undefined; readonly count: number }>();
  let stopping = false;

  const source = openJobSource(
    jobs,
    {
      type,
      worker: 'penerbitan-kk',
      timeout: timeoutMs,
      fetchVariable: Object.keys(definition.input.properties),
      room: () => AT_ONCE - running.size - waiting.length,
    },
    (job) => {
      waiting.push({ job, since: Date.now() });
      startNext();
    },
    logger,
  );

  function startNext(): void {
    // The stream does not count; what comes beyond the limit waits here, at most for the handlers before it.
    while (!stopping && running.size < AT_ONCE) {
      const next = waiting.shift();
      if (next === undefined) return;
      const run = handle(next.job, next.since).finally(() => {
        running.delete(run);
        startNext();
      });
      running.add(run);
    }
  }

  async function handle(job: ActivatedJob, since: number): Promise<void> {
    const where = { type, job: job.key, instance: job.processInstanceKey, element: job.elementId };
    // A job that waited long is about to lose its lock, or has lost it: then whoever has it now shall do it.
    if (Date.now() - since > timeoutMs / 2 && !(await reports.stillWorking(job.key, timeoutMs)))
      return logger.info(where, 'job was taken back before it was begun');
    const renewal = setInterval(() => void reports.stillWorking(job.key, timeoutMs), timeoutMs / 2);
    try {
      const input = checkInput(present(JSON.parse(job.variables)));
      const output = await definition.handle(deps, input, toJob(job));
      await reports.completed(job.key, checkOutput(output));
      failures.delete(job.key);
      logger.debug(where, 'job done');
    } catch (error) {
      await fail(job, error, where);
    } finally {
      clearInterval(renewal);
    }
  }

  async function fail(job: ActivatedJob, error: unknown, where: object): Promise<void> {
    const correlationId = randomUUID();
    const code = error instanceof Failure ? error.code : undefined;
    const last = failures.get(job.key);
    const before = last !== undefined && last.code === code ? last.count : 0;
    // The same variables have the same shape next time.
    const retries = error instanceof SchemaError ? 1 : job.retries;
    const outcome = outcomeOf(error, { type, errors: definition.errors, retries, failures: before, correlationId });
    if (outcome.kind === 'retry') failures.set(job.key, { code, count: before + 1 });
    else failures.delete(job.key);
    if (outcome.kind !== 'bpmn-error' && outcome.defect)
      logger.error({ ...where, correlationId, err: error, outcome: outcome.kind }, 'defect in a worker');
    else
      logger.warn(
        { ...where, code, detail: error instanceof Failure ? error.detail : undefined, outcome: outcome.kind },
        'job not done',
      );
    await reports.failed(job.key, outcome);
  }

  return {
    async stop(drainMs) {
      stopping = true;
      await source.close();
      await Promise.all(waiting.splice(0).map(({ job }) => reports.released(job.key, job.retries)));
      const drained = await Promise.race([Promise.all(running).then(() => true), wait(drainMs, false, { ref: false })]);
      if (!drained)
        logger.warn({ type, running: running.size }, 'stopped before every handler was done; their jobs come again');
    },
  };
}

function toJob(job: ActivatedJob): Job {
  return {
    key: job.key,
    processInstanceKey: job.processInstanceKey,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    headers: headersOf(job.customHeaders),
  };
}

function headersOf(text: string): Record<string, string> {
  const headers: unknown = JSON.parse(text);
  return headers instanceof Object
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    : {};
}

/** FEEL knows no absence but null: a variable that is null is one that nobody has set. */
function present(variables: unknown): unknown {
  if (typeof variables !== 'object' || variables === null) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== null));
}
