import { Failure } from '../domain/failures.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { entryKey, entryOf, journalReturn, recordEntry, type Entered } from './siak-entry.ts';

/** SOP step 3, entry. Our own reference is the application number; before anything is entered again SIAK is asked for it. */
export function enterSiak(dependencies: Pick<Dependencies, 'store' | 'siak' | 'now'>) {
  const { store, siak } = dependencies;
  return async ({ applicationNumber }: CaseReference): Promise<Entered> => {
    const record = await store.cases.get(applicationNumber);
    // Where SIAK itself issues the card, the case must never come to a draft of ours: a person enters, whatever was before.
    if (record.siakWay === 'siak-signed-pdf') throw new Failure('SIAK_MANUAL');
    const key = await entryKey(dependencies, applicationNumber);
    // A case that was begun again passes here a second time; what is entered stays entered.
    const before = await store.effects.find(key);
    if (before?.state === 'done' && before.reference !== null && record.siakReference !== null)
      return { siakReference: before.reference };
    if (record.siakWay === 'typed' || siak.way !== 'simulator') throw new Failure('SIAK_MANUAL');
    const { isNew } = await store.effects.intend({ key, kind: 'siak-entry', applicationNumber });
    const known = isNew ? undefined : await siak.findEntry(applicationNumber);
    try {
      const receipt = known ?? (await siak.enter(entryOf(record, dependencies)));
      return await recordEntry(dependencies, record, key, receipt, 'api');
    } catch (error) {
      if (error instanceof Failure && error.code === 'SIAK_REFUSED') {
        await store.effects.settle(key, 'failed');
        await journalReturn(store, applicationNumber, error.code);
      }
      throw error;
    }
  };
}
