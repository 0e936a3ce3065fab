import { ENDED_STATES } from '../../domain/case-state.ts';
import { PROGRESS_EVENTS } from '../../domain/waiting.ts';
import type { Inquiries, MissingCopies, OwedCancellation, UnattendedCase } from '../inquiries.ts';

type Rows = <T>(sql: string, values: Readonly<Record<string, unknown>>) => Promise<T[]>;

const UNATTENDED = `
  select c.application_number as "applicationNumber", c.state, c.taken_up_at as "takenUpAt",
    j.event as "lastEvent", coalesce(j.at, c.submitted_at) as since
  from cases c
  left join lateral (
    select event, at from journal
    where journal.application_number = c.application_number and event = any(:progress)
    order by id desc limit 1
  ) j on true
  where c.state <> all(:ended) and (cast(:number as text) is null or c.application_number = :number)
    and not exists (select from work_list w where w.application_number = c.application_number and w.ended_at is null)
  order by since`;

const MISSING = `
  select layer, state, count(*)::int as count, min(at) as since
  from archive_copies where state in ('absent', 'damaged') group by layer, state order by layer, state`;

const OWED = `
  select e.key, e.application_number as "applicationNumber", e.reference as "siakReference", c.state,
    c.entry_officer as "entryOfficer", coalesce(e.settled_at, e.intended_at) as since
  from effects e join cases c on c.application_number = e.application_number
  where e.kind = 'siak-cancellation' and e.state = 'unknown' and e.reference is not null
  order by since`;

/** Questions of what waits without anybody having a task for it. */
export function waitingInquiries(
  rows: Rows,
): Pick<Inquiries, 'unattended' | 'unattendedCase' | 'missingCopies' | 'owedCancellations'> {
  const unattended = (number: string | null) =>
    rows<UnattendedCase>(UNATTENDED, { number, progress: [...PROGRESS_EVENTS], ended: [...ENDED_STATES] });
  return {
    unattended: () => unattended(null),
    unattendedCase: async (applicationNumber) => (await unattended(applicationNumber))[0],
    owedCancellations: () => rows<OwedCancellation>(OWED, {}),
    missingCopies: () => rows<MissingCopies>(MISSING, {}),
  };
}
