import { setTimeout as sleep } from 'node:timers/promises';
import { STATUS_RANK } from '../messaging/messaging.ts';
import type { MessageRecord, OutboxMessage, Store } from '../store/store.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { noteReceipt } from './note-receipt.ts';
import { isRequest, newestRequestMessage } from './request-messages.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'logger'>;

export interface MessageStatus {
  readonly sid: string;
  readonly status: string;
  readonly errorCode: string | null;
}

/** A callback may overtake the answer to our own send; the row appears within the time of one round trip. */
const ROW_APPEARS_MS = [0, 200, 500, 1000, 2000];

/** A status callback of Twilio: may come twice, late or out of order, so a status only moves forward. */
export function receiveMessageStatus(needs: Needs) {
  return async ({ sid, status, errorCode }: MessageStatus): Promise<void> => {
    const rank = STATUS_RANK[status];
    if (rank === undefined) return;
    const message = await messageBySid(needs, sid);
    if (message === undefined) return;
    const told = await needs.store.transaction(async (tables) => {
      if (!(await tables.messages.advance(sid, status, rank, errorCode))) return undefined;
      return followStatus(tables, message, { status, errorCode });
    });
    if (told !== undefined) await deliver(needs, told);
  };
}

/** What follows from a status that a message has reached; returns the message for the process, which lies in the outbox. */
export async function followStatus(
  tables: Store,
  message: MessageRecord,
  { status, errorCode }: Pick<MessageStatus, 'status' | 'errorCode'>,
): Promise<OutboxMessage | undefined> {
  const { applicationNumber, purpose } = message;
  if (purpose === 'card' && (status === 'delivered' || status === 'read'))
    return noteReceipt(tables, applicationNumber, 'whatsapp');
  if (status !== 'undelivered' && status !== 'failed') return undefined;
  await tables.journal.write({
    applicationNumber,
    actor: 'sistem',
    event: 'message-undelivered',
    step: purpose === 'card' ? 8 : null,
    detail: { purpose, errorCode },
  });
  const undeliverable = await undeliverableMessage(tables, message);
  if (undeliverable !== undefined) await tables.outbox.put(undeliverable);
  return undeliverable;
}

/**
 * The message to the process when a person has to take over what WhatsApp gave up. A late status of an earlier try must
 * not take back the one under way; a courtesy needs nobody, and neither does a request that was answered meanwhile.
 */
async function undeliverableMessage(
  store: Store,
  { applicationNumber, purpose, sid }: MessageRecord,
): Promise<OutboxMessage | undefined> {
  const kind = purpose === 'card' ? 'card' : isRequest(purpose) ? 'request' : undefined;
  if (kind === undefined || (await newestRequestMessage(store, applicationNumber, kind))?.sid !== sid) return undefined;
  if (kind === 'request' && (await store.cases.get(applicationNumber)).state !== 'waiting-for-applicant')
    return undefined;
  return {
    name: kind === 'card' ? 'card-undeliverable' : 'request-undeliverable',
    applicationNumber,
    messageId: `undeliverable:${applicationNumber}:${sid}`,
    about: sid,
  };
}

async function messageBySid({ store }: Needs, sid: string): Promise<MessageRecord | undefined> {
  for (const wait of ROW_APPEARS_MS) {
    await sleep(wait);
    const message = await store.messages.bySid(sid);
    if (message !== undefined) return message;
  }
  return undefined;
}
