import { Failure } from '../domain/failures.ts';
import type { CaseReference } from './case-reference.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { newestClaim } from './siak-claim.ts';
import { HELD_BY_SIAK } from './siak-entry.ts';

/**
 * Compensation: undoes the entry after a doubt at verification or a withdrawal. Undoing it twice is undoing it once.
 */
export function cancelSiakEntry({ store, siak }: Pick<Dependencies, 'store' | 'siak'>) {
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    // A withdrawal may come while the entry is being made: then only SIAK knows of it yet.
    const record = await store.cases.get(applicationNumber);
    // Nothing was entered for this case: SIAK had the change before.
    if (record.siakReference === HELD_BY_SIAK) return store.cases.change(applicationNumber, { siakReference: null });
    if (record.siakWay !== 'simulator') return owe({ store }, record);
    const siakReference = record.siakReference ?? (await siak.findEntry(applicationNumber))?.reference;
    if (siakReference === undefined) return;
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

/**
 * SIAK itself takes no orders from a program: what an officer typed there, confirmed or not, an officer has to undo.
 */
async function owe({ store }: Pick<Dependencies, 'store'>, { applicationNumber }: CaseRecord): Promise<void> {
  const claim = newestClaim(await store.decisions.of(applicationNumber), { takenBackToo: true });
  if (claim === undefined) return;
  const key = `siak-cancellation:${applicationNumber}:${claim.ordinal}`;
  const { effect } = await store.effects.intend({ key, kind: 'siak-cancellation', applicationNumber });
  if (effect.state === 'unknown') return;
  await store.transaction(async (tables) => {
    await tables.effects.settle(key, 'unknown', claim.reference);
    await tables.cases.change(applicationNumber, { siakReference: null });
    await tables.journal.write({
      applicationNumber,
      actor: 'sistem',
      event: 'siak-cancellation-owed',
      step: 3,
      detail: { siakReference: claim.reference },
    });
  });
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
