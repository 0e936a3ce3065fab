import { Failure } from '../domain/failures.ts';
import { STATUS_RANK } from '../messaging/messaging.ts';
import { applyStatus, needsPerson } from './apply-status.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<Dependencies, 'store' | 'messenger' | 'engine' | 'logger' | 'now'>;

const MINUTE_MS = 60_000;
/** How long after it was sent, and then after each question, a message's status is asked for. Minutes. */
const ASKED_AFTER = [2, 10, 60, 360, 1440];
/** Accepted and not delivered for so long, a person takes over: the phone is off, lost or another's. */
const UNDELIVERED_TERM_MS = 24 * 60 * MINUTE_MS;
const GIVEN_UP_AFTER_MS = 8 * UNDELIVERED_TERM_MS;

/**
 * The duty: asks Twilio how far our messages are whose callbacks did not come while we were away or at all, and puts
 * before a person what was not delivered within its term. Answers how many it asked for.
 */
export function askMessageStatuses(needs: Needs) {
  const { store, messenger, now } = needs;
  return async (): Promise<number> => {
    let asked = 0;
    const failures: unknown[] = [];
    const at = now();
    const writtenSince = new Date(at.getTime() - GIVEN_UP_AFTER_MS);
    for (const message of await store.messages.underWay(at, writtenSince, ASKED_AFTER)) {
      const age = at.getTime() - message.at.getTime();
      asked += 1;
      const found = await messenger.statusOf(message.sid!).catch((error: unknown) => {
        // One of which WhatsApp wants to know nothing holds up no other.
        if (!(error instanceof Failure && error.code === 'WHATSAPP_UNREACHABLE')) failures.push(error);
        return undefined;
      });
      const reported = await store.transaction(async (tables) => {
        await tables.messages.change(message.id, { asks: message.asks + 1, askedAt: at });
        const moved =
          found === undefined
            ? undefined
            : await applyStatus(tables, { sid: message.sid!, status: found.status, errorCode: found.errorCode }, at);
        if (moved !== undefined) return moved;
        const rank = STATUS_RANK[(await tables.messages.bySid(message.sid!))?.status ?? ''] ?? 0;
        const isLate = age >= UNDELIVERED_TERM_MS && rank < STATUS_RANK['undelivered']!;
        return isLate && message.personSince === null && message.purpose !== 'card'
          ? needsPerson(tables, message, at)
          : undefined;
      });
      if (reported !== undefined) await deliver(needs, reported);
    }
    if (failures.length > 0) throw failures[0];
    return asked;
  };
}
