import { begunAgain, formOfVersion } from '../by-hand.ts';
import type { Activity, CaseHistory } from '../process.ts';
import { newestInstance } from './cases.ts';
import { key, type ZeebeClient } from './client.ts';
import type { Definition, Definitions } from './definitions.ts';
import { openIncidents } from './incidents.ts';
import { NOW, searchAll } from './search.ts';

type ElementInstance = NonNullable<Awaited<ReturnType<ZeebeClient['searchElementInstances']>>['items']>[number];

/**
 * What the cluster's search shows of a case; it lags by about a second. What people did outside the diagram is in the
 * cluster's own audit log, which 8.8 does not offer by this interface.
 */
export async function caseHistory(
  client: ZeebeClient,
  definitions: Definitions,
  caseNumber: string,
): Promise<CaseHistory | undefined> {
  const instance = await newestInstance(client, caseNumber);
  if (instance === undefined) return undefined;
  const { processInstanceKey, processDefinitionKey, processDefinitionVersion: version, endDate, state } = instance;
  const [definition, elements, tasks, variables, incidents] = await Promise.all([
    definitions.get(processDefinitionKey),
    searchAll((page) =>
      client.searchElementInstances(
        { filter: { processInstanceKey }, sort: [{ field: 'startDate', order: 'ASC' }], page },
        NOW,
      ),
    ),
    searchAll((page) => client.searchUserTasks({ filter: { processInstanceKey }, page }, NOW)),
    searchAll((page) => client.searchVariables({ filter: { scopeKey: key(processInstanceKey) }, page }, NOW)),
    openIncidents(client, definitions, processInstanceKey),
  ]);
  const holders = new Map(tasks.map(({ elementInstanceKey, assignee }) => [elementInstanceKey, assignee]));
  const entered = elements.filter(({ type }) => type !== 'PROCESS' && type !== 'SEQUENCE_FLOW').toSorted(byEntry);
  const activities = entered.map((element) => toActivity(element, version, definition, holders));
  const startedAt = new Date(instance.startDate);
  const [first] = activities;
  return {
    caseNumber,
    state: state === 'COMPLETED' ? 'finished' : state === 'ACTIVE' ? 'running' : 'canceled',
    version,
    versionTag: instance.processDefinitionVersionTag ?? null,
    diagram: definition.diagram,
    startedAt,
    endedAt: endDate === undefined ? null : new Date(endDate),
    activities,
    variables: Object.fromEntries(variables.map(({ name = '', value = 'null' }) => [name, parsed(value)])),
    incidents,
    byHand: first === undefined || first.type === 'event' ? [] : [begunAgain(first.name ?? first.elementId, startedAt)],
  };
}

/** Many elements begin in the same millisecond; the cluster counts its keys upwards. */
function byEntry(one: ElementInstance, other: ElementInstance): number {
  const between = Date.parse(one.startDate) - Date.parse(other.startDate);
  if (between !== 0) return between;
  return BigInt(one.elementInstanceKey) < BigInt(other.elementInstanceKey) ? -1 : 1;
}

function toActivity(
  element: ElementInstance,
  version: number,
  { labels }: Definition,
  holders: ReadonlyMap<string | undefined, string | undefined>,
): Activity {
  const { elementId, elementInstanceKey, type, startDate, endDate, state } = element;
  const label = labels.get(elementId);
  return {
    elementId,
    name: label?.name ?? null,
    type: typeOf(type),
    who: holders.get(elementInstanceKey) ?? null,
    startedAt: new Date(startDate),
    endedAt: endDate === undefined ? null : new Date(endDate),
    canceled: state === 'TERMINATED',
    form: formOfVersion(label?.form, version),
  };
}

function typeOf(type: ElementInstance['type']): Activity['type'] {
  if (type === 'USER_TASK') return 'user-task';
  if (type === 'BUSINESS_RULE_TASK') return 'decision';
  if (type === 'SERVICE_TASK' || type === 'SEND_TASK' || type === 'SCRIPT_TASK') return 'service-task';
  if (type.endsWith('GATEWAY')) return 'gateway';
  return type.endsWith('SUB_PROCESS') ? 'sub-process' : 'event';
}

/** A long value comes cut off, and is then no JSON. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
