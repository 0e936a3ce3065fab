import { setTimeout as sleep } from 'node:timers/promises';
import { STATUS_RANK } from '../messaging/messaging.ts';
import type { MessageRecord } from '../store/store.ts';
import { applyStatus, type MessageStatus } from './apply-status.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';

export type { MessageStatus };
type Needs = Pick<Dependencies, 'store' | 'engine' | 'logger' | 'now'>;

/**
 * A callback may overtake the answer to our own send; the row appears within the time of one round trip. Later ones are
 * asked for.
 */
const ROW_APPEARS_MS = [0, 200, 500, 1000, 2000];

/** A status callback of Twilio: may come twice, late or out of order, so a status only moves forward. */
export function receiveMessageStatus(needs: Needs, waits: readonly number[] = ROW_APPEARS_MS) {
  return async (status: MessageStatus): Promise<void> => {
    if (STATUS_RANK[status.status] === undefined) return;
    if ((await messageBySid(needs, status.sid, waits)) === undefined) return;
    const processMessage = await needs.store.transaction((tables) => applyStatus(tables, status, needs.now()));
    if (processMessage !== undefined) await deliver(needs, processMessage);
  };
}

async function messageBySid(
  { store }: Needs,
  sid: string,
  waits: readonly number[],
): Promise<MessageRecord | undefined> {
  for (const wait of waits) {
    await sleep(wait);
    const message = await store.messages.bySid(sid);
    if (message !== undefined) return message;
  }
  return undefined;
}
