import type { Store, Word } from '../store/store.ts';
import type { Means } from './means.ts';
import { say } from './words.ts';

const ONE_DAY_MS = 86_400_000;

type Way = 'download' | 'link' | 'whatsapp';

/** SOP step 9: the applicant has the card. */
export async function cardReceived(
  means: Pick<Means, 'store' | 'engine' | 'logger'>,
  applicationNumber: string,
  way: Way,
): Promise<void> {
  await say(means, await means.store.transaction((tables) => noteReceipt(tables, applicationNumber, way)));
}

/** Journalled once per card; answers the word to the process, which is harmless when repeated. */
export async function noteReceipt(tables: Store, applicationNumber: string, way: Way): Promise<Word> {
  const { state } = await tables.cases.get(applicationNumber);
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
  const word: Word = {
    name: 'card-received',
    applicationNumber,
    messageId: `received:${applicationNumber}`,
    ttlMs: ONE_DAY_MS,
  };
  await tables.words.keep(word);
  return word;
}
