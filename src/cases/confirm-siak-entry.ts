import { Failure } from '../domain/failures.ts';
import type { Variables } from '../domain/process.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { entryKey, journalReturn, recordEntry, type Entered } from './siak-entry.ts';
import { requireExamined } from './step-reached.ts';

/**
 * Typed at the simulator: the officer typed SIAK's reference; SIAK itself must know it for this very application
 * (second reading).
 */
export function confirmSiakEntry(dependencies: Pick<Dependencies, 'store' | 'siak'>) {
  const { store, siak } = dependencies;
  return async ({
    applicationNumber,
    siakReference,
  }: CaseReference & Partial<Pick<Variables, 'siakReference'>>): Promise<Entered> => {
    const record = await store.cases.get(applicationNumber);
    await requireExamined(store, record);
    const receipt = await siak.findEntry(applicationNumber);
    if (receipt === undefined || receipt.reference !== siakReference?.trim()) {
      await journalReturn(store, applicationNumber, 'SIAK_ENTRY_UNCONFIRMED');
      throw new Failure('SIAK_ENTRY_UNCONFIRMED');
    }
    const key = await entryKey(dependencies, applicationNumber);
    await store.effects.intend({ key, kind: 'siak-entry', applicationNumber });
    return recordEntry(dependencies, record, key, receipt, 'manual');
  };
}
