import { Failure } from '../domain/failures.ts';
import type { SopStep } from '../domain/sop.ts';
import { STATUS_RANK, type MessagePurpose } from '../messaging/messaging.ts';
import type { Job } from '../process/process.ts';
import { applyStatus } from './apply-status.ts';
import type { CaseReference } from './case-reference.ts';
import { composeMessage } from './compose-message.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<
  Dependencies,
  'store' | 'messenger' | 'documents' | 'verifier' | 'settings' | 'now' | 'engine' | 'logger'
>;

export const STEP_OF_MESSAGE: Readonly<Record<string, SopStep>> = { received: 1, incomplete: 3, invalid: 6, card: 8 };

/**
 * Sends one WhatsApp message of the process. Key: the visit to the sending element. "Intended" is committed first; on redelivery Twilio
 * is asked for our ref line before anything is sent again, because its interface takes no idempotency key.
 */
export function sendMessage(needs: Needs) {
  const { store, messenger, now } = needs;
  return async (
    { applicationNumber }: CaseReference,
    purpose: MessagePurpose,
    { once }: Pick<Job, 'once'>,
  ): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    const key = `message:${once}`;
    const { effect, isNew } = await store.effects.intend({ key, kind: 'message', applicationNumber });
    if (effect.state === 'done') return;
    try {
      const message = await composeMessage(needs, record, purpose, once);
      const known = isNew ? undefined : await messenger.find(message, effect.intendedAt);
      const { sid, status } = known ?? (await messenger.send(message));
      const told = await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'done', sid);
        await tables.messages.add(
          {
            applicationNumber,
            direction: 'out',
            purpose,
            sid,
            status: known === undefined ? status : 'accepted',
            errorCode: null,
            phone: message.to,
            author: 'sistem',
            at: now(),
          },
          known === undefined ? STATUS_RANK[status] : STATUS_RANK['accepted'],
        );
        await tables.journal.write({
          applicationNumber,
          actor: 'sistem',
          event: 'message-sent',
          step: STEP_OF_MESSAGE[purpose] ?? null,
          detail: { purpose, sid },
        });
        // Found again it may have arrived already, and its callbacks met no row: what they would have done is done now.
        return known === undefined ? undefined : applyStatus(tables, { sid, status, errorCode: null }, now());
      });
      if (told !== undefined) await deliver(needs, told);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'NUMBER_UNREACHABLE') throw error;
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'failed');
        await tables.journal.write({
          applicationNumber,
          actor: 'sistem',
          event: 'message-undelivered',
          step: STEP_OF_MESSAGE[purpose] ?? null,
          detail: { purpose, code: 'NUMBER_UNREACHABLE', at: now().toISOString() },
        });
      });
      throw error;
    }
  };
}
