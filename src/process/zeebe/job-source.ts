import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ZeebeClient } from './client.ts';

export type ZeebeJob = Awaited<ReturnType<ZeebeClient['activateJobs']>>['jobs'][number];

export interface JobRequest {
  readonly type: string;
  readonly lockMs: number;
  readonly variables: readonly string[];
  /** How many jobs can be begun now. */
  readonly room: () => number;
  readonly onJob: (job: ZeebeJob) => void;
}

const WORKER = 'penerbitan-kk';
/**
 * How long the cluster holds a poll open when nothing waits; stopping waits for it, so that no job is locked for
 * nobody.
 */
const LONG_POLL_MS = 3_000;
const AWAY_MS = 1_000;
/** Looked at again when all handlers of a type work. */
const FULL_MS = 50;

/** Polls for the jobs of one type until it is closed. */
export function openJobSource(client: ZeebeClient, request: JobRequest, logger: Logger): { close(): Promise<void> } {
  const { type, lockMs, variables, room, onJob } = request;
  const closing = new AbortController();
  const { signal } = closing;
  let away = false;

  async function poll(): Promise<void> {
    while (!signal.aborted) {
      const free = room();
      if (free <= 0) {
        await wait(FULL_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      try {
        const { jobs } = await client.activateJobs({
          type,
          worker: WORKER,
          timeout: lockMs,
          maxJobsToActivate: free,
          fetchVariable: [...variables],
          requestTimeout: LONG_POLL_MS,
        });
        if (away) logger.info({ type }, 'jobs come from the cluster again');
        away = false;
        for (const job of jobs) onJob(job);
      } catch (error) {
        if (!away) logger.warn({ type, err: error }, 'jobs do not come from the cluster now, trying again');
        away = true;
        await wait(AWAY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  const done = poll();
  return {
    async close() {
      closing.abort();
      await done;
    },
  };
}
