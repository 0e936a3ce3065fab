import type { Knex } from 'knex';
import type { ColumnSeal } from '../column-seal.ts';
import type { Asker, CaseIndex, FoundCase, FoundCases, WorkCounts } from '../case-index.ts';
import type { ListedTask } from '../store.ts';
import { PULSE, findStatement, ownStatement, type Filter } from './case-index-sql.ts';
import { camelRow, listedTask, type ListedRow } from './work-list.ts';

export function caseIndexTable(database: Knex, seal: ColumnSeal): CaseIndex<ListedTask> {
  return {
    async ownWork(asker, query, size) {
      const { rows } = await database.raw<{ rows: Row[] }>(ownStatement(query), {
        ...bindings(asker, query),
        ...paging(query, size),
      });
      return {
        rows: rows.filter(hasCase).map((row) => foundCase(seal, row)),
        total: Number(rows[0]?.['total'] ?? 0),
        counts: countsOf(rows[0]!),
      };
    },

    async find(asker, query, size) {
      const { rows } = await database.raw<{ rows: Row[] }>(findStatement(query), {
        ...bindings(asker, query),
        ...paging(query, size),
        expression: query.expression,
      });
      return foundCases(seal, rows);
    },

    async pulse(asker) {
      const { rows } = await database.raw<{ rows: Row[] }>(PULSE, bindings(asker, undefined));
      return { open: Number(rows[0]!['open']), version: String(rows[0]!['version']) };
    },
  };
}

function bindings(
  { username, lanes, absent, keptFrom, lateBefore }: Asker,
  query: Filter | undefined,
): Record<string, Knex.Value> {
  return {
    me: username,
    lanes: [...lanes],
    absent: [...absent],
    keptFrom: [...keptFrom],
    lateBefore,
    element: query?.element ?? null,
    reason: query?.reason ?? null,
    kalurahan: query?.kalurahan ?? null,
    officer: query?.officer ?? null,
  } as Record<string, Knex.Value>;
}

const paging = ({ page }: Filter, size: number) => ({ size, skipped: (page - 1) * size });

type Row = Record<string, unknown>;
const hasCase = (row: Row) => row['application_number'] !== null;

function foundCases(seal: ColumnSeal, rows: readonly Row[]): FoundCases<ListedTask> {
  return { rows: rows.filter(hasCase).map((row) => foundCase(seal, row)), total: Number(rows[0]?.['total'] ?? 0) };
}

function foundCase(seal: ColumnSeal, raw: Row): FoundCase<ListedTask> {
  const row = camelRow(raw) as unknown as Omit<FoundCase<ListedTask>, 'decisions'> & ListedRow;
  const { applicationNumber, applicantName, nik, state, reason, elements, kalurahan, entryOfficer, submittedAt } = row;
  const { draftSha256, signedSha256, decisions } = listedTask(seal, row);
  return {
    applicationNumber,
    applicantName,
    nik,
    state,
    reason,
    elements,
    kalurahan,
    entryOfficer,
    submittedAt,
    draftSha256,
    signedSha256,
    siakWay: row.siakWay,
    decisions,
    ownLane: row.ownLane,
    again: row.again,
    task: row.taskId === null ? null : listedTask(seal, { ...row, endedAt: null, endedAs: null }),
  };
}

function countsOf(row: Row): WorkCounts {
  const number = (name: string) => Number(row[name]);
  return {
    open: number('open'),
    mine: number('mine_count'),
    late: number('late'),
    returned: number('returned'),
    signable: number('signable'),
    held: number('held_count'),
    oldest: (row['oldest'] as string | null) ?? null,
    oldestSince: (row['oldest_since'] as Date | null) ?? null,
    version: String(row['version']),
  };
}
