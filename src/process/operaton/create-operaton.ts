import type { Logger } from 'pino';
import type { ProcessEngine } from '../process.ts';
import { evaluateDecision } from './decisions.ts';
import { Definitions } from './definitions.ts';
import { deployedModel, deployModel } from './deploy.ts';
import { caseHistory } from './history.ts';
import { openIncidents, retryIncident } from './incidents.ts';
import { beginCaseAt, startCase, correlateMessage } from './messages.ts';
import { createRest, type RestOptions } from './rest.ts';
import { runningCases } from './running-cases.ts';
import { createTasks } from './tasks.ts';
import { startWorkers } from './workers.ts';

export interface OperatonOptions extends RestOptions {
  readonly logger: Logger;
  /** How long stopping workers waits for handlers that run. Default 25 s. */
  readonly drainMs?: number;
}

/** How long the engine may take to say that it is there. */
const READY_LIMIT_MS = 3_000;

/** The embedded engine, by the REST interface of its host. */
export function createOperaton({ url, secret, logger, drainMs }: OperatonOptions): ProcessEngine {
  const rest = createRest({ url, secret });
  const definitions = new Definitions(rest);
  return {
    kind: 'operaton',
    deploy: (model) => deployModel(rest, model),
    deployed: () => deployedModel(rest),
    start: (caseNumber, variables) => startCase(rest, caseNumber, variables),
    correlate: (message) => correlateMessage(rest, message),
    evaluate: (decisionId, input) => evaluateDecision(rest, decisionId, input),
    tasks: createTasks(rest),
    work: (workers, deps) => startWorkers(workers, deps, { rest, logger, drainMs }),
    history: (caseNumber) => caseHistory(rest, definitions, caseNumber),
    runningCases: () => runningCases(rest),
    incidents: () => openIncidents(rest, definitions),
    retry: (incidentId) => retryIncident(rest, incidentId),
    beginAgain: (caseNumber, elementId, variables) => beginCaseAt(rest, caseNumber, elementId, variables),
    async ready() {
      await rest.get('office/ready', {}, { limitMs: READY_LIMIT_MS });
    },
    close: () => Promise.resolve(),
  };
}
