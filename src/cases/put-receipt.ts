import type { CaseRecord, Store } from '../store/store.ts';

/**
 * The receipt of the application by WhatsApp: written in the transaction that opens the case, once per case. It also
 * shows whether the number has WhatsApp.
 */
export async function putReceipt(
  tables: Pick<Store, 'messages'>,
  { applicationNumber, whatsapp }: Pick<CaseRecord, 'applicationNumber' | 'whatsapp'>,
  now: Date,
  again = '',
): Promise<void> {
  await tables.messages.add(
    {
      applicationNumber,
      direction: 'out',
      purpose: 'received',
      sid: null,
      status: 'waiting',
      errorCode: null,
      once: `received:${applicationNumber}${again}`,
      phone: whatsapp,
      author: 'sistem',
      at: now,
      nextTryAt: now,
    },
    -1,
  );
}
