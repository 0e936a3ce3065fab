import { isEventApplication } from '../domain/events/from-application.ts';
import { Failure } from '../domain/failures.ts';
import { SiakRefusal } from '../siak/siak-refusal.ts';
import type { SiakReceipt } from '../siak/siak.ts';
import type { CaseReference } from './case-reference.ts';
import type { Dependencies } from './dependencies.ts';
import {
  HELD_BY_SIAK,
  entryKey,
  entryOf,
  entryOfEvents,
  journalReturn,
  recordEntry,
  type Entered,
  type EventEntry,
} from './siak-entry.ts';
import { requireExamined } from './step-reached.ts';

/**
 * SOP step 3, entry. Our own reference is the application number; before anything is entered again SIAK is asked for
 * it.
 */
export function enterSiak(dependencies: Pick<Dependencies, 'store' | 'siak' | 'now' | 'documents' | 'settings'>) {
  const { store, siak } = dependencies;
  return async ({ applicationNumber }: CaseReference): Promise<Entered> => {
    const record = await store.cases.get(applicationNumber);
    await requireExamined(store, record);
    // Where SIAK itself issues the card, the case must never come to a draft of ours: a person enters, whatever was
    // before.
    if (record.siakWay === 'siak-signed-pdf') throw new Failure('SIAK_MANUAL');
    const key = await entryKey(dependencies, applicationNumber);
    // A case that was begun again passes here a second time; what is entered stays entered.
    const before = await store.effects.find(key);
    if (before?.state === 'done' && before.reference !== null && record.siakReference !== null)
      return { siakReference: before.reference };
    const isEventBased = isEventApplication(record.application);
    if (record.siakWay === 'typed' || siak.way !== 'simulator') {
      const held = isEventBased ? heldBySiak(await entryOfEvents(dependencies, record)) : undefined;
      if (held === undefined) throw new Failure('SIAK_MANUAL');
      await store.effects.intend({ key, kind: 'siak-entry', applicationNumber });
      return recordEntry(dependencies, record, key, held, 'held');
    }
    const { isNew } = await store.effects.intend({ key, kind: 'siak-entry', applicationNumber });
    const known = isNew ? undefined : await siak.findEntry(applicationNumber);
    try {
      if (known !== undefined) return await recordEntry(dependencies, record, key, known, 'api');
      const ofEvents = isEventBased ? await entryOfEvents(dependencies, record) : undefined;
      const held = ofEvents === undefined ? undefined : heldBySiak(ofEvents);
      if (held !== undefined) return await recordEntry(dependencies, record, key, held, 'held');
      const receipt = await siak.enter(ofEvents?.entry ?? entryOf(record, dependencies));
      return await recordEntry(dependencies, record, key, receipt, 'api');
    } catch (error) {
      if (error instanceof Failure && error.code === 'SIAK_REFUSED') {
        await store.effects.settle(key, 'failed');
        await journalReturn(
          store,
          applicationNumber,
          error.code,
          error instanceof SiakRefusal ? { siakCode: error.siakCode } : {},
        );
      }
      throw error;
    }
  };
}

/**
 * What is recorded instead of a receipt when SIAK has the cards already; undefined when there is something to enter.
 */
function heldBySiak({ entry, kkNumber }: EventEntry): SiakReceipt | undefined {
  return entry === undefined && kkNumber !== undefined ? { reference: HELD_BY_SIAK, kkNumber } : undefined;
}
