import { formOfVersion } from '../by-hand.ts';
import { readIncident } from '../incident-text.ts';
import type { Activity, CaseHistory, Incident } from '../process.ts';
import type { Instance, Visit } from './instance.ts';
import type { NodeKind } from './process-model.ts';

export function historyOf(instance: Instance): CaseHistory {
  const { caseNumber, model, startedAt, endedAt, history, byHand, root } = instance;
  return {
    caseNumber,
    state: endedAt === null ? 'running' : 'finished',
    version: model.version,
    versionTag: model.versionTag,
    diagram: model.diagram,
    startedAt,
    endedAt,
    activities: history.map((visit) => activityOf(visit, model.version)),
    variables: Object.fromEntries(root.variables),
    incidents: history.flatMap((visit) => incidentOf(visit) ?? []),
    byHand,
  };
}

export function incidentOf({ incident, node, container }: Visit): Incident | undefined {
  if (incident === undefined) return undefined;
  return {
    id: incident.id,
    caseNumber: container.instance.caseNumber,
    elementId: node.id,
    ...readIncident(incident.message, node.name),
    since: incident.since,
  };
}

function activityOf({ node, startedAt, endedAt, canceled, assignee }: Visit, version: number): Activity {
  const { id, name, form } = node;
  return {
    elementId: id,
    name: name === id ? null : name,
    type: TYPES[node.kind],
    who: assignee,
    startedAt,
    endedAt,
    canceled,
    form: formOfVersion(form, version),
  };
}

const TYPES: Readonly<Record<NodeKind, Activity['type']>> = {
  startEvent: 'event',
  endEvent: 'event',
  intermediateCatchEvent: 'event',
  intermediateThrowEvent: 'event',
  boundaryEvent: 'event',
  receiveTask: 'event',
  serviceTask: 'service-task',
  sendTask: 'service-task',
  businessRuleTask: 'decision',
  userTask: 'user-task',
  exclusiveGateway: 'gateway',
  parallelGateway: 'gateway',
  eventBasedGateway: 'gateway',
  subProcess: 'sub-process',
};
