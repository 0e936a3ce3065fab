import { Failure, type FailureCode } from '../domain/failures.ts';
import { STATUS_RANK, type MessagePurpose } from '../messaging/messaging.ts';
import type { Job } from '../process/process.ts';
import { applyStatus } from './apply-status.ts';
import { attemptMessage } from './attempt-message.ts';
import type { CaseReference } from './case-reference.ts';
import { composeMessage } from './compose-message.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { journalMessage } from './journal-message.ts';

type Needs = Pick<
  Dependencies,
  'store' | 'messenger' | 'documents' | 'verifier' | 'settings' | 'calendar' | 'languages' | 'now' | 'engine' | 'logger'
>;

/** What an officer has to arrange with the applicant in another way. */
const FOR_A_PERSON: readonly FailureCode[] = ['NUMBER_UNREACHABLE', 'MESSAGE_STATE_UNKNOWN'];

/**
 * Sends one WhatsApp message of the process. Key: the visit to the sending element. "Intended" is committed first; on
 * redelivery Twilio is asked for our ref line before anything is sent again, because its interface takes no idempotency
 * key. Throws Failure MESSAGE_STATE_UNKNOWN when nobody can tell whether it was sent.
 */
export function sendMessage(needs: Needs) {
  const { store, now, messenger } = needs;
  return async (
    { applicationNumber }: CaseReference,
    purpose: MessagePurpose,
    { once }: Pick<Job, 'once'>,
  ): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    const key = `message:${once}`;
    const { effect } = await store.effects.intend({ key, kind: 'message', applicationNumber });
    if (effect.state === 'done') return;
    if (effect.state === 'unknown') throw new Failure('MESSAGE_STATE_UNKNOWN');
    try {
      const message = await composeMessage(needs, record, purpose, once);
      const { sid, status, wasFound } = await attemptMessage(
        needs,
        effect,
        { ref: message.ref, to: message.to, since: record.updatedAt },
        () => messenger.send(message),
      );
      const first = wasFound ? 'accepted' : status;
      const processMessage = await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'done', sid);
        // A commit whose answer was lost may have come through meanwhile: the row of the effect was waited for.
        if ((await tables.messages.bySid(sid)) !== undefined) return undefined;
        await tables.messages.add(
          {
            applicationNumber,
            direction: 'out',
            purpose,
            sid,
            status: first,
            errorCode: null,
            phone: message.to,
            author: 'sistem',
            at: now(),
          },
          STATUS_RANK[first],
        );
        await journalMessage(tables, applicationNumber, 'message-sent', { purpose, sid });
        // Found again it may have arrived already, and its callbacks met no row: what they would have done is done now.
        return wasFound ? applyStatus(tables, { sid, status, errorCode: null }, now()) : undefined;
      });
      if (processMessage !== undefined) await deliver(needs, processMessage);
    } catch (error) {
      if (!(error instanceof Failure) || !FOR_A_PERSON.includes(error.code)) throw error;
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, error.code === 'MESSAGE_STATE_UNKNOWN' ? 'unknown' : 'failed');
        await journalMessage(tables, applicationNumber, 'message-undelivered', {
          purpose,
          code: error.code,
          at: now().toISOString(),
        });
      });
      throw error;
    }
  };
}
