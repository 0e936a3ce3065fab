import type { ProcessMessage, StartVariables } from '../process.ts';
import { CONFLICT, NOT_FOUND, statusOf, type ZeebeClient } from './client.ts';

/** Longer than any case runs: while the cluster keeps the message, the same number cannot start a second case. */
const START_TTL_MS = 60 * 24 * 60 * 60 * 1000;

/** Publishes the start message; its key and its id are the case number. A repeat is answered with a conflict. */
export async function startCase(client: ZeebeClient, caseNumber: string, variables: StartVariables): Promise<void> {
  try {
    await client.publishMessage({
      name: 'application-submitted',
      correlationKey: caseNumber,
      messageId: caseNumber,
      timeToLive: START_TTL_MS,
      variables: { applicationNumber: caseNumber, ...variables },
    });
  } catch (error) {
    if (statusOf(error) !== CONFLICT) throw error;
  }
}

/** Correlates at once and keeps nothing for later, as the embedded engine does. */
export async function correlateMessage(
  client: ZeebeClient,
  { name, caseNumber }: ProcessMessage,
): Promise<'taken' | 'nobody-waits'> {
  try {
    await client.correlateMessage({ name, correlationKey: caseNumber });
    return 'taken';
  } catch (error) {
    if (statusOf(error) === NOT_FOUND) return 'nobody-waits';
    throw error;
  }
}
