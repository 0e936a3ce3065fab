import { EYES } from '../../domain/authority.ts';
import { USER_TASKS, isOfEntryOfficer, stepOfTask } from '../../domain/user-tasks.ts';
import type { WorkQuery } from '../../domain/work-query.ts';
import { MOST_FOUND } from '../case-index.ts';
import { HISTORY_OF_TASK } from './work-list.ts';

/** Statements of the case index, built from what a query restricts; every value is a binding. */

export type Filter = Omit<WorkQuery, 'text' | 'scope'>;

/** The user tasks that the program knows how to judge, and their steps; a list leaves out every other. */
const STEPS = `steps(element, step) as (values ${USER_TASKS.map((element) => `('${element}', ${stepOfTask(element)})`).join(', ')})`;
/** Which of the different people decides a step; null: nobody of them. */
const eyesOf = (step: string) =>
  `case ${EYES.map((group, i) => `when ${step} in (${group.join(', ')}) then ${i}`).join(' ')} end`;
const OF_ENTRY_OFFICER = `w.element in (${USER_TASKS.filter(isOfEntryOfficer)
  .map((element) => `'${element}'`)
  .join(', ')})`;

/** Columns of the case that every list carries along. */
const CASE = 'i.submitted_at, i.ended, i.state, i.reason, i.kalurahan, i.applicant_name, i.entry_officer';
/**
 * As judgeTask: a case belongs to its entry officer through step 4, but for the look at their own entry, and a task to
 * whoever holds it, unless they are absent.
 */
const HELD_BY_OTHERS = `case
  when ${OF_ENTRY_OFFICER} and i.entry_officer is not null and i.entry_officer <> all(:absent) then i.entry_officer <> :me
  else coalesce(w.assignee <> all(:absent) and w.assignee <> :me, false) end`;
const MINE = `coalesce(w.assignee = :me or (${OF_ENTRY_OFFICER} and i.entry_officer = :me), false)`;

/**
 * The open tasks of the officer's lanes; `own` without those that a colleague holds. Only who has several lanes can
 * meet four eyes; from what the case's ties keep them is asked beforehand, by keys that the database does not have. `offset 0`: open tasks are few beside all cases, so each case is looked up instead of reading them
 * all.
 */
const own = (...more: readonly string[]) => `
  lane as materialized (
    select w.task_id, w.application_number, w.element, s.step, w.lane, w.assignee, w.created_at, ${CASE},
      ${MINE} as mine, ${HELD_BY_OTHERS} as held
    from work_list w join steps s using (element)
      cross join lateral (select * from case_index i where i.application_number = w.application_number offset 0) i
    where w.ended_at is null and w.lane = any(:lanes)
  ),
  own as materialized (
    select ${['lane.*', BLOCKED, ...more].join(', ')} from lane where not held
  )`;
const BLOCKED = `
  coalesce(task_id = any(:keptFrom) or (cardinality(cast(:lanes as text[])) > 1 and exists (
    select 1 from decisions_in_force d where d.application_number = lane.application_number and d.decided_by = :me
      and ${eyesOf('d.step')} <> ${eyesOf('lane.step')}))
  or (element = 'check-siak-entry' and :me = (
    select d.decided_by from decisions_in_force d where d.application_number = lane.application_number
      and d.element = 'enter-siak-manually' order by d.ordinal desc limit 1)), false) as blocked`;

/**
 * There was such a task before, other than one that a taking-back has undone: that is no return to anybody. `offset 0`:
 * looked up for each row; the planner would rather read the whole work list once.
 */
function cameBack(task: string): string {
  return `exists (select 1 from work_list e where e.application_number = ${task}.application_number
    and e.element = ${task}.element and e.ended_at is not null and not exists (
      select 1 from taken_back_decisions t
      where t.application_number = e.application_number and e.task_id in (t.task_id, t.next_task)) offset 0)`;
}

const VERSION = `coalesce(sum(hashtextextended(task_id || coalesce(assignee, '') || blocked, 0)), 0)`;
const COUNTS = `
  counts as (
    select count(*) filter (where not blocked) as open, count(*) filter (where not blocked and mine) as mine,
      count(*) filter (where not blocked and created_at < :lateBefore) as late,
      count(*) filter (where not blocked and again) as returned,
      count(*) filter (where not blocked and step = 7) as signable,
      (array_agg(application_number order by created_at, task_id) filter (where not blocked))[1] as oldest,
      min(created_at) filter (where not blocked) as oldest_since, ${VERSION} as version,
      (select count(*) from lane where held) as held
    from own
  )`;

const ORDER: Readonly<Record<WorkQuery['sort'], string>> = {
  oldest: 'created_at, task_id',
  newest: 'created_at desc, task_id desc',
  name: 'applicant_name, created_at',
  kalurahan: 'kalurahan, created_at',
};
const FOUND_ORDER: Readonly<Record<WorkQuery['sort'], string>> = {
  oldest: 'submitted_at',
  newest: 'submitted_at desc',
  name: 'applicant_name',
  kalurahan: 'kalurahan',
};

/** What belongs to a row beyond the narrow index, read for the rows of one page only. */
const DETAILS = `
  join cases c on c.application_number = p.application_number
  cross join lateral (select p.application_number, p.element) w
  ${HISTORY_OF_TASK}`;
const DETAIL_COLUMNS = `c.elements, (
    select applicant_nik from application_index a where a.application_number = p.application_number) as nik, c.draft_sha256, c.signed_sha256, c.siak_way,
  d.decisions, j.since`;

/** A page of the officer's own work with its counts. */
export function ownStatement(query: Filter): string {
  return `
    with ${STEPS}, ${own(`${cameBack('lane')} as again`)}, ${COUNTS},
      chosen as materialized (select * from own where true ${filters('own', query)}),
      page as (select * from chosen order by ${ORDER[query.sort]} limit :size offset :skipped)
    select counts.open, counts.mine as mine_count, counts.late, counts.returned, counts.signable, counts.oldest,
      counts.oldest_since, counts.version, counts.held as held_count, (select count(*) from chosen) as total, rows.*
    from counts left join lateral (
      select p.*, true as own_lane, row_number() over (order by ${ORDER[query.sort]}) as position, ${DETAIL_COLUMNS}
      from page p ${DETAILS}
    ) rows on true
    order by position`;
}

/** How much waits for the officer, and what changes when their list does. */
export const PULSE = `
  with ${STEPS}, ${own()} select count(*) filter (where not blocked) as open, ${VERSION} as version from own`;

/** Ended cases that are read by date before the index of words is asked. */
const READ_BY_DATE = 20_000;

/**
 * First the cases by the narrow index, open and ended ones apart so that each list is read along its own index; then
 * the open task of each open one; then order and page; then the rest of each row.
 *
 * Words of an ended case have two ways. What very many have ("siti") would be fetched by the tens of thousands from the
 * index of words only to be thrown away, so it is looked for among the newest; what is not found there often enough is
 * seldom, and the index of words gives it at once. The planner must not choose: it guesses the words' frequency badly.
 * Hence `ts_match_vq`, which is `@@` without an index, and the words from a subquery, of which it assumes that they are
 * seldom.
 */
export function findStatement(query: Omit<WorkQuery, 'text'> & { readonly expression: string | null }): string {
  const { scope, expression, sort } = query;
  const restricted = [
    query.reason !== null && 'i.reason = :reason',
    query.kalurahan !== null && 'i.kalurahan = :kalurahan',
  ].filter((condition) => condition !== false);
  const from = (...conditions: string[]) =>
    `select i.application_number, ${CASE} from case_index i where ${[...conditions, ...restricted].join(' and ')}`;
  const words = '(select words from asked)';
  const read = `ts_match_vq(i.words, ${words})`;
  const indexed = `i.words @@ ${words}`;
  const byDate = `order by ${FOUND_ORDER[sort === 'oldest' ? 'oldest' : 'newest']}`;
  const ofOfficer = query.officer === null ? [] : ['i.entry_officer = :officer'];
  // What has ended has no task: a step, an age or a hold leaves it out.
  const hasEnded = scope !== 'open' && query.element === null && query.condition === null;
  const asked = expression === null ? [] : [`asked as materialized (select cast(:expression as tsquery) as words)`];
  const parts: string[] = [];
  if (scope !== 'ended') parts.push(from('not i.ended', ...(expression === null ? [] : [read])));
  if (hasEnded && expression === null) parts.push(`(${from('i.ended', ...ofOfficer)} ${byDate} limit ${MOST_FOUND})`);
  if (hasEnded && expression !== null) {
    const conditions = [read, ...ofOfficer, ...restricted].join(' and ');
    asked.push(`
      near as materialized (
        select i.application_number, ${CASE}
        from (select * from case_index where ended ${byDate} limit ${READ_BY_DATE}) i where ${conditions}
        ${byDate} limit ${MOST_FOUND}
      ),
      often as materialized (select count(*) >= ${MOST_FOUND} as so from near)`);
    parts.push('select * from near where (select so from often)');
    parts.push(
      `(${from('i.ended', indexed, 'not (select so from often)', ...ofOfficer)} ${byDate} limit ${MOST_FOUND})`,
    );
  }
  if (parts.length === 0) parts.push(from('false'));
  return `
    with ${[STEPS, ...asked].join(', ')},
    found as materialized (${parts.join(' union all ')}),
    tasks as materialized (
      select distinct on (w.application_number) w.task_id, w.application_number, w.element, s.step, w.lane, w.assignee,
        w.created_at, w.lane = any(:lanes) as own_lane, ${MINE} as mine, ${HELD_BY_OTHERS} as held
      from found i join work_list w on w.application_number = i.application_number and not i.ended and w.ended_at is null
        join steps s using (element)
      order by w.application_number, w.lane = any(:lanes) desc, w.created_at
    ),
    joined as (
      select i.*, t.task_id, t.element, t.step, t.lane, t.assignee, t.created_at, t.mine, t.held,
        coalesce(t.own_lane, false) as own_lane
      from found i left join tasks t using (application_number)
    ),
    chosen as materialized (
      select * from joined where true ${filters('joined', query)}
      order by ${FOUND_SORT(sort)} limit ${MOST_FOUND}
    ),
    page as (select * from chosen order by ${FOUND_SORT(sort)} limit :size offset :skipped)
    select (select count(*) from chosen) as total, rows.*
    from (select 1) one left join lateral (
      select p.*, ${cameBack('p')} as again, row_number() over (order by ${FOUND_SORT(sort, 'p.')}) as position, ${DETAIL_COLUMNS}
      from page p ${DETAILS}
    ) rows on true
    order by position`;
}

/** `of`: what the columns belong to where a name alone would mean two. */
const FOUND_SORT = (sort: WorkQuery['sort'], of: 'p.' | '' = '') =>
  `(${of}own_lane and not coalesce(${of}held, false)) desc, ${of}ended, ${of}${FOUND_ORDER[sort]}, ${of}application_number`;

function filters(of: 'own' | 'joined', { element, reason, kalurahan, officer, condition }: Filter): string {
  const conditions: string[] = [];
  if (element !== null) conditions.push('element = :element');
  if (officer !== null) conditions.push('(entry_officer = :officer or assignee = :officer)');
  if (condition === 'mine') conditions.push('mine');
  if (condition === 'returned') conditions.push(of === 'own' ? 'again' : cameBack('joined'));
  if (condition === 'late')
    conditions.push(
      of === 'own' ? 'created_at < :lateBefore' : 'not ended and coalesce(created_at, submitted_at) < :lateBefore',
    );
  if (of === 'own' && reason !== null) conditions.push('reason = :reason');
  if (of === 'own' && kalurahan !== null) conditions.push('kalurahan = :kalurahan');
  return conditions.map((condition) => `and ${condition}`).join(' ');
}
