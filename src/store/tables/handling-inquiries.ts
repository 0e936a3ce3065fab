import type { DayCount, HandledTask, Inquiries, SentMessage, SystemRun } from '../inquiries.ts';

type Rows = <T>(sql: string, values: Readonly<Record<string, unknown>>) => Promise<T[]>;

/** What lets work of the system begin: printing (4) follows the entry or the decision, sending (8) the signature. */
const BEGINS = `('decision-recorded', 'siak-entered', 'card-signed', 'card-received')`;
const beganAt = (run: string) => `(
  select max(s.at) from journal s
  where s.application_number = ${run}.application_number and s.id < ${run}.id and s.event in ${BEGINS})`;

/**
 * `journal.at` is kept in whole milliseconds, so the task's own moment is cut to them before it is compared. Step 4 is
 * one piece of work of the SOP: the printing of the draft belongs to the officer's request that it leads to.
 */
const HANDLED = `
  select d.application_number as "applicationNumber", d.step, w.element, d.decided_by as "decidedBy",
    w.created_at as "appearedAt", d.recorded_at as "decidedAt", (
      select min(j.at) from journal j
      where j.application_number = d.application_number and j.actor = d.decided_by
        and j.at >= date_trunc('milliseconds', w.created_at) and j.at <= d.recorded_at
        and (j.event like '%-viewed' and j.event <> 'search-viewed' or j.event = 'task-taken')
    ) as "takenAt",
    case when w.element = 'request-print' then (
      select extract(epoch from r.at - ${beganAt('r')})::float8 / 60 from journal r
      where r.application_number = d.application_number and r.event = 'draft-rendered' and r.at <= d.recorded_at
      order by r.id desc limit 1
    ) end as "systemMinutes"
  from decisions_in_force d join work_list w on w.task_id = d.task_id
  where d.recorded_at >= :from and d.recorded_at < :to
  order by d.recorded_at limit :limit`;

/** A printing that led to a request is measured with it; alone it stands only in cases of before the request was a task. */
const RUNS = `
  select j.application_number as "applicationNumber", j.at as "endedAt",
    case j.event when 'draft-rendered' then 4 when 'message-sent' then 8 else 10 end as step, ${beganAt('j')} as "startedAt"
  from journal j
  where j.at >= :from and j.at < :to and (j.event in ('draft-rendered', 'case-archived')
    or (j.event = 'message-sent' and j.detail->>'purpose' = 'card'))
    and not (j.event = 'draft-rendered' and exists (
      select 1 from work_list w
      where w.application_number = j.application_number and w.element = 'request-print'))
  order by j.id limit :limit`;

const MESSAGES = `
  select id, application_number as "applicationNumber", purpose, sid, status, error_code as "errorCode", at,
    sent_at as "sentAt", delivered_at as "deliveredAt", read_at as "readAt", failed_at as "failedAt"
  from messages
  where direction = 'out' and at >= :from and at < :to
    and (cast(:applicationNumber as text) is null or application_number = :applicationNumber)
    and (cast(:purpose as text) is null or purpose = :purpose)
  order by ordinal desc limit :limit`;

const DAYS = `
  with happened as (
    select submitted_at as at, 'submitted' as what from cases where submitted_at >= :from and submitted_at < :to
    union all
    select at, event from journal where at >= :from and at < :to
      and event in ('card-signed', 'case-archived', 'case-closed', 'case-withdrawn', 'case-refused')
  )
  select to_char(at at time zone 'Asia/Jakarta', 'YYYY-MM-DD') as day,
    count(*) filter (where what = 'submitted')::int as submitted,
    count(*) filter (where what = 'card-signed')::int as signed,
    count(*) filter (where what = 'case-archived')::int as archived,
    count(*) filter (where what = 'case-closed')::int as closed,
    count(*) filter (where what = 'case-withdrawn')::int as withdrawn,
    count(*) filter (where what = 'case-refused')::int as refused
  from happened group by 1 order by 1`;

const OPEN_AT = `
  select (select count(*) from cases where submitted_at < :time)::int - (
    select count(distinct application_number) from journal
    where at < :time and event in ('case-archived', 'case-closed', 'case-withdrawn', 'case-refused'))::int as open`;

/** Questions of how long things took and how many there were. */
export function handlingInquiries(
  rows: Rows,
): Pick<Inquiries, 'handled' | 'systemRuns' | 'messages' | 'days' | 'openAt'> {
  return {
    handled: ({ from, to }, limit) => rows<HandledTask>(HANDLED, { from, to, limit }),
    systemRuns: ({ from, to }, limit) => rows<SystemRun>(RUNS, { from, to, limit }),
    messages: ({ from, to, applicationNumber = null, purpose = null }, limit) =>
      rows<SentMessage>(MESSAGES, { from, to, applicationNumber, purpose, limit }),
    days: ({ from, to }) => rows<DayCount>(DAYS, { from, to }),
    async openAt(time) {
      const [counted] = await rows<{ open: number }>(OPEN_AT, { time });
      return counted?.open ?? 0;
    },
  };
}
