import type { Logger } from 'pino';
import { createJobHost } from '../job-host.ts';
import type { WorkerDefinition, Workers } from '../process.ts';
import type { ZeebeClient } from './client.ts';
import { createJobReports, type LockedJob } from './job-reports.ts';
import { openJobSource, type ZeebeJob } from './job-source.ts';

/** How long `stop` waits for handlers that run. */
const DRAIN_MS = 25_000;
/** Carries the case number to every job. */
const CASE_NUMBER = 'applicationNumber';

export interface WorkersOptions {
  readonly client: ZeebeClient;
  readonly logger: Logger;
  readonly drainMs?: number | undefined;
}

/** Runs all definitions until `stop`; each type has a poll of its own, as the cluster offers it. */
export function startWorkers<Deps>(
  definitions: readonly WorkerDefinition<Deps>[],
  deps: Deps,
  { client, logger, drainMs = DRAIN_MS }: WorkersOptions,
): Workers {
  const reports = createJobReports(client, logger);
  const running = definitions.map((definition) => {
    const host = createJobHost(definition, deps, { reports, logger, freed: () => undefined });
    const source = openJobSource(
      client,
      {
        type: host.type,
        lockMs: host.lockMs,
        variables: [...new Set([CASE_NUMBER, ...host.inputs])],
        room: () => host.room(),
        onJob: (job) => host.accept(toJob(job, host.inputs)),
      },
      logger,
    );
    return { host, source };
  });
  return {
    async stop() {
      await Promise.all(running.flatMap(({ host, source }) => [source.close(), host.stop(drainMs)]));
    },
  };
}

function toJob(job: ZeebeJob, inputs: readonly string[]): LockedJob {
  const { jobKey, type, elementId, elementInstanceKey, customHeaders, retries, variables } = job;
  const caseNumber = String(variables[CASE_NUMBER]);
  return {
    jobKey,
    type,
    caseNumber,
    // The case number keeps the keys of a cluster that counts anew apart.
    once: `${caseNumber}:${elementId}:${elementInstanceKey}`,
    elementId,
    headers: Object.fromEntries(Object.entries(customHeaders).map(([name, value]) => [name, String(value)])),
    retries,
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => inputs.includes(name))),
  };
}
