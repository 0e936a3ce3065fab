import { PROCESS_ID } from '../../domain/process.ts';
import { key, type ZeebeClient } from './client.ts';
import { NOW, searchAll } from './search.ts';

/** Keys in one question. */
const CHUNK = 100;
const CASE_NUMBER = 'applicationNumber';

export type ZeebeInstance = NonNullable<Awaited<ReturnType<ZeebeClient['searchProcessInstances']>>['items']>[number];

/** The newest instance of a case that the cluster's search shows. */
export async function newestInstance(client: ZeebeClient, caseNumber: string): Promise<ZeebeInstance | undefined> {
  const { items } = await client.searchProcessInstances(
    {
      filter: {
        processDefinitionId: PROCESS_ID,
        variables: [{ name: CASE_NUMBER, value: JSON.stringify(caseNumber) }],
      },
      sort: [{ field: 'startDate', order: 'DESC' }],
      page: { limit: 1 },
    },
    NOW,
  );
  return items?.[0];
}

/** Case numbers of process instances, by their keys. */
export async function caseNumbersOf(
  client: ZeebeClient,
  instances: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let begin = 0; begin < instances.length; begin += CHUNK) {
    const keys = instances.slice(begin, begin + CHUNK);
    const variables = await searchAll((page) =>
      client.searchVariables(
        { filter: { name: CASE_NUMBER, processInstanceKey: { $in: keys.map((one) => key(one)) } }, page },
        NOW,
      ),
    );
    for (const { processInstanceKey, scopeKey, value } of variables)
      if (processInstanceKey !== undefined && String(scopeKey) === String(processInstanceKey) && value !== undefined)
        found.set(processInstanceKey, String(JSON.parse(value)));
  }
  return found;
}

export async function runningCases(client: ZeebeClient): Promise<ReadonlySet<string>> {
  const running = await searchAll((page) =>
    client.searchProcessInstances({ filter: { processDefinitionId: PROCESS_ID, state: 'ACTIVE' }, page }, NOW),
  );
  const numbers = await caseNumbersOf(
    client,
    running.map(({ processInstanceKey }) => processInstanceKey),
  );
  return new Set(numbers.values());
}

/** Begins a case at an element, unless the cluster's search shows an instance of it. */
export async function beginCaseAt(
  client: ZeebeClient,
  caseNumber: string,
  elementId: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  if ((await newestInstance(client, caseNumber)) !== undefined) return;
  await client.createProcessInstance({
    processDefinitionId: key(PROCESS_ID),
    variables: { [CASE_NUMBER]: caseNumber, ...variables },
    startInstructions: [{ elementId: key(elementId) }],
  });
}
