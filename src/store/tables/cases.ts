import type { Knex } from 'knex';
import { ENDED_STATES } from '../../domain/case-state.ts';
import { Failure } from '../../domain/failures.ts';
import { toWhatsAppNumber } from '../../domain/phone.ts';
import { IdempotencyConflict, type CaseRecord, type Store } from '../store.ts';
import { StoreError } from '../store-error.ts';

interface CaseRow extends CaseRecord {
  readonly idempotencyKey: string;
  readonly requestSha256: string;
}

const COLUMNS = [
  'applicationNumber',
  'application',
  'reason',
  'elements',
  'state',
  'takenUpAt',
  'requiredDocuments',
  'missingDocuments',
  'ktpAffected',
  'kkNumber',
  'whatsapp',
  'siakWay',
  'siakReference',
  'cardDataSha256',
  'cardsBeforeSha256',
  'amendedSha256',
  'cardsAfterSha256',
  'entryOfficer',
  'draftSha256',
  'signedSha256',
  'signatory',
  'pinGeneration',
  'findings',
  'submittedAt',
  'updatedAt',
] as const satisfies readonly (keyof CaseRecord)[];

const LIST_LIMIT = 500;
const OF_ONE_NUMBER = 20;

export function casesTable(database: Knex): Store['cases'] {
  const cases = () => database<CaseRow>('cases');
  const find = async (applicationNumber: string): Promise<CaseRecord | undefined> =>
    cases()
      .select(...COLUMNS)
      .where({ applicationNumber })
      .first();

  return {
    /** Race-free by the unique key: of parallel equal requests one inserts, the others wait for it and read its row. */
    async open({ applicationNumber, application, elements, siakWay, idempotencyKey, requestSha256 }) {
      const [created] = await cases()
        .insert({
          applicationNumber,
          application,
          reason: application.reason,
          elements,
          ...(siakWay === undefined ? {} : { siakWay }),
          kkNumber: application.kkNumber ?? null,
          whatsapp: toWhatsAppNumber(application.applicant.whatsapp) ?? null,
          idempotencyKey,
          requestSha256,
        })
        .onConflict()
        .ignore()
        .returning(COLUMNS);
      if (created !== undefined) return { record: created, created: true };
      const earlier = await cases()
        .select(...COLUMNS, 'requestSha256')
        .where({ idempotencyKey })
        .first();
      if (earlier === undefined) throw new StoreError('23505', 'cases', 'cases_pkey'); // the application number is taken: draw another
      const { requestSha256: earlierRequest, ...record } = earlier;
      if (earlierRequest !== requestSha256) throw new IdempotencyConflict();
      return { record, created: false };
    },

    find,

    async get(applicationNumber) {
      const record = await find(applicationNumber);
      if (record === undefined) throw new Failure('CASE_UNKNOWN');
      return record;
    },

    async findMany(applicationNumbers) {
      return cases()
        .select(...COLUMNS)
        .whereIn('applicationNumber', [...applicationNumbers]);
    },

    async change(applicationNumber, change) {
      const changed = await cases()
        .where({ applicationNumber })
        .update({ ...change, updatedAt: database.raw('clock_timestamp()') });
      if (changed === 0) throw new Failure('CASE_UNKNOWN');
    },

    async takenUp(applicationNumber) {
      await cases()
        .where({ applicationNumber })
        .whereNull('takenUpAt')
        .update({ takenUpAt: database.raw('clock_timestamp()') });
    },

    async unfinished() {
      return cases()
        .select('applicationNumber', 'state', 'takenUpAt', 'submittedAt')
        .whereNotIn('state', [...ENDED_STATES])
        .orderBy('submittedAt');
    },

    async lock(applicationNumber) {
      const record = await cases()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .forUpdate()
        .first();
      if (record === undefined) throw new Failure('CASE_UNKNOWN');
      return record;
    },

    async byWhatsapp(e164) {
      return cases()
        .select(...COLUMNS)
        .where({ whatsapp: e164 })
        .orderBy('submittedAt', 'desc')
        .limit(OF_ONE_NUMBER);
    },

    async ofApplicant(nik) {
      return cases()
        .select(...COLUMNS)
        .whereRaw("application -> 'applicant' ->> 'nik' = ?", [nik])
        .orderBy('submittedAt', 'desc')
        .limit(OF_ONE_NUMBER);
    },

    async byIdempotencyKey(idempotencyKey) {
      return cases()
        .select(...COLUMNS)
        .where({ idempotencyKey })
        .first();
    },

    async findBySigned(signedSha256) {
      return cases()
        .select(...COLUMNS)
        .where({ signedSha256 })
        .first();
    },

    async list({ states, limit = LIST_LIMIT } = {}) {
      const chosen = cases()
        .select(...COLUMNS)
        .orderBy('submittedAt', 'desc')
        .limit(Math.min(limit, LIST_LIMIT));
      if (states !== undefined) chosen.whereIn('state', [...states]);
      return chosen;
    },
  };
}
