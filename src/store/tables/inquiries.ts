import type { Knex } from 'knex';
import type { HumanStep } from '../../domain/sop.ts';
import type { FoundCase, FoundDecision, FoundEntry, Inquiries, Span } from '../inquiries.ts';
import type { ColumnSeal } from '../column-seal.ts';
import { withNote, type SealedDecision } from './decision-notes.ts';
import { handlingInquiries } from './handling-inquiries.ts';
import { reversalInquiries } from './reversal-inquiries.ts';
import { viewInquiries } from './view-inquiries.ts';
import { waitingInquiries } from './waiting-inquiries.ts';

const DECISION = `application_number as "applicationNumber", step, element, decided_by as "decidedBy",
  recorded_at as "decidedAt", acting_as as "actingAs", answer, draft_sha256 as "draftSha256", task_id as "taskId", note_sealed as "noteSealed"`;

const CASES = `
  select c.application_number as "applicationNumber", c.reason, c.state, c.submitted_at as "submittedAt",
    c.entry_officer as "entryOfficer", c.signed_sha256 is not null as signed,
    coalesce((
      select jsonb_agg(jsonb_build_object('step', d.step, 'by', d.decided_by, 'at', d.recorded_at) order by d.ordinal)
      from decisions_in_force d
      where d.application_number = c.application_number
        and (cast(:officer as text) is null or d.decided_by = :officer)
    ), '[]') as decisions
  from cases c
  where (cast(:reason as text) is null or c.reason = :reason) and c.application_number in (
    select application_number from cases
    where cast(:officer as text) is null and submitted_at >= :from and submitted_at < :to
    union select application_number from decisions_in_force
    where decided_by = :officer and recorded_at >= :from and recorded_at < :to
    union select application_number from cases
    where entry_officer = :officer and submitted_at >= :from and submitted_at < :to
  )
  order by c.submitted_at desc, c.application_number
  limit :limit`;

const PERSON = `
  select application_number as "applicationNumber" from cases where application_number in (
    select application_number from application_index where niks @> array[cast(:nik as text)]
    union select application_number from drafts where niks @> array[cast(:nik as text)]
  ) order by submitted_at`;

const JOURNAL = `
  select id, at, application_number as "applicationNumber", actor, event, step, detail
  from journal
  where at >= :from and at < :to and (event = any(:events) or event like any(:patterns))
    and (cast(:actors as text[]) is null or actor = any(cast(:actors as text[])))
  order by id desc limit :limit`;

const RETURNS = `
  select ${DECISION} from decisions_in_force
  where recorded_at >= :from and recorded_at < :to and (
    answer->>'examination' in ('incomplete', 'refused') or answer->>'verification' = 'invalid'
    or answer->>'signing' = 'rejected' or answer->>'printRequest' = 'withheld' or answer->>'entryCheck' = 'differs'
    or answer->>'signedCard' = 'returned')
  order by ordinal desc limit :limit`;

const ACTING = `
  select ${DECISION} from decisions_in_force
  where acting_as is not null and recorded_at >= :from and recorded_at < :to
  order by ordinal desc limit :limit`;

const SAME_EYES = `
  select application_number as "applicationNumber", decided_by as who, array_agg(distinct step order by step) as steps
  from decisions_in_force
  where step in (3, 4, 5, 7)
    and application_number in (select application_number from decisions where recorded_at >= :from and recorded_at < :to)
  group by application_number, decided_by
  having count(distinct case step when 4 then 3 else step end) > 1
  order by application_number limit :limit`;

const UNSEEN = `
  select ${DECISION} from decisions_in_force d
  where (step in (5, 7) or element = 'request-print') and draft_sha256 is not null
    and recorded_at >= :from and recorded_at < :to
    and not exists (
      select from journal j
      where j.application_number = d.application_number and j.actor = d.decided_by and j.event = 'draft-viewed'
        and j.detail->>'draftSha256' = d.draft_sha256 and coalesce(j.detail->>'size', 'full') = 'full'
        and j.at <= d.recorded_at
    )
  order by ordinal desc limit :limit`;

/** Questions over all cases, each one statement. */
export function inquiriesTable(database: Knex, seal: ColumnSeal): Inquiries {
  const rows = async <T>(sql: string, values: Readonly<Record<string, unknown>>): Promise<T[]> =>
    (await database.raw<{ rows: T[] }>(sql, values as Record<string, Knex.Value>)).rows;
  const decisions = async (sql: string, values: Readonly<Record<string, unknown>>): Promise<FoundDecision[]> =>
    (await rows<FoundDecision & SealedDecision>(sql, values)).map((row) => {
      const { taskId: _task, ...found } = withNote(seal, row.applicationNumber, row);
      return found;
    });
  const within = ({ from, to }: Span, limit: number) => ({ from, to, limit });
  return {
    ...handlingInquiries(rows),
    ...reversalInquiries(rows, seal),
    ...viewInquiries(rows),
    ...waitingInquiries(rows),

    async casesOfPerson(nik) {
      const found = await rows<{ applicationNumber: string }>(PERSON, {
        nik,
      });
      return found.map(({ applicationNumber }) => applicationNumber);
    },

    async cases({ officer, reason, from, to }, limit) {
      const found = await rows<FoundCase>(CASES, { officer, reason, from, to, limit });
      // Times within JSON come as text.
      return found.map((one) => ({ ...one, decisions: one.decisions.map((d) => ({ ...d, at: new Date(d.at) })) }));
    },

    journal: ({ events, actors, ...span }, limit) =>
      rows<FoundEntry>(JOURNAL, {
        ...within(span, limit),
        events: events.filter((event) => !event.includes('%')),
        patterns: events.filter((event) => event.includes('%')),
        actors: actors === undefined ? null : [...actors],
      }),

    returns: (span, limit) => decisions(RETURNS, within(span, limit)),
    actingDecisions: (span, limit) => decisions(ACTING, within(span, limit)),
    sameEyes: (span, limit) =>
      rows<{ applicationNumber: string; who: string; steps: HumanStep[] }>(SAME_EYES, within(span, limit)),
    unseenDecisions: (span, limit) => decisions(UNSEEN, within(span, limit)),
  };
}
