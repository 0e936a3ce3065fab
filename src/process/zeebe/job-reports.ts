import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { JobReports } from '../job-host.ts';
import type { RawJob, Report } from '../job-runner.ts';
import { isTransient, key, statusOf, type ZeebeClient } from './client.ts';

type JobKey = Parameters<ZeebeClient['completeJob']>[0]['jobKey'];

export interface LockedJob extends RawJob {
  readonly jobKey: string;
  readonly type: string;
}

/** A broker that was restarted is back after about half a minute; so long a finished job is worth holding on to. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 1_000;

export function createJobReports(client: ZeebeClient, logger: Logger): JobReports<LockedJob> {
  /** Answers false when the cluster does not wait for this report. Throws when it is away for too long. */
  async function send(command: () => Promise<unknown>): Promise<boolean> {
    const giveUp = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await command();
        return true;
      } catch (error) {
        if (statusOf(error) !== undefined && !isTransient(error)) return false;
        if (Date.now() > giveUp) throw error;
        await wait(PAUSE_MS);
      }
    }
  }

  function command(job: LockedJob, report: Report): Promise<unknown> {
    const jobKey = key<JobKey>(job.jobKey);
    switch (report.kind) {
      case 'completed':
        return client.completeJob({ jobKey, variables: { ...report.variables } });
      case 'bpmn-error':
        return client.throwJobError({
          jobKey,
          errorCode: report.error,
          errorMessage: report.message,
          variables: { ...report.variables },
        });
      case 'retry':
        return client.failJob({
          jobKey,
          errorMessage: report.message,
          retries: report.retries,
          retryBackOff: report.backOffMs,
        });
      case 'incident':
        return client.failJob({ jobKey, errorMessage: report.message, retries: 0, retryBackOff: 0 });
    }
  }

  return {
    async report(job, report) {
      const where = { type: job.type, case: job.caseNumber, element: job.elementId, report: report.kind };
      try {
        if (await send(() => command(job, report))) return true;
        // Done by another worker after the lock ran out, or cancelled with its case: the normal price of at-least-once.
        logger.info(where, 'the cluster does not wait for this job any more');
      } catch (error) {
        logger.error({ ...where, err: error }, 'report of a job was not taken; the job will come again');
      }
      return false;
    },
    async extend({ jobKey }, lockMs) {
      try {
        await client.updateJob({ jobKey: key(jobKey), changeset: { timeout: lockMs } });
        return true;
      } catch (error) {
        return isTransient(error);
      }
    },
    async release({ jobKey, type, caseNumber, retries }) {
      await client
        .failJob({ jobKey: key(jobKey), errorMessage: '', retries, retryBackOff: 0 })
        .catch((error: unknown) => {
          logger.info({ type, case: caseNumber, err: error }, 'a job was not given back; its lock runs out');
        });
    },
  };
}
