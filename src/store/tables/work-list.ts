import type { Knex } from 'knex';
import type { ColumnSeal } from '../column-seal.ts';
import type { ListedTask, Store, WorkItem } from '../store.ts';
import { withNote, type SealedDecision } from './decision-notes.ts';

const COLUMNS = [
  'taskId',
  'applicationNumber',
  'element',
  'lane',
  'assignee',
  'createdAt',
  'endedAt',
  'endedAs',
] as const satisfies readonly (keyof WorkItem)[];
const LIST_LIMIT = 1_000;

/** Of the task `w`: the decisions of its case as `d`, what the journal records since the newest that counts as `j`. */
export const HISTORY_OF_TASK = `cross join lateral (
    select date_trunc('milliseconds', max(recorded_at) filter (where taken_back_at is null)) as newest, coalesce(jsonb_agg(jsonb_build_object(
      'taskId', decisions.task_id, 'noteSealed', encode(note_sealed, 'base64'), 'step', step, 'element', element, 'decidedBy', decided_by, 'decidedByName', coalesce(p.name, decided_by),
      'decidedAt', decided_at, 'actingAs', acting_as, 'answer', answer, 'refusedBecause', refused_because,
      'takenBackAt', taken_back_at, 'draftSha256', draft_sha256) order by ordinal), '[]') as decisions
    from decisions left join people p on p.username = decided_by
      left join taken_back_decisions t
        on t.application_number = decisions.application_number and t.task_id = decisions.task_id
    where decisions.application_number = w.application_number
  ) d
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('event', event, 'detail', detail) order by id), '[]') as since
    from journal
    where journal.application_number = w.application_number and journal.at >= d.newest
      and event in ('task-returned', 'signing-failed', 'message-undelivered')
  ) j`;

/**
 * A work list with its cases in one statement: decisions and what the journal records since the newest of them come as
 * JSON of the same row, so a list of a hundred tasks costs one round trip and not three hundred. `recorded_at` and the
 * journal's `at` are of one clock, the database's.
 */
const LISTED = `
  select w.task_id, w.application_number, w.element, w.lane, w.assignee, w.created_at, w.ended_at, w.ended_as,
    c.reason, c.elements, i.kalurahan, c.state, c.entry_officer,
    c.draft_sha256, c.signed_sha256, d.decisions, j.since
  from work_list w
  join cases c using (application_number)
  join case_index i using (application_number)
  ${HISTORY_OF_TASK}
  where w.ended_at is null and w.lane = any(:lanes) and (cast(:element as text) is null or w.element = :element)
    and (cast(:applicationNumber as text) is null or w.application_number = :applicationNumber)
  order by w.created_at, w.task_id
  limit :limit`;

export function workListTable(database: Knex, seal: ColumnSeal): Store['workList'] {
  const items = () => database<WorkItem>('workList').select(...COLUMNS);
  return {
    async open({ lanes, applicationNumber, assignee } = {}) {
      const chosen = items().whereNull('endedAt').orderBy('createdAt').orderBy('taskId');
      if (lanes !== undefined) chosen.whereIn('lane', [...lanes]);
      if (applicationNumber !== undefined) chosen.where({ applicationNumber });
      if (assignee !== undefined) chosen.where({ assignee });
      return chosen;
    },

    async of(applicationNumber) {
      return items().where({ applicationNumber }).orderBy('createdAt').orderBy('taskId');
    },

    async find(taskId) {
      return items().where({ taskId }).first();
    },

    async lock(taskId) {
      return items().where({ taskId }).forUpdate().first();
    },

    async listed({ lanes, element, applicationNumber, limit = LIST_LIMIT }) {
      const { rows } = await database.raw<{ rows: Record<string, unknown>[] }>(LISTED, {
        lanes: [...lanes],
        element: element ?? null,
        applicationNumber: applicationNumber ?? null,
        limit: Math.min(limit, LIST_LIMIT),
      });
      return rows.map((row) => listedTask(seal, camelRow(row) as unknown as ListedRow));
    },

    async cancel(taskIds) {
      const open = await items().whereIn('taskId', taskIds).whereNull('endedAt');
      for (const { taskId } of open) await database.raw(`select task_ended(?, 'canceled')`, [taskId]);
      return open.length;
    },
  };
}

/** A listed task as its row holds it: times within JSON are text, notes of decisions are sealed. */
export type ListedRow = Omit<ListedTask, 'decisions'> & {
  readonly decisions: readonly (ListedTask['decisions'][number] & SealedDecision)[];
};

/** `raw` hands out the columns as SQL names them. */
export function camelRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), value]),
  );
}

export function listedTask(seal: ColumnSeal, task: ListedRow): ListedTask {
  return {
    ...task,
    decisions: task.decisions.map((row) => {
      const { taskId: _task, ...d } = withNote(seal, task.applicationNumber, row);
      return {
        ...d,
        decidedAt: new Date(d.decidedAt),
        takenBackAt: d.takenBackAt === null ? null : new Date(d.takenBackAt),
      };
    }),
  };
}
