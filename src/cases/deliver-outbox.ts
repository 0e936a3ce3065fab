import { hasEnded } from '../domain/case-state.ts';
import type { CaseRecord, OutboxMessage, Store, VoidReason } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { isBeingSigned, newestInForce, newestRequest } from './decisions-in-force.ts';
import { newestRequestMessage } from './request-messages.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'logger'>;

/** How often a waiting message is delivered again. Milliseconds. */
export const OUTBOX_EVERY_MS = 2_000;
const FAILURES_UNTIL_AWAY = 3;
/**
 * Each holds one of the store's ten connections while the engine answers: of an engine that hangs, so long that the
 * pages of everybody would wait for theirs.
 */
const MOST_AT_ONCE = 3;
const underWay = new WeakMap<Needs['store'], number>();

/**
 * Delivers to the process what was committed a moment ago, unless as much is under way as may be. Never throws: the
 * change is safe, and `deliverOutbox` repeats it when the engine is busy or away or the case is between two places.
 */
export async function deliver(needs: Needs, message: OutboxMessage): Promise<void> {
  const { store } = needs;
  const others = underWay.get(store) ?? 0;
  if (others >= MOST_AT_ONCE) return;
  underWay.set(store, others + 1);
  try {
    await deliverMessage(needs, message);
  } catch (error) {
    needs.logger.warn(
      { applicationNumber: message.applicationNumber, message: message.name, error: nameOf(error) },
      'message to the process not taken, will be sent again',
    );
  } finally {
    underWay.set(store, underWay.get(store)! - 1);
  }
}

/**
 * Delivers again what no engine has taken yet; returns how many were taken. One message that fails, or that nobody waits
 * for yet, goes behind the others; when nothing gets through, the engine is away, and its error is thrown.
 */
export function deliverOutbox(needs: Needs) {
  return async (olderThanMs: number): Promise<number> => {
    let taken = 0;
    const failures: unknown[] = [];
    for (const message of await needs.store.outbox.waiting(olderThanMs)) {
      try {
        if (await deliverMessage(needs, message)) taken += 1;
      } catch (error) {
        failures.push(error);
        await needs.store.outbox.triedInVain(message.messageId);
        if (failures.length >= FAILURES_UNTIL_AWAY) break;
      }
    }
    if (failures.length > 0 && taken === 0) throw failures[0];
    return taken;
  };
}

/** The row stays locked while its message is delivered, so that of two processes one delivers and the other goes on. */
async function deliverMessage({ store, engine, logger }: Needs, { messageId }: OutboxMessage): Promise<boolean> {
  return store.transaction(async (tables) => {
    const message = await tables.outbox.lock(messageId);
    if (message === undefined) return false;
    const { applicationNumber, name } = message;
    const record = await tables.cases.get(applicationNumber);
    const because = await voidBecause(tables, message, record);
    if (because !== undefined) {
      await tables.outbox.void(messageId, because);
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'message-void',
        step: null,
        detail: { message: name, because },
      });
      logger.info({ applicationNumber, message: name, because }, 'message to the process given up');
      return false;
    }
    if (name === 'application-submitted') {
      await engine.start(applicationNumber, {
        reason: record.reason,
        elements: [...record.elements],
        siakWay: record.siakWay,
      });
      await tables.cases.takenUp(applicationNumber);
    } else if ((await engine.correlate({ name, caseNumber: applicationNumber, once: messageId })) === 'nobody-waits') {
      await tables.outbox.triedInVain(messageId);
      return false;
    }
    await tables.outbox.taken(messageId);
    return true;
  });
}

/** Why nothing can take this message any more; delivered again it would answer a later question of the same case. */
async function voidBecause(
  tables: Store,
  { name, about, applicationNumber }: OutboxMessage,
  record: CaseRecord,
): Promise<VoidReason | undefined> {
  if (hasEnded(record.state)) return 'case-ended';
  switch (name) {
    case 'completion-received': {
      const asked = newestRequest(await tables.decisions.of(applicationNumber));
      return asked === undefined || about === null || asked.taskId === about ? undefined : 'overtaken';
    }
    case 'request-undeliverable':
      return record.state === 'waiting-for-applicant' && (await isNewest(tables, applicationNumber, 'request', about))
        ? undefined
        : 'overtaken';
    case 'card-undeliverable':
      return record.state === 'delivery' && (await isNewest(tables, applicationNumber, 'card', about))
        ? undefined
        : 'overtaken';
    case 'application-withdrawn':
      return isBeingSigned(await newestInForce(tables, applicationNumber)) ? 'too-late' : undefined;
    // A start is delivered until the case runs; a receipt is true whenever it comes.
    case 'application-submitted':
    case 'card-received':
      return undefined;
  }
}

async function isNewest(
  tables: Store,
  applicationNumber: string,
  kind: 'card' | 'request',
  sid: string | null,
): Promise<boolean> {
  return (await newestRequestMessage(tables, applicationNumber, kind))?.sid === sid;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
