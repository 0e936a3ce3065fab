import { PROCESS_ID } from '../../domain/process.ts';
import { begunAgain, formOfVersion } from '../by-hand.ts';
import type { Activity, CaseHistory } from '../process.ts';
import type { Definition, Definitions } from './definitions.ts';
import { toIncident } from './incidents.ts';
import { byHand } from './operations.ts';
import type { OperatonRest } from './rest.ts';
import {
  checkActivities,
  checkIncidents,
  checkInstances,
  checkOperations,
  checkVariables,
  type ActivityInstance,
} from './shapes.ts';
import { fromTyped } from './values.ts';

/** More activities than any case has. */
const MOST = 5_000;

/** What the engine recorded of the case's newest instance; undefined when it knows none. */
export async function caseHistory(
  rest: OperatonRest,
  definitions: Definitions,
  caseNumber: string,
): Promise<CaseHistory | undefined> {
  const [instance] = checkInstances(
    await rest.get('history/process-instance', {
      processInstanceBusinessKey: caseNumber,
      processDefinitionKey: PROCESS_ID,
      sortBy: 'startTime',
      sortOrder: 'desc',
      maxResults: 1,
    }),
  );
  if (instance === undefined) return undefined;
  const of = { processInstanceId: instance.id };
  const [definition, activities, variables, incidents, operations] = await Promise.all([
    definitions.get(instance.processDefinitionId),
    rest
      .get('history/activity-instance', { ...of, sortBy: 'occurrence', sortOrder: 'asc', maxResults: MOST })
      .then(checkActivities),
    rest.get('history/variable-instance', { ...of, deserializeValues: false, maxResults: MOST }).then(checkVariables),
    rest.get('incident', of).then(checkIncidents),
    rest
      .get('history/user-operation', { ...of, sortBy: 'timestamp', sortOrder: 'asc', maxResults: MOST })
      .then(checkOperations),
  ]);
  const startedAt = new Date(instance.startTime);
  const entered = activities.map((activity) => toActivity(activity, definition));
  const [first] = activities;
  const wasBegunAgain = first !== undefined && typeOf(first.activityType) !== 'event';
  return {
    caseNumber,
    state: instance.state === 'COMPLETED' ? 'finished' : instance.endTime ? 'canceled' : 'running',
    version: definition.version,
    versionTag: definition.versionTag,
    diagram: definition.diagram,
    startedAt,
    endedAt: dateOrNull(instance.endTime),
    activities: entered,
    variables: Object.fromEntries(
      variables
        .filter(({ activityInstanceId }) => activityInstanceId === instance.id)
        .map(({ name, ...typed }) => [name, fromTyped(typed)]),
    ),
    incidents: await Promise.all(incidents.map((incident) => toIncident(incident, caseNumber, definitions))),
    byHand: [
      ...(wasBegunAgain ? [begunAgain(entered[0]?.name ?? first.activityId, startedAt)] : []),
      ...byHand(operations),
    ],
  };
}

function toActivity(activity: ActivityInstance, { labels, version }: Definition): Activity {
  const { activityId, activityName, activityType, assignee, startTime, endTime, canceled } = activity;
  return {
    elementId: activityId,
    name: activityName ?? null,
    type: typeOf(activityType),
    who: assignee ?? null,
    startedAt: new Date(startTime),
    endedAt: dateOrNull(endTime),
    canceled: canceled ?? false,
    form: formOfVersion(labels.get(activityId)?.form, version),
  };
}

/** The engine knows some forty types; a type that is not one of these tasks, a gateway or a sub-process is an event. */
function typeOf(activityType: string): Activity['type'] {
  switch (activityType) {
    case 'userTask':
      return 'user-task';
    case 'businessRuleTask':
      return 'decision';
    case 'serviceTask':
    case 'sendTask':
    case 'scriptTask':
      return 'service-task';
    default:
      if (activityType.endsWith('Gateway')) return 'gateway';
      return /subProcess$/i.test(activityType) ? 'sub-process' : 'event';
  }
}

function dateOrNull(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}
