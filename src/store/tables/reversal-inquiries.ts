import type { ColumnSeal } from '../column-seal.ts';
import type { ReversalFilter, Reversals, TakenBackDecision } from '../reversals.ts';
import { openedRevocation, type RevocationRow } from './revocations.ts';
import { withNote, type SealedDecision } from './decision-notes.ts';

/**
 * The reason stands in the journal's row of the click. Of the newest such row: an earlier click may have come to
 * nothing (`taking-back-lapsed`), and after the one that took effect there is none.
 */
const DECISIONS = `
  select d.application_number as "applicationNumber", d.step, d.element, d.decided_by as "decidedBy",
    d.recorded_at as "decidedAt", d.acting_as as "actingAs", d.answer, d.task_id as "taskId",
    d.note_sealed as "noteSealed", t.taken_back_at as "takenBackAt", c.state, (
      select j.detail->>'reason' from journal j
      where j.application_number = d.application_number and j.event = 'decision-taken-back'
        and j.detail->>'task' = d.task_id
      order by j.id desc limit 1
    ) as reason, (
      select jsonb_build_object('step', n.step, 'by', n.decided_by, 'at', n.recorded_at, 'answer', n.answer,
        'taskId', n.task_id, 'noteSealed', encode(n.note_sealed, 'base64'))
      from decisions n
      where n.application_number = d.application_number and n.ordinal > d.ordinal and n.refused_because is null
      order by n.ordinal limit 1
    ) as next
  from taken_back_decisions t
  join decisions d on d.application_number = t.application_number and d.task_id = t.task_id
  join cases c on c.application_number = t.application_number
  where (cast(:applicationNumber as text) is null or t.application_number = :applicationNumber)
    and t.taken_back_at >= :from and t.taken_back_at < :to
  order by t.taken_back_at desc, d.ordinal desc limit :limit`;

const CARDS = `
  select application_number as "applicationNumber", signed_sha256 as "signedSha256", reason,
    reason_sealed as "reasonSealed",
    requested_by as "requestedBy", requested_as as "requestedAs", requested_at as "requestedAt", outcome,
    settled_by as "settledBy", settled_at as "settledAt"
  from revocations
  where (cast(:applicationNumber as text) is null or application_number = :applicationNumber)
    and (requested_at >= :from and requested_at < :to or settled_at >= :from and settled_at < :to)
  order by id desc limit :limit`;

const ALWAYS = { from: new Date(0), to: new Date('9999-12-31') };

type Rows = <T>(sql: string, values: Readonly<Record<string, unknown>>) => Promise<T[]>;

/** As its row holds it: notes are sealed, and times within JSON are text. */
type TakenBackRow = Omit<TakenBackDecision, 'next'> &
  SealedDecision & { readonly next: (NonNullable<TakenBackDecision['next']> & SealedDecision) | null };

export function reversalInquiries(rows: Rows, seal: ColumnSeal): Reversals {
  const values = (filter: ReversalFilter, limit: number) => ({ applicationNumber: null, ...ALWAYS, ...filter, limit });
  return {
    async takenBackDecisions(filter, limit) {
      const found = await rows<TakenBackRow>(DECISIONS, values(filter, limit));
      return found.map((row) => {
        const { taskId: _task, next, ...one } = withNote(seal, row.applicationNumber, row);
        if (next === null) return { ...one, next };
        const { taskId: _next, ...opened } = withNote(seal, row.applicationNumber, next);
        return { ...one, next: { ...opened, at: new Date(opened.at) } };
      });
    },
    async cardRevocations(filter, limit) {
      const found = await rows<RevocationRow>(CARDS, values(filter, limit));
      return found.map((row) => openedRevocation(seal, row));
    },
  };
}
