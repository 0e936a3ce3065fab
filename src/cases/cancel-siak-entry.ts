import { Failure } from '../domain/failures.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import { HELD_BY_SIAK } from './siak-entry.ts';

/** Compensation: undoes the entry after a doubt at verification or a withdrawal. Undoing it twice is undoing it once. */
export function cancelSiakEntry({ store, siak }: Pick<Dependencies, 'store' | 'siak'>) {
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    // A withdrawal may come while the entry is being made: then only SIAK knows of it yet.
    const siakReference =
      (await store.cases.get(applicationNumber)).siakReference ?? (await siak.findEntry(applicationNumber))?.reference;
    if (siakReference === undefined) return;
    // Nothing was entered for this case: SIAK had the change before.
    if (siakReference === HELD_BY_SIAK) return store.cases.change(applicationNumber, { siakReference: null });
    const key = `siak-cancellation:${applicationNumber}:${siakReference}`;
    const { effect } = await store.effects.intend({ key, kind: 'siak-cancellation', applicationNumber });
    const undone = effect.state === 'done' || (await undo(siak, siakReference));
    await store.transaction(async (tables) => {
      await tables.effects.settle(key, undone ? 'done' : 'unknown', siakReference);
      await tables.cases.change(applicationNumber, { siakReference: null });
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: undone ? 'siak-entry-cancelled' : 'siak-cancellation-owed',
        step: 3,
        detail: { siakReference },
      });
    });
  };
}

/** False: SIAK takes no orders from us, and an officer has to undo it there; the journal and the case's page say so. */
async function undo(siak: Dependencies['siak'], siakReference: string): Promise<boolean> {
  try {
    await siak.cancelEntry(siakReference);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'SIAK_MANUAL') return false;
    throw error;
  }
}
