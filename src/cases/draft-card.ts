import type { FamilyCard } from '../domain/family-card.ts';
import { Failure } from '../domain/failures.ts';
import type { CaseRecord } from '../store/store.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { journalReturn, recordClaim } from './siak-entry.ts';

/** SOP step 4, first half: the family as SIAK has it after the entry. */
export function draftCard({ store, siak, documents }: Pick<Dependencies, 'store' | 'siak' | 'documents'>) {
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    await recordClaim({ store }, record, record.kkNumber);
    const family = await familyOf({ store, siak }, record);
    const { sha256 } = await documents.put(Buffer.from(JSON.stringify(family)));
    await store.cases.change(applicationNumber, { cardDataSha256: sha256, state: 'drafting' });
  };
}

async function familyOf(
  { store, siak }: Pick<Dependencies, 'store' | 'siak'>,
  { applicationNumber, kkNumber, application }: CaseRecord,
): Promise<FamilyCard> {
  try {
    if (kkNumber === null) throw new Failure('FAMILY_UNKNOWN');
    return await siak.family(
      kkNumber,
      application.members.map(({ nik }) => nik),
    );
  } catch (error) {
    if (error instanceof Failure && error.code === 'FAMILY_UNKNOWN')
      await journalReturn(store, applicationNumber, error.code);
    throw error;
  }
}
