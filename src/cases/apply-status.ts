import { STATUS_RANK } from '../messaging/messaging.ts';
import type { MessageRecord, OutboxMessage, Store } from '../store/store.ts';
import { noteReceipt } from './note-receipt.ts';
import { isRequest, newestRequestMessage } from './request-messages.ts';

export interface MessageStatus {
  readonly sid: string;
  readonly status: string;
  readonly errorCode: string | null;
}
/** Free text outside the 24 hours. */
const WINDOW_CLOSED = '63016';

/**
 * What a status of a message of ours means, from a callback or asked for: moves forward only. Delivered, the card is
 * received; given up, a person takes over. Answers the message for the process, if there is one.
 */
export async function applyStatus(
  tables: Store,
  { sid, status, errorCode }: MessageStatus,
  now: Date,
): Promise<OutboxMessage | undefined> {
  const rank = STATUS_RANK[status];
  const message = await tables.messages.bySid(sid);
  if (rank === undefined || message === undefined || message.direction === 'in') return undefined;
  if (!(await tables.messages.advance(sid, status, rank, errorCode, now))) return undefined;
  if (status === 'delivered' || status === 'read') return delivered(tables, message, now);
  if (status !== 'undelivered' && status !== 'failed') return undefined;
  return givenUp(tables, message, errorCode, now);
}

async function delivered(tables: Store, message: MessageRecord, now: Date): Promise<OutboxMessage | undefined> {
  // What was put before a person because it did not arrive has arrived after all.
  if (message.personSince !== null && message.personDoneAt === null)
    await tables.messages.change(message.id, { personDoneAt: now, personDoneBy: 'sistem' });
  return message.purpose === 'card' && message.applicationNumber !== null
    ? noteReceipt(tables, message.applicationNumber, 'whatsapp')
    : undefined;
}

async function givenUp(
  tables: Store,
  message: MessageRecord,
  errorCode: string | null,
  now: Date,
): Promise<OutboxMessage | undefined> {
  const { applicationNumber, purpose } = message;
  if (applicationNumber !== null)
    await tables.journal.write({
      applicationNumber,
      actor: 'sistem',
      event: 'message-undelivered',
      step: purpose === 'card' ? 8 : null,
      detail: { purpose, errorCode },
    });
  if (purpose === 'officer' && errorCode === WINDOW_CLOSED) return void (await sendAsTemplate(tables, message, now));
  return needsPerson(tables, message, now);
}

/** An officer's words whose 24 hours ended on the way go again as an approved template. */
async function sendAsTemplate(tables: Store, message: MessageRecord, now: Date): Promise<void> {
  const { id, applicationNumber, phone, content, author, answers } = message;
  await tables.messages.add(
    {
      applicationNumber,
      direction: 'out',
      purpose: 'answer',
      sid: null,
      status: 'waiting',
      errorCode: null,
      once: `as-template:${id}`,
      phone,
      content,
      author,
      answers,
      at: now,
      nextTryAt: now,
    },
    -1,
  );
}

/** What a person tells the applicant in another way, once it did not arrive; not the answers of the rules. */
const FOR_THE_LIST: readonly string[] = ['received', 'officer', 'answer', 'revoked'];

/**
 * Puts a message that does not arrive before a person: a request and the card through the process, others in the list
 * of messages. WhatsApp never took what has no SID, and the process asks by it: that is in the list too. A late status of
 * an earlier try must not take back the one under way, and a request that was answered meanwhile needs nobody.
 */
export async function needsPerson(
  tables: Store,
  { id, applicationNumber, purpose, sid }: MessageRecord,
  now: Date,
): Promise<OutboxMessage | undefined> {
  const kind = purpose === 'card' ? 'card' : isRequest(purpose) ? 'request' : undefined;
  if (kind === undefined || applicationNumber === null || sid === null) {
    if (kind !== undefined || FOR_THE_LIST.includes(purpose)) await tables.messages.change(id, { personSince: now });
    return undefined;
  }
  if ((await newestRequestMessage(tables, applicationNumber, kind))?.sid !== sid) return undefined;
  if (kind === 'request' && (await tables.cases.get(applicationNumber)).state !== 'waiting-for-applicant')
    return undefined;
  const message: OutboxMessage = {
    name: kind === 'card' ? 'card-undeliverable' : 'request-undeliverable',
    applicationNumber,
    messageId: `undeliverable:${applicationNumber}:${sid}`,
    about: sid,
  };
  await tables.outbox.put(message);
  return message;
}
