import type { Knex } from 'knex';
import { ENDED_STATES } from '../../domain/case-state.ts';
import { Failure } from '../../domain/failures.ts';
import { toWhatsAppNumber } from '../../domain/phone.ts';
import type { Application } from '../../domain/application.ts';
import { openedValue, type ColumnSeal } from '../column-seal.ts';
import { IdempotencyConflict, type CaseRecord, type Store } from '../store.ts';
import { StoreError } from '../store-error.ts';

interface CaseRow extends Omit<CaseRecord, 'application'> {
  /** Readable, of before the sealing; one of the two is null. */
  readonly application: Application | null;
  readonly applicationSealed: Buffer | null;
  /** Chosen after applying, in place of what the sealed application says. */
  readonly language: string | null;
  readonly idempotencyKey: string;
  readonly requestSha256: string;
}

const COLUMNS = [
  'applicationNumber',
  'application',
  'applicationSealed',
  'language',
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
] as const satisfies readonly (keyof CaseRow)[];

const LIST_LIMIT = 500;
const OF_ONE_NUMBER = 20;

/** What a sealed application is bound to: laid in the row of another case, it does not open. */
export function placeOfApplication(applicationNumber: string): string {
  return `cases.application ${applicationNumber}`;
}

export function casesTable(database: Knex, seal: ColumnSeal): Store['cases'] {
  const cases = (of = database) => of<CaseRow>('cases');
  const opened = (found: Pick<CaseRow, (typeof COLUMNS)[number]>): CaseRecord => {
    const { applicationSealed, application, language, ...row } = found;
    const sent = openedValue(seal, application, applicationSealed, placeOfApplication(row.applicationNumber));
    return { ...row, application: language === null ? sent : { ...sent, language } };
  };
  const select = () => cases().select(...COLUMNS);
  const first = async (where: Partial<CaseRow>): Promise<CaseRecord | undefined> => {
    const row = await select().where(where).first();
    return row === undefined ? undefined : opened(row);
  };
  const find = (applicationNumber: string) => first({ applicationNumber });

  return {
    /** Race-free by the unique key: of parallel equal requests one inserts, the others wait for it and read its row. */
    async open({ applicationNumber, application, elements, siakWay, idempotencyKey, requestSha256 }) {
      const created = await database.transaction(async (transaction) => {
        const [row] = await cases(transaction)
          .insert({
            applicationNumber,
            applicationSealed: seal.seal(application, placeOfApplication(applicationNumber)),
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
        if (row !== undefined)
          await transaction.raw('select index_application(?, ?)', [applicationNumber, JSON.stringify(application)]);
        return row;
      });
      if (created !== undefined) return { record: opened(created), created: true };
      const earlier = await cases()
        .select(...COLUMNS, 'requestSha256')
        .where({ idempotencyKey })
        .first();
      if (earlier === undefined) throw new StoreError('23505', 'cases', 'cases_pkey'); // the application number is taken: draw another
      const { requestSha256: earlierRequest, ...row } = earlier;
      if (earlierRequest !== requestSha256) throw new IdempotencyConflict();
      return { record: opened(row), created: false };
    },

    find,

    async get(applicationNumber) {
      const record = await find(applicationNumber);
      if (record === undefined) throw new Failure('CASE_UNKNOWN');
      return record;
    },

    async findMany(applicationNumbers) {
      return (await select().whereIn('applicationNumber', [...applicationNumbers])).map(opened);
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
      const row = await select().where({ applicationNumber }).forUpdate().first();
      if (row === undefined) throw new Failure('CASE_UNKNOWN');
      return opened(row);
    },

    async byWhatsapp(e164) {
      const rows = await select().where({ whatsapp: e164 }).orderBy('submittedAt', 'desc').limit(OF_ONE_NUMBER);
      return rows.map(opened);
    },

    async ofApplicant(nik) {
      const rows = await select()
        .whereIn(
          'applicationNumber',
          database('applicationIndex').select('applicationNumber').where({ applicantNik: nik }),
        )
        .orderBy('submittedAt', 'desc')
        .limit(OF_ONE_NUMBER);
      return rows.map(opened);
    },

    byIdempotencyKey: (idempotencyKey) => first({ idempotencyKey }),
    findBySigned: (signedSha256) => first({ signedSha256 }),

    async list({ states, limit = LIST_LIMIT } = {}) {
      const chosen = select().orderBy('submittedAt', 'desc').limit(Math.min(limit, LIST_LIMIT));
      if (states !== undefined) chosen.whereIn('state', [...states]);
      return (await chosen).map(opened);
    },
  };
}
