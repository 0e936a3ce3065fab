import { Failure, type FailureCode } from '../domain/failures.ts';
import { each } from './each.ts';
import type { MessageNeeds } from './handle-message.ts';
import { receiveMessage } from './receive-message.ts';

/** The duty's name, by which it finds when it was last done. */
export const MISSED_MESSAGES = 'messages that were missed';

const ONE_HOUR_MS = 3_600_000;
const ONE_DAY_MS = 24 * ONE_HOUR_MS;
/** Clocks of three services, and a webhook that failed while the last run was listing. */
const MARGIN_MS = ONE_HOUR_MS;
/** An office that asks for the first time: what came before it was there is not its own. */
const FIRST_TIME_MS = 2 * ONE_DAY_MS;
/** Further back nobody waits for the answer of a program. */
const LONGEST_MS = 30 * ONE_DAY_MS;

/** The messenger wants a pause, or the office does: the others would meet the same. */
const AWAY: readonly FailureCode[] = [
  'WHATSAPP_NOT_TAKEN',
  'WHATSAPP_UNREACHABLE',
  'DATABASE_UNREACHABLE',
  'DOCUMENTS_UNREACHABLE',
];

/**
 * The duty: asks what came in while the webhook could not be taken, and receives it now. The messenger does not repeat
 * a webhook, so that it asks back to its own last success, however long the office was away. Answers how many there
 * were.
 */
export function receiveMissedMessages(needs: MessageNeeds) {
  const { store, messenger, now } = needs;
  const receive = receiveMessage(needs);
  return async (): Promise<number> => {
    let missed = 0;
    const came = await messenger.received(await lastAsked(needs));
    const takeMissed = async (message: (typeof came)[number]) => {
      if ((await store.messages.bySid(message.sid)) !== undefined) return;
      await receive({ ...message, ...(message.hasMedia ? await messenger.mediaOf(message.sid) : { mediaUrls: [] }) });
      missed += 1;
    };
    await each(came, takeMissed, (error) => error instanceof Failure && AWAY.includes(error.code));
    return missed;
  };

  async function lastAsked({ store: { duties } }: MessageNeeds): Promise<Date> {
    const own = (await duties.all()).find(({ name }) => name === MISSED_MESSAGES);
    const at = now().getTime();
    const since = own?.succeededAt == null ? at - FIRST_TIME_MS : own.succeededAt.getTime() - MARGIN_MS;
    return new Date(Math.max(since, at - LONGEST_MS));
  }
}
