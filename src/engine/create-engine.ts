import type { Logger } from 'pino';
import { connect } from './client.ts';
import { evaluateRequirements } from './decisions.ts';
import type { Engine } from './engine.ts';
import { publish, publishStart } from './messages.ts';
import { createPassTask } from './pass-task.ts';
import { createRecords } from './records.ts';
import { createZeebeRest } from './rest.ts';
import { createTasklistIndex } from './tasklist-index.ts';
import { createUserTasks } from './user-tasks.ts';
import { startWorkers } from './worker-host.ts';

export interface EngineOptions {
  /** host:port, grpc://host:port or, with TLS, grpcs://host:port */
  readonly grpcAddress: string;
  readonly restUrl: string;
  /** OpenSearch or Elasticsearch to which the engine exports its records, and of which Tasklist makes its own index; user and password may stand in it. */
  readonly recordsUrl: string;
  readonly logger: Logger;
  /** How long stopping workers waits for handlers that run. Default 25 s. */
  readonly drainMs?: number;
}

const READY_LIMIT_MS = 3000;

/** The Zeebe seam, for a broker of version 8.6. Connects when it is first used. */
export function createEngine({ grpcAddress, restUrl, recordsUrl, logger, drainMs }: EngineOptions): Engine {
  const client = connect(grpcAddress);
  // Streams fill their connection's window; commands must not wait behind them.
  const jobs = connect(grpcAddress);
  const userTasks = createUserTasks(createZeebeRest(restUrl));
  const records = createRecords(recordsUrl);
  return {
    startCase: ({ applicationNumber, reason, elements }) =>
      publishStart(client, { applicationNumber, reason, elements: [...elements] }),
    publish: (message) => publish(client, message),
    requirements: (reason, elements) => evaluateRequirements(client, reason, elements),
    userTasks: (processInstanceKey) => userTasks.ofInstance(processInstanceKey),
    completedTask: (processInstanceKey, elementId) => records.completedTask(processInstanceKey, elementId),
    openTasks: () => userTasks.open(),
    completeTask: (userTaskKey, username, variables) => userTasks.complete(userTaskKey, username, variables),
    // On the instance itself, whatever its elements keep locally.
    nameKeeper: async (processInstanceKey, username) => {
      await client.setVariables({
        elementInstanceKey: processInstanceKey,
        local: true,
        variables: { entryOfficer: username },
      });
    },
    passTask: createPassTask(userTasks, createTasklistIndex(recordsUrl)),
    free: (userTaskKey) => userTasks.unassign(userTaskKey),
    give: (userTaskKey, username) => userTasks.give(userTaskKey, username),
    work: (definitions, deps) => startWorkers(definitions, deps, { client, jobs, logger, drainMs }),
    async ready() {
      const topology = await Promise.race([client.topology(), timeLimit()]);
      if (
        !topology.brokers.some((broker) =>
          broker.partitions.some(
            (partition) => String(partition.role) === 'LEADER' && String(partition.health) === 'HEALTHY',
          ),
        )
      )
        throw new Error('no healthy partition leads');
    },
    async close() {
      await Promise.all([client.close(), jobs.close()]);
    },
  };
}

function timeLimit(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(
      () => reject(new Error(`the gateway did not answer within ${READY_LIMIT_MS} ms`)),
      READY_LIMIT_MS,
    ).unref();
  });
}
