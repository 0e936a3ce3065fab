import { PROCESS_ID } from '../../domain/process.ts';
import type { OperatonRest } from './rest.ts';
import { checkRunning } from './shapes.ts';

const PAGE = 1_000;

/**
 * Case numbers of all running instances. One that begins or ends between two pages may be missed; the next look finds
 * it.
 */
export async function runningCases(rest: OperatonRest): Promise<ReadonlySet<string>> {
  const cases = new Set<string>();
  for (let firstResult = 0; ; firstResult += PAGE) {
    const page = checkRunning(
      await rest.post(`process-instance?firstResult=${firstResult}&maxResults=${PAGE}`, {
        processDefinitionKey: PROCESS_ID,
        sorting: [{ sortBy: 'instanceId', sortOrder: 'asc' }],
      }),
    );
    for (const { businessKey } of page) if (typeof businessKey === 'string') cases.add(businessKey);
    if (page.length < PAGE) return cases;
  }
}
