import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { GRPC, grpcCode, type ZeebeClient } from './client.ts';

/** How long the gateway holds a poll open when nothing waits. */
const LONG_POLL_MS = 10_000;
/** Pause before a broken stream or poll is opened again: a restarting broker is met at once, and not with a storm. */
const REOPEN_MS = 1000;
const DEFAULT_TENANT = '<default>';

/** A job as it comes over the wire; the two JSON texts are still to be parsed. */
export interface ActivatedJob {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly customHeaders: string;
  readonly retries: number;
  readonly variables: string;
}

export interface JobRequest {
  readonly type: string;
  readonly worker: string;
  /** Lock of each job in ms. */
  readonly timeout: number;
  readonly fetchVariable: readonly string[];
  /** How many jobs a poll may bring now; 0: none. */
  room(): number;
}

export interface JobSource {
  /** No more jobs come after this; resolves when the gateway has been told. */
  close(): Promise<void>;
}

/**
 * Jobs of one type, in two ways at once: a stream brings new jobs within milliseconds, but never those that waited while nobody
 * listened or that come back after a rest; a long poll brings these. Both are opened again for ever, until `close`.
 */
export function openJobSource(
  client: ZeebeClient,
  request: JobRequest,
  onJob: (job: ActivatedJob) => void,
  logger: Logger,
): JobSource {
  const closing = new AbortController();
  const { signal } = closing;
  const { type, worker, timeout, fetchVariable } = request;
  const common = { type, worker, timeout, fetchVariable, tenantIds: [DEFAULT_TENANT] };
  let broken = false;

  async function keepStreaming(): Promise<void> {
    await keepOpen(async (gateway) => {
      const stream = await gateway.streamActivatedJobsStream(common);
      await drain(stream, (job) => {
        if (isActivatedJob(job)) onJob(job);
      });
    });
  }

  async function keepPolling(): Promise<void> {
    await keepOpen(async (gateway) => {
      const room = request.room();
      // Full: jobs stay with the engine, where another worker may take them.
      if (room <= 0) return void (await wait(100, undefined, { signal }));
      const stream = await gateway.activateJobsStream({
        ...common,
        maxJobsToActivate: room,
        requestTimeout: LONG_POLL_MS,
      });
      await drain(stream, (answer) => {
        healthy();
        for (const job of jobsOf(answer)) onJob(job);
      });
      healthy();
    });
  }

  async function keepOpen(once: (gateway: JobGateway) => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        await once(await jobGateway(client));
      } catch (error) {
        if (signal.aborted) return;
        if (grpcCode(error) !== GRPC.cancelled) interrupted(error);
        await wait(REOPEN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  function drain(stream: unknown, onData: (data: unknown) => void): Promise<void> {
    if (!(stream instanceof Readable))
      return Promise.reject(
        stream instanceof Object && 'error' in stream && stream.error instanceof Error
          ? stream.error
          : new Error('the gateway opened no stream'),
      );
    return new Promise((resolve, reject) => {
      const cancel = (): void => cancelStream(stream);
      signal.addEventListener('abort', cancel, { once: true });
      const end = (): void => {
        signal.removeEventListener('abort', cancel);
        resolve();
      };
      stream.on('data', onData).on('end', end).on('close', end);
      stream.on('error', (error) => {
        signal.removeEventListener('abort', cancel);
        reject(error);
      });
      if (signal.aborted) cancel();
    });
  }

  function interrupted(error: unknown): void {
    if (!broken) logger.warn({ type, code: grpcCode(error) }, 'jobs do not come from the engine now, trying again');
    broken = true;
  }

  function healthy(): void {
    if (broken) logger.info({ type }, 'jobs come from the engine again');
    broken = false;
  }

  const both = Promise.all([keepStreaming(), keepPolling()]);
  return {
    async close() {
      closing.abort();
      await both;
    },
  };
}

/**
 * The level of the client below its own workers. These do not do: the stream worker never opens a broken stream again, prints to the
 * console and asks for all variables; the polling worker waits between two polls.
 */
interface JobGateway {
  streamActivatedJobsStream(request: object): Promise<unknown>;
  activateJobsStream(request: object): Promise<unknown>;
}

async function jobGateway(client: ZeebeClient): Promise<JobGateway> {
  const gateway: unknown = await Reflect.get(client, 'grpc');
  if (!isJobGateway(gateway)) throw new Error('this version of @camunda8/sdk has no job streams where 8.8 has them');
  return gateway;
}

function isJobGateway(value: unknown): value is JobGateway {
  return (
    value instanceof Object &&
    'streamActivatedJobsStream' in value &&
    typeof value.streamActivatedJobsStream === 'function' &&
    'activateJobsStream' in value &&
    typeof value.activateJobsStream === 'function'
  );
}

/** Cancelling reaches the gateway, which otherwise goes on sending jobs into the stream; destroying alone does not. */
function cancelStream(stream: Readable): void {
  if (isCall(stream)) stream.cancel();
  else stream.destroy();
}

function isCall(stream: Readable): stream is Readable & { cancel(): void } {
  return 'cancel' in stream && typeof stream.cancel === 'function';
}

function jobsOf(answer: unknown): ActivatedJob[] {
  return answer instanceof Object && 'jobs' in answer && Array.isArray(answer.jobs)
    ? answer.jobs.filter(isActivatedJob)
    : [];
}

function isActivatedJob(value: unknown): value is ActivatedJob {
  return (
    value instanceof Object &&
    ['key', 'type', 'processInstanceKey', 'elementId', 'elementInstanceKey', 'customHeaders', 'variables'].every(
      (name) => typeof Reflect.get(value, name) === 'string',
    ) &&
    typeof Reflect.get(value, 'retries') === 'number'
  );
}
