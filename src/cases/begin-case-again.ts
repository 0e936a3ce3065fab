import { Failure } from '../domain/failures.ts';
import type { Variables } from '../domain/process.ts';
import type { CaseRecord, OutboxRecord, Store } from '../store/store.ts';
import { newestInForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { getRequirements } from './get-requirements.ts';
import { NotNow } from './not-possible.ts';
import { newestRequestMessage } from './request-messages.ts';
import { requireAdmin } from './require-admin.ts';

type Needs = Pick<Dependencies, 'store' | 'engine'>;

/**
 * Begins a stranded case again at its step. An act of the admin, journalled. What was decided stays in force; what the
 * program did by itself (entry in SIAK, print, signature) is found by its own keys and not done twice.
 */
export function beginCaseAgain(needs: Needs) {
  const { store, engine } = needs;
  return async (username: string, applicationNumber: string): Promise<{ readonly at: string }> => {
    await requireAdmin(needs, username, {
      event: 'act-refused',
      asked: 'case-begun-again',
      applicationNumbers: [applicationNumber],
    });
    const record = await store.cases.find(applicationNumber);
    if (record === undefined) throw new Failure('CASE_UNKNOWN');
    const left = await leftBehind(store, applicationNumber);
    if (record.takenUpAt === null || (await engine.runningCases()).has(applicationNumber))
      throw new NotNow('Berkas ini masih berjalan di mesin proses; tidak perlu dimulai lagi.');
    const { elementId, variables } = await placeOf(needs, record);
    await store.transaction(async (tables) => {
      const canceledTasks = await tables.workList.cancel(left.taskIds);
      await voidMessages(tables, left.messages, elementId);
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'case-begun-again',
        step: null,
        detail: { at: elementId, state: record.state, canceledTasks },
      });
    });
    await engine.beginAgain(applicationNumber, elementId, variables);
    return { at: elementId };
  };
}

/**
 * Read before the engine is asked whether the case runs: what stands here, while it does not, is of the lost instance.
 * Clicked twice, the second click must touch no task and no message of the instance that the first one began.
 */
async function leftBehind(store: Store, applicationNumber: string) {
  const tasks = await store.workList.of(applicationNumber);
  return { taskIds: tasks.map(({ taskId }) => taskId), messages: await store.outbox.of(applicationNumber) };
}

interface Place {
  readonly elementId: string;
  readonly variables: Partial<Variables>;
}

/** Elements of the diagram at which a case can begin again (test/cases/begin-case-again holds that they are there). */
export const BEGINNINGS = [
  'validate-application',
  'examine-application',
  'wait-for-completion',
  'siak-entry-needed',
  'verify-draft',
  'approve-signing',
  'deliver-card',
  'card-received',
  'archive-case',
] as const;

/**
 * Where a case goes on, by its own record. While an entry in SIAK may still have to be undone, the case goes through
 * the entry again, which finds itself done: only so the new instance knows what to compensate. The draft is then
 * printed and verified again, as after any change of it.
 */
async function placeOf(needs: Needs, record: CaseRecord): Promise<Place> {
  const { applicationNumber, reason, elements, state, draftSha256, missingDocuments } = record;
  const requirements = await getRequirements(needs)(reason, record.elements);
  const base: Partial<Variables> = {
    applicationNumber,
    reason,
    elements: [...elements],
    siakWay: record.siakWay,
    ...requirements,
    missingDocuments: [...missingDocuments],
    note: '',
    returnReason: '',
    reminders: 0,
    ...(record.entryOfficer === null ? {} : { entryOfficer: record.entryOfficer }),
    ...(draftSha256 === null ? {} : { draftSha256 }),
    ...(record.signedSha256 === null ? {} : { signedSha256: record.signedSha256 }),
    ...(record.siakReference === null ? {} : { siakReference: record.siakReference }),
  };
  const at = (elementId: (typeof BEGINNINGS)[number], more: Partial<Variables> = {}): Place => ({
    elementId,
    variables: { ...base, ...more },
  });
  switch (state) {
    case 'submitted':
      return at('validate-application');
    case 'examination':
      return at('examine-application');
    case 'waiting-for-applicant':
      return at('wait-for-completion');
    case 'drafting':
      return at('siak-entry-needed', { examination: 'complete' });
    case 'verification':
    case 'signing': {
      if (requirements.siakEntryNeeded || draftSha256 === null)
        return at('siak-entry-needed', { examination: 'complete' });
      const last = await newestInForce(needs.store, applicationNumber);
      return last?.answer['verification'] === 'valid' || last?.answer['signing'] === 'approved'
        ? at('approve-signing', { verification: 'valid' })
        : at('verify-draft');
    }
    case 'delivery':
      return at(await deliveryOf(needs, applicationNumber), { signing: 'approved' });
    case 'delivered':
      return at('archive-case', { signing: 'approved' });
    case 'archived':
    case 'closed':
    case 'withdrawn':
    case 'refused':
      throw new NotNow('Berkas ini sudah selesai; tidak ada yang perlu dimulai lagi.');
  }
}

/** A card that is on its way is not sent a second time: what is left is to wait for its receipt. */
async function deliveryOf({ store }: Needs, applicationNumber: string): Promise<'deliver-card' | 'card-received'> {
  const card = await newestRequestMessage(store, applicationNumber, 'card');
  return card === undefined || ['undelivered', 'failed', 'canceled'].includes(card.status)
    ? 'deliver-card'
    : 'card-received';
}

/**
 * What the lost instance was sent and did not take is in the record of the case, which the new one begins from. Where
 * that waits for the applicant, the message that the request did not arrive is still to come.
 */
async function voidMessages(
  tables: Store,
  messages: readonly OutboxRecord[],
  elementId: string,
): Promise<void> {
  if (elementId === 'wait-for-completion') return;
  for (const { messageId, name } of messages)
    if (name !== 'application-withdrawn') await tables.outbox.void(messageId, 'begun-again');
}
