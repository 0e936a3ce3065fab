import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createJobHost } from '../job-host.ts';
import type { WorkerDefinition, Workers } from '../process.ts';
import { JobPoll } from './job-poll.ts';
import { createJobReports } from './job-reports.ts';
import type { OperatonRest } from './rest.ts';

/** How long `stop` waits for handlers that run. */
const DRAIN_MS = 25_000;

export interface WorkersOptions {
  readonly rest: OperatonRest;
  readonly logger: Logger;
  readonly drainMs?: number | undefined;
}

/** Runs all definitions until `stop`: no new jobs then, running handlers finish, waiting jobs go back to the engine. */
export function startWorkers<Deps>(
  definitions: readonly WorkerDefinition<Deps>[],
  deps: Deps,
  { rest, logger, drainMs = DRAIN_MS }: WorkersOptions,
): Workers {
  const workerId = `office-${randomUUID()}`;
  const reports = createJobReports(rest, workerId, logger);
  const hosts = definitions.map((definition) =>
    createJobHost(definition, deps, { reports, logger, freed: () => poll.next() }),
  );
  const poll = new JobPoll(rest, workerId, hosts, logger);
  poll.next();
  return {
    async stop() {
      await Promise.all([poll.stop(), ...hosts.map((host) => host.stop(drainMs))]);
    },
  };
}
