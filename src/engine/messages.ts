import type { Variables } from '../domain/process.ts';
import { GRPC, grpcCode, type ZeebeClient } from './client.ts';

/** Longer than any case runs: while the message is kept, the same number cannot start a second case. */
const START_TTL_MS = 60 * 24 * 60 * 60 * 1000;

interface Message {
  readonly name: string;
  /** Correlation key of every message. */
  readonly applicationNumber: string;
  readonly messageId: string;
  readonly ttlMs: number;
  readonly variables?: Readonly<Record<string, boolean | number | string | string[]>>;
}

/** The same messageId within its time to live is one message: a repeat is answered with ALREADY_EXISTS, which is what the sender wants. */
export async function publish(
  client: ZeebeClient,
  { name, applicationNumber, messageId, ttlMs, variables = {} }: Message,
): Promise<void> {
  try {
    await client.publishMessage({ name, correlationKey: applicationNumber, messageId, timeToLive: ttlMs, variables });
  } catch (error) {
    if (grpcCode(error) !== GRPC.alreadyExists) throw error;
  }
}

/** The start message: key and id are both the application number. */
export async function publishStart(
  client: ZeebeClient,
  start: Pick<Variables, 'applicationNumber' | 'reason' | 'elements'>,
): Promise<void> {
  const { applicationNumber } = start;
  await publish(client, {
    name: 'application-submitted',
    applicationNumber,
    messageId: applicationNumber,
    ttlMs: START_TTL_MS,
    variables: start,
  });
}
