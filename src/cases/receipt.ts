import type { Means } from './means.ts';

const ONE_DAY_MS = 86_400_000;

/** SOP step 9: the applicant has the card. Journalled once per way; the message to the process is harmless when repeated. */
export async function cardReceived({ store, engine }: Pick<Means, 'store' | 'engine'>, applicationNumber: string, way: 'download' | 'link' | 'whatsapp'): Promise<void> {
  const { state } = await store.cases.get(applicationNumber);
  if (state === 'delivery') {
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { state: 'delivered' });
      await tables.journal.write({ applicationNumber, actor: 'pemohon', event: 'card-received', step: 9, detail: { way } });
    });
  }
  await engine.publish({ name: 'card-received', applicationNumber, messageId: `received:${applicationNumber}`, ttlMs: ONE_DAY_MS });
}
