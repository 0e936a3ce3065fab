import type { OutboxMessage, Store } from '../store/store.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';

type Way = 'download' | 'link' | 'whatsapp';

/** SOP step 9: the applicant has the card. */
export async function cardReceived(
  dependencies: Pick<Dependencies, 'store' | 'engine' | 'logger'>,
  applicationNumber: string,
  way: Way,
): Promise<void> {
  await deliver(
    dependencies,
    await dependencies.store.transaction((tables) => noteReceipt(tables, applicationNumber, way)),
  );
}

/**
 * Journalled once per card, within a transaction, however many come at once; returns the message for the process, which
 * is harmless when repeated.
 */
export async function noteReceipt(tables: Store, applicationNumber: string, way: Way): Promise<OutboxMessage> {
  const { state } = await tables.cases.lock(applicationNumber);
  if (state === 'delivery') {
    await tables.cases.change(applicationNumber, { state: 'delivered' });
    await tables.journal.write({
      applicationNumber,
      actor: 'pemohon',
      event: 'card-received',
      step: 9,
      detail: { way },
    });
  }
  const message: OutboxMessage = {
    name: 'card-received',
    applicationNumber,
    messageId: `received:${applicationNumber}`,
    about: null,
  };
  await tables.outbox.put(message);
  return message;
}
