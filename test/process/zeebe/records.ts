import type { MemoryEngine } from '../../../src/process/memory/create-memory.ts';
import type { Deployed } from '../../../src/process/memory/deployed.ts';
import type { Instance, Visit } from '../../../src/process/memory/instance.ts';
import type { NodeKind } from '../../../src/process/memory/process-model.ts';
import type { Keys } from './keys.ts';

export const PROCESS_ID = 'penerbitan-kk';
export const TENANT = '<default>';

/** What the cluster's search says, from what the interpreter knows. */
export class Records {
  readonly #engine: MemoryEngine;
  readonly #keys: Keys;
  constructor(engine: MemoryEngine, keys: Keys) {
    this.#engine = engine;
    this.#keys = keys;
  }

  definitionKey({ version }: Deployed): string {
    return this.#keys.of(`definition ${version}`);
  }
  instanceKey({ caseNumber }: Instance): string {
    return this.#keys.of(`instance ${caseNumber}`);
  }

  /** Keys grow in the order in which a case enters its elements. */
  elementKey({ id, container }: Visit): string {
    for (const visit of container.instance.history) this.#keys.of(`element ${visit.id}`);
    return this.#keys.of(`element ${id}`);
  }

  definitions(): object[] {
    return this.#engine.state.deployed.toReversed().map((model) => ({
      name: 'Contract',
      resourceName: 'contract.bpmn',
      version: model.version,
      versionTag: tagIn(model),
      processDefinitionId: PROCESS_ID,
      tenantId: TENANT,
      processDefinitionKey: this.definitionKey(model),
      hasStartForm: false,
    }));
  }

  diagram(processDefinitionKey: string): string | undefined {
    return this.#engine.state.deployed.find((model) => this.definitionKey(model) === processDefinitionKey)?.diagram;
  }

  instances(wanted: (instance: Instance) => boolean): object[] {
    return this.#instances()
      .filter(wanted)
      .map((instance) => ({
        processDefinitionId: PROCESS_ID,
        processDefinitionName: 'Contract',
        processDefinitionVersion: instance.model.version,
        processDefinitionVersionTag: tagIn(instance.model),
        startDate: instance.startedAt.toISOString(),
        ...(instance.endedAt === null ? {} : { endDate: instance.endedAt.toISOString() }),
        state: instance.running ? 'ACTIVE' : 'COMPLETED',
        hasIncident: false,
        tenantId: TENANT,
        processInstanceKey: this.instanceKey(instance),
        processDefinitionKey: this.definitionKey(instance.model),
      }));
  }

  elements(processInstanceKey: string): object[] {
    return this.#visits(processInstanceKey).map(({ visit, instance }) => ({
      processDefinitionId: PROCESS_ID,
      startDate: visit.startedAt.toISOString(),
      ...(visit.endedAt === null ? {} : { endDate: visit.endedAt.toISOString() }),
      elementId: visit.node.id,
      elementName: visit.node.name,
      type: TYPES[visit.node.kind],
      state: visit.endedAt === null ? 'ACTIVE' : visit.canceled ? 'TERMINATED' : 'COMPLETED',
      hasIncident: visit.incident !== undefined,
      tenantId: TENANT,
      elementInstanceKey: this.elementKey(visit),
      processInstanceKey,
      processDefinitionKey: this.definitionKey(instance.model),
    }));
  }

  userTasks(processInstanceKey: string): object[] {
    return this.#visits(processInstanceKey)
      .filter(({ visit }) => visit.node.kind === 'userTask')
      .map(({ visit }) => ({
        elementId: visit.node.id,
        ...(visit.assignee === null ? {} : { assignee: visit.assignee }),
        userTaskKey: this.#keys.of(visit.id),
        elementInstanceKey: this.elementKey(visit),
        processInstanceKey,
      }));
  }

  variables(wanted: (name: string, processInstanceKey: string) => boolean): object[] {
    return this.#instances().flatMap((instance) => {
      const processInstanceKey = this.instanceKey(instance);
      return [...instance.root.variables]
        .filter(([name]) => wanted(name, processInstanceKey))
        .map(([name, value]) => ({
          name,
          value: JSON.stringify(value),
          tenantId: TENANT,
          variableKey: this.#keys.of(`variable ${processInstanceKey} ${name}`),
          scopeKey: processInstanceKey,
          processInstanceKey,
          isTruncated: false,
        }));
    });
  }

  incidents(processInstanceKey?: string): ({ readonly incidentKey: string } & object)[] {
    const instances = this.#instances().filter(
      (one) => processInstanceKey === undefined || this.instanceKey(one) === processInstanceKey,
    );
    return instances.flatMap((instance) =>
      instance.history.flatMap((visit) => {
        if (visit.incident === undefined) return [];
        const { id, message, since } = visit.incident;
        return {
          processDefinitionId: PROCESS_ID,
          errorType: visit.job === undefined ? 'EXTRACT_VALUE_ERROR' : 'JOB_NO_RETRIES',
          errorMessage: message,
          elementId: visit.node.id,
          creationTime: since.toISOString(),
          state: 'ACTIVE',
          tenantId: TENANT,
          incidentKey: this.#keys.of(id),
          processDefinitionKey: this.definitionKey(instance.model),
          processInstanceKey: this.instanceKey(instance),
          elementInstanceKey: this.elementKey(visit),
          ...(visit.job === undefined ? {} : { jobKey: this.#keys.of(`job ${visit.id}`) }),
        };
      }),
    );
  }

  #instances(): Instance[] {
    return [...this.#engine.state.instances.values()].toReversed();
  }

  #visits(processInstanceKey: string): { readonly visit: Visit; readonly instance: Instance }[] {
    const instance = this.#instances().find((one) => this.instanceKey(one) === processInstanceKey);
    return instance === undefined ? [] : instance.history.map((visit) => ({ visit, instance }));
  }
}

function tagIn({ diagram }: Deployed): string {
  return /<zeebe:versionTag value="([^"]*)"/.exec(diagram)?.[1] ?? '';
}

const TYPES: Readonly<Record<NodeKind, string>> = {
  startEvent: 'START_EVENT',
  endEvent: 'END_EVENT',
  intermediateCatchEvent: 'INTERMEDIATE_CATCH_EVENT',
  intermediateThrowEvent: 'INTERMEDIATE_THROW_EVENT',
  boundaryEvent: 'BOUNDARY_EVENT',
  serviceTask: 'SERVICE_TASK',
  sendTask: 'SEND_TASK',
  businessRuleTask: 'BUSINESS_RULE_TASK',
  userTask: 'USER_TASK',
  receiveTask: 'RECEIVE_TASK',
  exclusiveGateway: 'EXCLUSIVE_GATEWAY',
  parallelGateway: 'PARALLEL_GATEWAY',
  eventBasedGateway: 'EVENT_BASED_GATEWAY',
  subProcess: 'SUB_PROCESS',
};
