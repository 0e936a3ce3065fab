import type { Logger } from 'pino';
import { EngineAway } from '../engine-away.ts';
import type { ProcessEngine } from '../process.ts';
import { beginCaseAt, runningCases } from './cases.ts';
import { connect, isAway, key, type ZeebeAddress } from './client.ts';
import { Definitions } from './definitions.ts';
import { Deployments } from './deploy.ts';
import { caseHistory } from './history.ts';
import { openIncidents, retryIncident } from './incidents.ts';
import type { ListenerAnswers } from './judgements.ts';
import { startCase, correlateMessage } from './messages.ts';
import { answerTaskListeners } from './task-listeners.ts';
import { createTasks } from './tasks.ts';
import { startWorkers } from './workers.ts';

export interface ZeebeOptions extends ZeebeAddress {
  readonly answers: ListenerAnswers;
  readonly logger: Logger;
  /** How long stopping workers waits for handlers that run. Default 25 s. */
  readonly drainMs?: number;
}

export interface ZeebeEngine extends ProcessEngine {
  /** Of the cluster's gateway, such as "8.8.2". */
  version(): Promise<string>;
}

/**
 * An existing Camunda 8 cluster, 8.8 or newer. From its making on it answers the cluster's questions about user tasks.
 */
export function createZeebe({ url, credentials, answers, logger, drainMs }: ZeebeOptions): ZeebeEngine {
  const client = connect({ url, credentials });
  const definitions = new Definitions(client);
  const deployments = new Deployments(client);
  const listeners = answerTaskListeners(client, answers, logger);
  return {
    kind: 'zeebe',
    deploy: (model) => deployments.deploy(model),
    deployed: () => deployments.deployed(),
    start: (caseNumber, variables) => startCase(client, caseNumber, variables),
    correlate: (message) => correlateMessage(client, message),
    async evaluate(decisionId, input) {
      const { output, failureMessage } = await orAway('evaluate', async () =>
        client.evaluateDecision({ decisionDefinitionId: key(decisionId), variables: { ...input } }),
      );
      // Its text may quote values.
      if (failureMessage) throw new Error(`decision ${decisionId} cannot be evaluated`);
      return JSON.parse(output) as unknown;
    },
    tasks: createTasks(client, answers),
    work: (definitionsOfWorkers, deps) => startWorkers(definitionsOfWorkers, deps, { client, logger, drainMs }),
    history: (caseNumber) => orAway('history', () => caseHistory(client, definitions, caseNumber)),
    runningCases: () => orAway('running cases', () => runningCases(client)),
    incidents: () => orAway('incidents', () => openIncidents(client, definitions)),
    retry: (incidentId) => orAway('retry', () => retryIncident(client, incidentId)),
    beginAgain: (caseNumber, elementId, variables) =>
      orAway('begin again', () => beginCaseAt(client, caseNumber, elementId, variables)),
    async ready() {
      const { brokers } = await client.getTopology();
      const leads = brokers.some(({ partitions }) =>
        partitions.some(({ role, health }) => role === 'leader' && health === 'healthy'),
      );
      if (!leads) throw new Error('no healthy partition leads');
    },
    version: async () => (await client.getTopology()).gatewayVersion,
    close: () => listeners.close(),
  };
}

/** What a person asked of a cluster that is away is said as that, not as a fault of ours. */
async function orAway<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isAway(error)) throw error;
    throw new EngineAway(`${what}: the cluster did not answer`, { cause: error });
  }
}
