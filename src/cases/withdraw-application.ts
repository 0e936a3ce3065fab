import { INDONESIAN } from '../domain/language/indonesian.ts';
import { randomUUID } from 'node:crypto';
import type { OutboxMessage } from '../store/store.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { mayWithdraw, ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';

/**
 * Cancelling at any time before the head's approval. The diagram undoes the SIAK entry and closes; until then the case
 * stands as it was, and an approval that comes first makes the message void.
 */
export function withdrawApplication(dependencies: Pick<Dependencies, 'store' | 'engine' | 'logger'>, guard: PinGuard) {
  const { store } = dependencies;
  return async (applicationNumber: string, pin: string, from?: string): Promise<void> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin, from);
    if (record.state === 'withdrawn') return;
    if (!(await mayWithdraw(dependencies, record)))
      throw new NotNow(INDONESIAN.refusals['kk-sudah-ditandatangani-atau']);
    const message: OutboxMessage = {
      name: 'application-withdrawn',
      applicationNumber,
      messageId: `withdrawn:${applicationNumber}:${randomUUID()}`,
      about: null,
    };
    await store.transaction(async (tables) => {
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'withdrawal-requested',
        step: null,
        detail: { in: record.state },
      });
      await tables.outbox.put(message);
    });
    await deliver(dependencies, message);
  };
}
