import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { GRPC, grpcCode, isTransient, type ZeebeClient } from './client.ts';
import type { Outcome } from './outcome.ts';

/** A broker that was killed is back after about half a minute; so long a finished job is worth holding on to. */
const PATIENCE_MS = 90_000;

/** Tells the engine what became of a job. None of these throws: a report that is lost means the job comes again, which every handler bears. */
export interface JobReports {
  completed(key: string, variables: object): Promise<void>;
  failed(key: string, outcome: Outcome): Promise<void>;
  /** Back to the engine untouched, for another worker. */
  released(key: string, retries: number): Promise<void>;
  /** Renews the lock; false when the engine does not know the job any more. */
  stillWorking(key: string, timeoutMs: number): Promise<boolean>;
}

export function createJobReports(client: ZeebeClient, logger: Logger): JobReports {
  async function report(key: string, what: string, send: () => Promise<unknown>): Promise<void> {
    const giveUp = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await send();
        return;
      } catch (error) {
        const code = grpcCode(error);
        if (code === GRPC.notFound || code === GRPC.failedPrecondition) {
          // Done by another worker after the lock ran out, or cancelled with its case: the normal price of at-least-once.
          logger.info({ job: key, report: what }, 'the engine does not wait for this job any more');
          return;
        }
        if (!isTransient(error) || Date.now() > giveUp) {
          logger.error({ job: key, report: what, code }, 'report of a job was not taken; the job will come again');
          return;
        }
        await wait(1000);
      }
    }
  }

  return {
    completed: (key, variables) =>
      report(key, 'completed', () => client.completeJob({ jobKey: key, variables: { ...variables } })),
    failed: (key, outcome) =>
      report(key, outcome.kind, () =>
        outcome.kind === 'bpmn-error'
          ? client.throwError({
              jobKey: key,
              errorCode: outcome.error,
              errorMessage: outcome.message,
              variables: { ...outcome.variables },
            })
          : client.failJob({
              jobKey: key,
              errorMessage: outcome.message,
              retries: outcome.kind === 'retry' ? outcome.retries : 0,
              retryBackOff: outcome.kind === 'retry' ? outcome.backOffMs : 0,
            }),
      ),
    released: (key, retries) =>
      report(key, 'released', () => client.failJob({ jobKey: key, errorMessage: '', retries, retryBackOff: 0 })),
    async stillWorking(key, timeoutMs) {
      try {
        await client.updateJobTimeout({ jobKey: key, timeout: timeoutMs });
        return true;
      } catch (error) {
        return grpcCode(error) !== GRPC.notFound;
      }
    },
  };
}
