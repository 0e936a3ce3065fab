import { Failure, type FailureCode } from '../domain/failures.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { SiakWay } from '../domain/siak-way.ts';
import type { Variables } from '../domain/process.ts';
import type { SiakEntry, SiakReceipt } from '../siak/siak.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import { assessCase, type AssessNeeds } from './assess-case.ts';
import { inForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { newestClaim } from './siak-claim.ts';
import { validateEvents } from './validate-events.ts';

export type Entered = Pick<Variables, 'siakReference'>;

/** Why a task lies with the officer again; the officer's page reads it here. */
export async function journalReturn(
  { journal }: Pick<Store, 'journal'>,
  applicationNumber: string,
  code: FailureCode,
  { step = 3, siakCode }: { readonly step?: HumanStep; readonly siakCode?: string } = {},
): Promise<void> {
  const detail = { code, ...(siakCode === undefined ? {} : { siakCode }) };
  await journal.write({ applicationNumber, actor: 'sistem', event: 'task-returned', step, detail });
}

/** One entry per examination: after a cancellation the next examination enters anew. */
export async function entryKey({ store }: Pick<Dependencies, 'store'>, applicationNumber: string): Promise<string> {
  // Rows of the first edition name no element; all of their step 3 were examinations.
  const examinations = inForce(await store.decisions.of(applicationNumber)).filter(
    ({ step, element }) => step === 3 && (element === null || element === 'examine-application'),
  );
  return `siak-entry:${applicationNumber}:${examinations.length}`;
}

export async function recordEntry(
  { store }: Pick<Dependencies, 'store'>,
  { applicationNumber }: CaseRecord,
  key: string,
  { reference, kkNumber }: Pick<SiakReceipt, 'reference'> & { readonly kkNumber: string | null },
  way: 'api' | 'manual' | 'held' | Exclude<SiakWay, 'simulator'>,
): Promise<Entered> {
  await store.transaction(async (tables) => {
    await tables.effects.settle(key, 'done', reference);
    // A commit whose answer was lost may have come through meanwhile: the row of the effect was waited for.
    if ((await tables.cases.get(applicationNumber)).siakReference === reference) return;
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

/**
 * Records what an officer typed into SIAK and a second officer, or SIAK's own card, has confirmed. Nothing when no
 * entry was needed; a second time changes nothing. Throws Failure('STEP_NOT_REACHED') for a claim that nobody
 * confirmed.
 */
export async function recordClaim(
  { store }: Pick<Dependencies, 'store'>,
  record: CaseRecord,
  kkNumber: string | null,
): Promise<void> {
  const { applicationNumber, siakWay } = record;
  if (siakWay === 'simulator' || record.siakReference !== null) return;
  const claim = newestClaim(await store.decisions.of(applicationNumber));
  if (claim === undefined) return;
  if (siakWay === 'typed' && claim.seen === null)
    throw new Failure('STEP_NOT_REACHED', 'an entry that nobody confirmed');
  const key = await entryKey({ store }, applicationNumber);
  await store.effects.intend({ key, kind: 'siak-entry', applicationNumber });
  await recordEntry({ store }, record, key, { reference: claim.reference, kkNumber }, siakWay);
}

/**
 * The reference of a case that needed no entry: SIAK had the change already, by akta, SKPWNI or another office (R47).
 */
export const HELD_BY_SIAK = 'SUDAH-ADA-DI-SIAK';

export interface EventEntry {
  /** Undefined: SIAK has the cards as they are to stand. */
  readonly entry: SiakEntry | undefined;
  /** Of the card of this file; undefined: SIAK gives it. */
  readonly kkNumber: string | undefined;
}

/** The entry of an event-based case: whole cards as they are to stand; undefined when SIAK has them so already. */
export async function entryOfEvents(
  needs: AssessNeeds & Pick<Dependencies, 'siak' | 'now'>,
  record: CaseRecord,
): Promise<EventEntry> {
  // Read anew: another office may have changed the family since the automatic check, and its change must not be undone.
  const assessed =
    needs.siak.way === 'simulator'
      ? await validateEvents(needs, record)
      : ((await assessCase(needs, record)) ?? (await validateEvents(needs, record)));
  const [main] = assessed.entry;
  const { kkNumber } = assessed;
  if (assessed.before.read && main === undefined) return { entry: undefined, kkNumber };
  const lines = main?.card;
  return {
    kkNumber,
    entry: {
      ownReference: record.applicationNumber,
      reason: assessed.assessment.reason,
      kkNumber: kkNumber ?? null,
      changes: [],
      members: [],
      address: {
        street: lines?.address ?? '-',
        rt: lines?.rt ?? '000',
        rw: lines?.rw ?? '000',
        kalurahan: lines?.kalurahanCode ?? '',
      },
      enteredOn: plainDateOf(needs.now()),
      ...(assessed.entry.length === 0 ? {} : { cards: assessed.entry }),
    },
  };
}

export function entryOf(
  { applicationNumber, application, reason }: CaseRecord,
  { now }: Pick<Dependencies, 'now'>,
): SiakEntry {
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
