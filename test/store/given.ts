import { createHash, randomUUID } from 'node:crypto';
import { newApplicationNumber } from '../../src/domain/application-number.ts';
import type { CaseRecord, Judgement, NewCase, Store } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { createColumnSeal } from '../../src/store/column-seal.ts';
import { placeOfDecisionNote } from '../../src/store/tables/decision-notes.ts';
import { DOCUMENT_KEY, type TestDatabase } from './database.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function newCase(change: Partial<NewCase> = {}): NewCase {
  const application = change.application ?? sampleApplication();
  return {
    applicationNumber: newApplicationNumber(new Date()),
    application,
    elements: ['pendidikan'],
    idempotencyKey: randomUUID(),
    requestSha256: sha256(JSON.stringify(application)),
    ...change,
  };
}

export async function openCase(store: Store, change: Partial<NewCase> = {}): Promise<CaseRecord> {
  return (await store.cases.open(newCase(change))).record;
}

/** An officer whom the tables know; a judgement names its author by a foreign key. */
export async function putOfficer(store: Store, username = 'sri.wahyuni'): Promise<void> {
  await store.people.put({
    username,
    name: 'Sri Wahyuni',
    roles: ['petugas-entri'],
    nip: null,
    signerNik: null,
    active: true,
  });
}

export function judgementOf(applicationNumber: string, change: Partial<Judgement> = {}): Judgement {
  return {
    taskId: randomUUID(),
    applicationNumber,
    element: 'examine-application',
    step: 3,
    decidedBy: 'sri.wahyuni',
    decidedAt: new Date('2026-11-22T02:00:00.123Z'),
    actingAs: null,
    answer: { examination: 'complete', missingDocuments: [], note: '' },
    change: { state: 'drafting', entryOfficer: 'sri.wahyuni', missingDocuments: [] },
    draftSha256: null,
    ...change,
  };
}

/** The error a promise ends with; fails the test when it does not. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('expected a refusal, and it was done');
}

/** An open task of this case, as the engine writes it. */
export async function putTask(
  database: Pick<TestDatabase, 'asOwner'>,
  applicationNumber: string,
  { element = 'examine-application', endedAs = null }: { element?: string; endedAs?: 'completed' | null } = {},
): Promise<string> {
  const taskId = randomUUID();
  await database.asOwner(
    `insert into work_list (task_id, application_number, element, lane, created_at, ended_at, ended_as)
     values ($1, $2, $3, 'petugas-entri', now(), case when $4::text is null then null else now() end, $4)`,
    [taskId, applicationNumber, element, endedAs],
  );
  return taskId;
}

export interface GivenDecision {
  readonly step?: number;
  readonly element?: string;
  readonly by?: string;
  readonly answer?: object;
  readonly at?: Date;
  readonly actingAs?: 'Plh' | 'Plt' | null;
  readonly draftSha256?: string | null;
  /** Words of the officer; they lie sealed. */
  readonly note?: string;
  readonly taskId?: string;
  /** Of the first edition: the claim was refused. */
  readonly refusedBecause?: string;
}

/** A decision, as the engine writes it in the completion of its task; answers the task. */
export async function putDecision(
  database: Pick<TestDatabase, 'asOwner'>,
  applicationNumber: string,
  given: GivenDecision = {},
): Promise<string> {
  const { step = 3, element = 'examine-application', by = 'sri.wahyuni', taskId = randomUUID() } = given;
  const { answer = { examination: 'complete' }, at = new Date(), note } = given;
  const place = placeOfDecisionNote(applicationNumber, taskId);
  await database.asOwner(
    `insert into decisions (application_number, step, element, decided_by, decided_at, recorded_at, task_id, answer,
       acting_as, draft_sha256, note_sealed, refused_because)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[applicationNumber, step, element, by, at, taskId, JSON.stringify(answer), given.actingAs ?? null],
      ...[given.draftSha256 ?? null, note === undefined ? null : createColumnSeal(DOCUMENT_KEY).seal(note, place)],
      given.refusedBecause ?? null,
    ],
  );
  return taskId;
}
