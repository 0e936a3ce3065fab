import type { Variables } from '../domain/process.ts';
import type { ZeebeClient } from './client.ts';

/** Sets variables of the whole instance, whatever its elements keep locally. Repeating it is harmless. */
export async function setInstanceVariables(client: ZeebeClient, processInstanceKey: string, variables: Partial<Variables>): Promise<void> {
  await client.setVariables({ elementInstanceKey: processInstanceKey, local: true, variables });
}
