import { PROCESS_ID } from '../../domain/process.ts';
import { readIncident } from '../incident-text.ts';
import type { Incident } from '../process.ts';
import { caseNumbersOf } from './cases.ts';
import { isKey, key, NOT_FOUND, statusOf, type ZeebeClient } from './client.ts';
import type { Definitions } from './definitions.ts';
import { NOW, searchAll } from './search.ts';

type IncidentKey = Parameters<ZeebeClient['resolveIncident']>[0]['incidentKey'];
type ZeebeIncident = NonNullable<Awaited<ReturnType<ZeebeClient['searchIncidents']>>['items']>[number];

/** All work that stands still, or that of one instance. */
export async function openIncidents(
  client: ZeebeClient,
  definitions: Definitions,
  processInstanceKey?: string,
): Promise<Incident[]> {
  const found = await searchAll((page) =>
    client.searchIncidents(
      {
        filter: {
          processDefinitionId: key(PROCESS_ID),
          state: 'ACTIVE',
          ...(processInstanceKey === undefined ? {} : { processInstanceKey: key(processInstanceKey) }),
        },
        sort: [{ field: 'creationTime', order: 'ASC' }],
        page,
      },
      NOW,
    ),
  );
  const numbers = await caseNumbersOf(client, [...new Set(found.flatMap((one) => one.processInstanceKey ?? []))]);
  const read = found.map(async (incident) => {
    const caseNumber = numbers.get(incident.processInstanceKey ?? '');
    return caseNumber === undefined ? [] : [await toIncident(incident, caseNumber, definitions)];
  });
  return (await Promise.all(read)).flat();
}

async function toIncident(incident: ZeebeIncident, caseNumber: string, definitions: Definitions): Promise<Incident> {
  const { incidentKey = '', elementId = '', errorMessage = '', creationTime = '', processDefinitionKey } = incident;
  const labels = processDefinitionKey === undefined ? undefined : (await definitions.get(processDefinitionKey)).labels;
  return {
    id: incidentKey,
    caseNumber,
    elementId,
    ...readIncident(errorMessage, labels?.get(elementId)?.name ?? elementId),
    since: new Date(creationTime),
  };
}

/** Lets the work of an incident be tried once more. */
export async function retryIncident(client: ZeebeClient, incidentId: string): Promise<boolean> {
  if (!isKey(incidentId)) return false;
  try {
    const incidentKey = key<IncidentKey>(incidentId);
    const { jobKey, state } = await client.getIncident({ incidentKey }, NOW);
    if (state === 'RESOLVED') return false;
    if (typeof jobKey === 'string') await client.updateJob({ jobKey, changeset: { retries: 1 } });
    await client.resolveIncident({ incidentKey });
    return true;
  } catch (error) {
    if (statusOf(error) === NOT_FOUND) return false;
    throw error;
  }
}
