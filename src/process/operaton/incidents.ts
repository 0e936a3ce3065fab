import { readIncident } from '../incident-text.ts';
import type { Incident } from '../process.ts';
import type { Definitions } from './definitions.ts';
import { answered } from './engine-errors.ts';
import { segment, type OperatonRest } from './rest.ts';
import { checkIncident, checkIncidents, checkRunning, type EngineIncident } from './shapes.ts';

const NOT_FOUND = 404;
const PAGE = 500;

/** All work that stands still. */
export async function openIncidents(rest: OperatonRest, definitions: Definitions): Promise<Incident[]> {
  const found = checkIncidents(
    await rest.get('incident', { maxResults: PAGE, sortBy: 'incidentTimestamp', sortOrder: 'asc' }),
  );
  const instances = [...new Set(found.flatMap(({ processInstanceId }) => processInstanceId ?? []))];
  if (instances.length === 0) return [];
  const running = checkRunning(await rest.post('process-instance', { processInstanceIds: instances }));
  const cases = new Map(running.map(({ id, businessKey }) => [id, businessKey]));
  const read = found.map(async (incident) => {
    const caseNumber = cases.get(incident.processInstanceId ?? '');
    // It ended between the two questions, or belongs to no case of ours.
    return typeof caseNumber === 'string' ? [await toIncident(incident, caseNumber, definitions)] : [];
  });
  return (await Promise.all(read)).flat();
}

export async function toIncident(
  incident: EngineIncident,
  caseNumber: string,
  definitions: Definitions,
): Promise<Incident> {
  const elementId = incident.failedActivityId ?? incident.activityId ?? '';
  const { processDefinitionId } = incident;
  const labels = processDefinitionId ? (await definitions.get(processDefinitionId)).labels : undefined;
  return {
    id: incident.id,
    caseNumber,
    elementId,
    ...readIncident(incident.incidentMessage ?? '', labels?.get(elementId)?.name ?? elementId),
    since: new Date(incident.incidentTimestamp),
  };
}

/** Lets the work of an incident be tried once more: one attempt; outages of external services use up none. */
export async function retryIncident(rest: OperatonRest, incidentId: string): Promise<boolean> {
  try {
    const { configuration, incidentType } = checkIncident(await rest.get(`incident/${segment(incidentId)}`));
    if (typeof configuration !== 'string') return false;
    const work = incidentType === 'failedJob' ? 'job' : 'external-task';
    await rest.put(`${work}/${segment(configuration)}/retries`, { retries: 1 });
    return true;
  } catch (error) {
    if (answered(error, NOT_FOUND)) return false;
    throw error;
  }
}
