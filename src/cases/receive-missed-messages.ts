import type { MessageNeeds } from './handle-message.ts';
import { receiveMessage } from './receive-message.ts';

/** The messenger does not repeat a webhook that we did not take; two days cover an outage over a weekend. */
const LOOKED_BACK_MS = 48 * 3_600_000;

/**
 * The duty: asks what came in while the webhook could not be taken, and receives it now. Answers how many there were.
 */
export function receiveMissedMessages(needs: MessageNeeds) {
  const receive = receiveMessage(needs);
  return async (): Promise<number> => {
    let missed = 0;
    for (const message of await needs.messenger.received(new Date(needs.now().getTime() - LOOKED_BACK_MS))) {
      if ((await needs.store.messages.bySid(message.sid)) !== undefined) continue;
      await receive(message);
      missed += 1;
    }
    return missed;
  };
}
