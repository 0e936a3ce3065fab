import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { JobReports } from '../job-host.ts';
import type { RawJob, Report } from '../job-runner.ts';
import { EngineAway } from '../engine-away.ts';
import { EngineRefused } from './engine-errors.ts';
import { segment, type OperatonRest } from './rest.ts';
import { toTypedAll } from './values.ts';

/** An external task that is locked for this process. */
export interface LockedJob extends RawJob {
  readonly id: string;
  readonly type: string;
  /** Results stay with the task; its output mappings hand them on. */
  readonly resultIsLocal: boolean;
}

/** An engine that was killed is back after about half a minute; so long a finished job is worth holding on to. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 500;
/** The engine's words for a task that is gone, or that another worker has by now. */
const LOST =
  /does not exist|cannot be found|cannot be (?:completed|extended|updated|unlocked) by worker|is locked by worker/i;

export function createJobReports(rest: OperatonRest, workerId: string, logger: Logger): JobReports<LockedJob> {
  const of = (job: LockedJob) => `external-task/${segment(job.id)}`;

  /** Tries until the engine answers. Answers the error with which it refused, if it did. */
  async function send(job: LockedJob, what: string, body: object): Promise<EngineRefused | undefined> {
    const giveUp = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await rest.post(`${of(job)}/${what}`, { workerId, ...body });
        return undefined;
      } catch (error) {
        if (error instanceof EngineRefused) return error;
        if (!(error instanceof EngineAway) || Date.now() > giveUp) throw error;
        await wait(PAUSE_MS);
      }
    }
  }

  function command(job: LockedJob, report: Report): [what: string, body: object] {
    switch (report.kind) {
      case 'completed': {
        const variables = toTypedAll(report.variables);
        return ['complete', job.resultIsLocal ? { localVariables: variables } : { variables }];
      }
      case 'bpmn-error': {
        const { error: errorCode, message: errorMessage } = report;
        return ['bpmnError', { errorCode, errorMessage, variables: toTypedAll(report.variables) }];
      }
      case 'retry': {
        const { message: errorMessage, retries, backOffMs: retryTimeout } = report;
        return ['failure', { errorMessage, retries, retryTimeout }];
      }
      case 'incident':
        return ['failure', { errorMessage: report.message, retries: 0, retryTimeout: 0 }];
    }
  }

  return {
    async report(job, report) {
      const where = { type: job.type, case: job.caseNumber, element: job.elementId, report: report.kind };
      try {
        const refused = await send(job, ...command(job, report));
        if (refused === undefined) return true;
        if (LOST.test(refused.message)) {
          // Done by another worker after the lock ran out, or cancelled with its case: the normal price of
          // at-least-once.
          logger.info(where, 'the engine does not wait for this job any more');
          return false;
        }
        // The way that follows cannot be gone: an error of the diagram, which the same report would meet again.
        const correlationId = randomUUID();
        logger.error({ ...where, correlationId, err: refused }, 'the engine could not go on after this job');
        await send(job, 'failure', {
          errorMessage: `defect in ${job.type} (${correlationId})`,
          retries: 0,
          retryTimeout: 0,
        });
      } catch (error) {
        logger.error({ ...where, err: error }, 'report of a job was not taken; the job will come again');
      }
      return false;
    },
    async extend(job, lockMs) {
      try {
        await rest.post(`${of(job)}/extendLock`, { workerId, newDuration: lockMs });
        return true;
      } catch (error) {
        return !(error instanceof EngineRefused);
      }
    },
    async release(job) {
      await rest.post(`${of(job)}/unlock`).catch((error: unknown) => {
        logger.info(
          { type: job.type, case: job.caseNumber, err: error },
          'a job was not given back; its lock runs out',
        );
      });
    },
  };
}
