import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Berkas } from './berkas.ts';

/** What the external services have seen of a case: whatever happened here, it must have happened there once. */
export async function externalTracesOf({
  office,
  number,
  phone,
}: Berkas): Promise<{ entries: number; cards: number; signatures: number; receipts: number; archived: number }> {
  const register = JSON.parse(readFileSync(path.join(office.config.varDir, 'simulators', 'siak.json'), 'utf8')) as {
    entries: { request: { referensi: string } }[];
  };
  const journal = await office.store.journal.of(number);
  const times = (event: string) => journal.filter((row) => row.event === event).length;
  return {
    entries: register.entries.filter((entry) => entry.request.referensi === number).length,
    cards: (await office.phones.messages(phone)).filter((message) => message.hasMedia && message.text.includes(number))
      .length,
    signatures: times('card-signed'),
    receipts: times('card-received'),
    archived: times('case-archived'),
  };
}
export const ONCE = { entries: 1, cards: 1, signatures: 1, receipts: 1, archived: 1 };
