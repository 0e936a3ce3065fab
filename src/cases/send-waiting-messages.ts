import { Failure, type FailureCode } from '../domain/failures.ts';
import { MESSAGE_PURPOSES, STATUS_RANK, type MessagePurpose } from '../messaging/messaging.ts';
import type { MessageRecord, OutboxMessage, Store } from '../store/store.ts';
import { applyStatus, needsPerson } from './apply-status.ts';
import { attemptMessage } from './attempt-message.ts';
import { composeMessage, refOf } from './compose-message.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { wordsOf } from './message-words.ts';
import { journalMessage } from './journal-message.ts';

type Needs = Pick<
  Dependencies,
  'store' | 'messenger' | 'documents' | 'verifier' | 'settings' | 'calendar' | 'languages' | 'now' | 'engine' | 'logger'
>;

/** Free text may be sent for so long after the last message of the person. */
export const WINDOW_MS = 24 * 3_600_000;
/** Pauses after a failure; Twilio's list shows an accepted message within the first. Seconds. */
const PAUSES = [30, 60, 300, 900, 3600];
/** Each holds a connection of the store while WhatsApp answers. */
const AT_ONCE = 2;
const FINAL: readonly FailureCode[] = ['NUMBER_UNREACHABLE', 'MESSAGE_STATE_UNKNOWN'];

/** Free text, and no 24 hours in which it may be sent. */
class WindowClosed extends Failure {
  constructor() {
    super('NUMBER_UNREACHABLE', 'no open conversation');
  }
}

/**
 * The duty: sends what waits in `messages` (the receipt, answers of the rules and of officers). One ledger of effects
 * with the process's own messages: "intended" is committed first, and what may have been accepted is looked for before
 * it is sent again. Answers how many were sent; throws the last failure when none was.
 */
export function sendWaitingMessages(needs: Needs) {
  return async (): Promise<number> => {
    let sent = 0;
    const failures: unknown[] = [];
    const waiting = await needs.store.messages.toSend(needs.now());
    for (let i = 0; i < waiting.length; i += AT_ONCE)
      await Promise.all(
        waiting.slice(i, i + AT_ONCE).map(({ id }) =>
          sendOne(needs, id).then(
            (done) => (sent += done ? 1 : 0),
            (error: unknown) => failures.push(error),
          ),
        ),
      );
    if (failures.length > 0 && sent === 0) throw failures[0];
    return sent;
  };
}

/** The row stays locked while it is sent, so that of two processes one sends and the other goes on. */
async function sendOne(needs: Needs, id: string): Promise<boolean> {
  const failures: unknown[] = [];
  const processMessages = await needs.store
    .transaction(async (tables) => {
      const message = await tables.messages.lock(id);
      if (message === undefined || message.status !== 'waiting' || message.sid !== null) return [];
      try {
        return await send({ ...needs, store: tables }, tables, message);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (FINAL.includes(error.code)) {
          await giveUp(needs, tables, message, error);
          return [];
        }
        failures.push(error);
        await tryLater(tables, message, error, needs.now());
        return [];
      }
    })
    .catch((error: unknown) => restAfterDefect(needs, id, error));
  for (const one of processMessages) await deliver(needs, one);
  if (failures.length > 0) throw failures[0];
  return true;
}

/** A fault of ours, or of the database: nothing of it is written, and the message must not stand before the others. */
async function restAfterDefect({ store, now }: Needs, id: string, error: unknown): Promise<never> {
  await store.transaction(async (tables) => {
    const message = await tables.messages.lock(id);
    if (message?.status === 'waiting') await tryLater(tables, message, error, now());
  });
  throw error;
}

/** Still tried: what IT mends may go out yet. Delivered, it is taken from the person again (`applyStatus`). */
async function tryLater(tables: Store, message: MessageRecord, error: unknown, now: Date): Promise<void> {
  if (isForPerson(message, error)) await needsPerson(tables, message, now);
  const pause = PAUSES[Math.min(message.tries, PAUSES.length - 1)]!;
  await tables.messages.change(message.id, {
    tries: message.tries + 1,
    nextTryAt: new Date(now.getTime() + pause * 1000),
  });
}

/** All pauses did not help, or none will: somebody tells the applicant in another way, once. */
function isForPerson({ tries, personSince }: MessageRecord, error: unknown): boolean {
  const isHopeless = error instanceof Failure && error.outcome.kind === 'incident';
  return personSince === null && (tries >= PAUSES.length || isHopeless);
}

async function send(needs: Needs, tables: Store, message: MessageRecord): Promise<OutboxMessage[]> {
  const { now } = needs;
  const { id, applicationNumber, phone } = message;
  const key = `message:${id}`;
  const { effect } = await tables.effects.intend({ key, kind: 'message', applicationNumber });
  const { to, put, purpose } = await prepare(needs, tables, message);
  const { sid, status, wasFound } = await attemptMessage(needs, effect, { ref: refOf(id), to, since: message.at }, put);
  await tables.effects.settle(key, 'done', sid);
  const first = wasFound ? 'accepted' : status;
  await tables.messages.change(id, { sid, status: first, rank: STATUS_RANK[first] ?? 0, purpose, sentAt: now() });
  if (applicationNumber !== null && purpose !== 'talk')
    await journalMessage(tables, applicationNumber, 'message-sent', { purpose, sid });
  const processMessage =
    !wasFound || phone === null ? undefined : await applyStatus(tables, { sid, status, errorCode: null }, now());
  return processMessage === undefined ? [] : [processMessage];
}

/**
 * What goes out: a template, or free text while the person's 24 hours run; an officer's words change from one to the
 * other.
 */
async function prepare(
  needs: Needs,
  tables: Store,
  message: MessageRecord,
): Promise<{ to: string; purpose: string; put: () => Promise<{ sid: string; status: string }> }> {
  const { messenger, now } = needs;
  const { id, phone, applicationNumber } = message;
  const words = (await wordsOf(needs, message.content))?.text ?? '';
  const heard = phone === null ? null : (await tables.conversations.find(phone))?.lastInboundAt;
  const isOpen = heard != null && now().getTime() - heard.getTime() < WINDOW_MS;
  if (!isTemplate(message.purpose) && (isOpen || applicationNumber === null || message.purpose === 'talk')) {
    if (phone === null || !isOpen) throw new WindowClosed();
    return {
      to: phone,
      purpose: message.purpose,
      put: () => messenger.say({ ref: refOf(id), to: phone, text: words }),
    };
  }
  const template = isTemplate(message.purpose) ? message.purpose : 'answer';
  const record = await tables.cases.get(applicationNumber ?? '');
  const said = template === 'answer' ? { words, to: phone ?? record.whatsapp } : undefined;
  const outgoing = await composeMessage(needs, record, template, id, said);
  // A notice stays one: when it does not arrive, no person has to say it in another way.
  const purpose = message.purpose === 'notice' ? message.purpose : template;
  return { to: outgoing.to, purpose, put: () => messenger.send(outgoing) };
}

/**
 * WhatsApp cannot reach the number, its owner asked us to stop, or nobody can tell whether it was sent: a person sees
 * it in the list of messages.
 */
async function giveUp(needs: Needs, tables: Store, message: MessageRecord, failure: Failure): Promise<void> {
  const { code } = failure;
  const { id, applicationNumber, purpose } = message;
  await tables.effects.settle(`message:${id}`, code === 'MESSAGE_STATE_UNKNOWN' ? 'unknown' : 'failed');
  await tables.messages.change(id, { status: 'failed', rank: STATUS_RANK['failed'] ?? 0 });
  if (applicationNumber !== null)
    await journalMessage(tables, applicationNumber, 'message-undelivered', { purpose, code });
  // An answer of the rules to a number that nobody reaches is left alone; one that may have arrived is read again by a
  // person, and one that comes too late for the 24 hours is given by a person.
  if (code === 'MESSAGE_STATE_UNKNOWN') await tables.messages.change(id, { personSince: needs.now() });
  if (purpose === 'talk' && failure instanceof WindowClosed) await answeredByPerson(tables, message, needs.now());
  // Without a SID there is nothing to tell the process.
  await needsPerson(tables, message, needs.now());
}

async function answeredByPerson(tables: Store, { id, answers }: MessageRecord, now: Date): Promise<void> {
  const written = answers === null ? undefined : await tables.messages.find(answers);
  if (written?.personSince == null) await tables.messages.change(written?.id ?? id, { personSince: now });
}

const isTemplate = (purpose: string): purpose is MessagePurpose => MESSAGE_PURPOSES.some((known) => known === purpose);
