import type { FamilyCard } from '../domain/family-card.ts';
import { Failure } from '../domain/failures.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { journalReturn } from './siak-entry.ts';

/** SOP step 4, first half: the family as SIAK has it after the entry. */
export function draftCard({ store, siak, documents }: Pick<Dependencies, 'store' | 'siak' | 'documents'>) {
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    const { kkNumber } = await store.cases.get(applicationNumber);
    const family = await familyOf({ store, siak }, applicationNumber, kkNumber);
    const { sha256 } = await documents.put(Buffer.from(JSON.stringify(family)));
    await store.cases.change(applicationNumber, { cardDataSha256: sha256, state: 'drafting' });
  };
}

async function familyOf(
  { store, siak }: Pick<Dependencies, 'store' | 'siak'>,
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
