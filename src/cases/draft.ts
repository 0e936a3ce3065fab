import { createHash } from 'node:crypto';
import { Failure } from '../domain/failures.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { FamilyCard } from '../domain/family-card.ts';
import type { Person } from '../domain/authority.ts';
import type { Cases } from './cases.ts';
import type { Means } from './means.ts';
import { journalReturn } from './siak-entry.ts';
import { cardToken } from './tokens.ts';

/** SOP step 4, first half: the family as SIAK has it after the entry. */
export function draftCard({ store, siak, documents }: Means): Cases['draftCard'] {
  return async ({ applicationNumber }) => {
    const { kkNumber } = await store.cases.get(applicationNumber);
    const family = await familyOf({ store, siak }, applicationNumber, kkNumber);
    const { sha256 } = await documents.put(Buffer.from(JSON.stringify(family)));
    await store.cases.change(applicationNumber, { cardDataSha256: sha256, state: 'drafting' });
  };
}

async function familyOf(
  { store, siak }: Pick<Means, 'store' | 'siak'>,
  applicationNumber: string,
  kkNumber: string | null,
): Promise<FamilyCard> {
  try {
    if (kkNumber === null) throw new Failure('FAMILY_UNKNOWN');
    return await siak.family(kkNumber);
  } catch (error) {
    if (error instanceof Failure && error.code === 'FAMILY_UNKNOWN')
      await journalReturn(store, applicationNumber, error.code);
    throw error;
  }
}

/** SOP step 4, second half: printed once; these bytes, named by their hash, are verified and signed, and never printed again. */
export function renderCard({ store, documents, press, settings, now }: Means): Cases['renderCard'] {
  return async ({ applicationNumber }) => {
    const { cardDataSha256, draftSha256: drawnBefore } = await store.cases.get(applicationNumber);
    if (cardDataSha256 === null) throw new Failure('FAMILY_UNKNOWN');
    const family = JSON.parse((await documents.get(cardDataSha256)).toString()) as FamilyCard;
    const head = headOf(await store.people.all());
    const { pdf, preview } = await press.print({
      family,
      issuedOn: plainDateOf(now()),
      head: { name: head.name, nip: head.nip ?? '', title: settings.headTitle },
      verifyUrl: `${settings.baseUrl}/periksa/${cardToken(settings.linkKey, applicationNumber)}`,
      footLine: settings.footLine,
    });
    const draftSha256 = createHash('sha256').update(pdf).digest('hex');
    await documents.put(pdf);
    const { sha256: previewSha256 } = await documents.put(preview);
    await store.transaction(async (tables) => {
      // The same bytes again are what an open task shows: not newer than the task, so a decision on them stands.
      if (draftSha256 !== drawnBefore)
        await tables.drafts.save({ sha256: draftSha256, applicationNumber, family, previewSha256 });
      await tables.cases.change(applicationNumber, { draftSha256, state: 'verification' });
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'draft-rendered',
        step: 4,
        detail: { draftSha256 },
      });
    });
    return { draftSha256 };
  };
}

/** The head whose name stands on the card; a stand-in signs, but the card names the office's head (Permendagri 109/2019, F-1.09). */
function headOf(people: readonly Person[]): Person {
  const head = people.find((person) => person.active && person.roles.includes('kepala-dinas') && person.nip !== null);
  if (head === undefined) throw new Failure('CARD_UNPRINTABLE', 'no active head of office with a NIP');
  return head;
}
