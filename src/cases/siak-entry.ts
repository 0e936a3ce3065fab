import { Failure, type FailureCode } from '../domain/failures.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord } from '../store/store.ts';
import type { SiakEntry, SiakReceipt } from '../siak/siak.ts';
import type { Cases } from './cases.ts';
import type { Means } from './means.ts';

/** SOP step 3, entry. Our own reference is the application number; before anything is entered again SIAK is asked for it. */
export function enterSiak(means: Means): Cases['enterSiak'] {
  const { store, siak } = means;
  return async ({ applicationNumber }) => {
    if (siak.mode === 'manual') throw new Failure('SIAK_MANUAL');
    const record = await store.cases.get(applicationNumber);
    const key = await entryKey(means, applicationNumber);
    const { effect, isNew } = await store.effects.intend({ key, kind: 'siak-entry', applicationNumber });
    if (effect.state === 'done' && effect.reference !== null) return { siakReference: effect.reference };
    const known = isNew ? undefined : await siak.findEntry(applicationNumber);
    try {
      return await entered(means, record, key, known ?? (await siak.enter(entryOf(record, means))), 'api');
    } catch (error) {
      if (error instanceof Failure && error.code === 'SIAK_REFUSED') {
        await store.effects.settle(key, 'failed');
        await journalReturn(store, applicationNumber, error.code);
      }
      throw error;
    }
  };
}

/** The manual way: the officer typed SIAK's reference; SIAK itself must know it for this very application (second reading). */
export function confirmSiakEntry(means: Means): Cases['confirmSiakEntry'] {
  const { store, siak } = means;
  return async ({ applicationNumber, siakReference }) => {
    const record = await store.cases.get(applicationNumber);
    const receipt = await siak.findEntry(applicationNumber);
    if (receipt === undefined || receipt.reference !== siakReference?.trim()) {
      await journalReturn(store, applicationNumber, 'SIAK_ENTRY_UNCONFIRMED');
      throw new Failure('SIAK_ENTRY_UNCONFIRMED');
    }
    const key = await entryKey(means, applicationNumber);
    await store.effects.intend({ key, kind: 'siak-entry', applicationNumber });
    return entered(means, record, key, receipt, 'manual');
  };
}

/** Why a task lies with the officer again; his page reads it here. */
export async function journalReturn(
  store: Means['store'],
  applicationNumber: string,
  code: FailureCode,
): Promise<void> {
  await store.journal.write({ applicationNumber, actor: 'sistem', event: 'task-returned', step: 3, detail: { code } });
}

/** Compensation: undoes the entry after a doubt at verification or a withdrawal. Undoing what is undone is done. */
export function cancelSiakEntry({ store, siak }: Means): Cases['cancelSiakEntry'] {
  return async ({ applicationNumber }) => {
    // A withdrawal may come while the entry is being made: then only SIAK knows of it yet.
    const siakReference =
      (await store.cases.get(applicationNumber)).siakReference ?? (await siak.findEntry(applicationNumber))?.reference;
    if (siakReference === undefined) return;
    const key = `siak-cancellation:${siakReference}`;
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
async function undo(siak: Means['siak'], siakReference: string): Promise<boolean> {
  try {
    await siak.cancelEntry(siakReference);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'SIAK_MANUAL') return false;
    throw error;
  }
}

/** One entry per examination that found the papers complete: after a cancellation the next examination enters anew. */
async function entryKey({ store }: Means, applicationNumber: string): Promise<string> {
  const examinations = (await store.decisions.of(applicationNumber)).filter(
    (d) => d.step === 3 && d.refusedBecause === null,
  );
  return `siak-entry:${applicationNumber}:${examinations.length}`;
}

async function entered(
  { store }: Means,
  { applicationNumber }: CaseRecord,
  key: string,
  receipt: SiakReceipt,
  way: 'api' | 'manual',
): Promise<{ siakReference: string }> {
  const { reference, kkNumber } = receipt;
  await store.transaction(async (tables) => {
    await tables.effects.settle(key, 'done', reference);
    await tables.cases.change(applicationNumber, { siakReference: reference, kkNumber });
    await tables.journal.write({
      applicationNumber,
      actor: 'sistem',
      event: 'siak-entered',
      step: 3,
      detail: { way, siakReference: reference },
    });
  });
  return { siakReference: reference };
}

function entryOf({ applicationNumber, application, reason }: CaseRecord, { now }: Means): SiakEntry {
  const { members, changes, address } = application;
  const kkNumber = application.kkNumber ?? null;
  return {
    ownReference: applicationNumber,
    reason,
    kkNumber,
    changes: changes.map(({ member, element, from, to, basis }) => ({
      nik: members[member]!.nik,
      element,
      from,
      to,
      basis: basis ?? null,
    })),
    members: members.map(({ nik, name, shdk }) => ({ nik, name, shdk, kkNumber })),
    address,
    enteredOn: plainDateOf(now()),
  };
}
