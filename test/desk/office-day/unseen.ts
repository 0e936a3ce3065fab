import type { TestDatabase } from '../../store/database.ts';

/**
 * Decisions whose decider had not looked at what they decided about, straight from the tables and past every rule of
 * the office: the data of the case in every step of a person but the opening, each paper that had arrived when it was
 * examined, and the very draft at readable size when its print was requested, when it was verified, and when it was
 * signed.
 */
const UNSEEN = `
  select d.application_number || ' ' || d.element || ': ' || what.missing as found
  from decisions d
  cross join lateral (
    select 'data' as missing
    where d.step <> 2 and not exists (
      select from journal j where j.application_number = d.application_number and j.actor = d.decided_by
        and j.event in ('case-viewed', 'signing-list-viewed', 'draft-viewed') and j.at <= d.recorded_at)
    union all
    select 'paper ' || p.kind from papers p
    where d.element = 'examine-application' and p.application_number = d.application_number
      and p.received_at <= d.recorded_at and not exists (
        select from journal j where j.application_number = d.application_number and j.actor = d.decided_by
          and j.event = 'paper-viewed' and j.detail->>'paper' = p.id::text and j.at <= d.recorded_at)
    union all
    select 'draft'
    where d.element in ('request-print', 'verify-draft', 'approve-signing') and not exists (
      select from journal j where j.application_number = d.application_number and j.actor = d.decided_by
        and j.event = 'draft-viewed' and j.detail->>'size' = 'full' and j.detail->>'draftSha256' = d.draft_sha256
        and j.at <= d.recorded_at)
  ) what
  where d.refused_because is null
  order by d.ordinal`;

/** One line for each thing that was not looked at. */
export async function unseenDecisions({ asOwner }: Pick<TestDatabase, 'asOwner'>): Promise<string[]> {
  return (await asOwner(UNSEEN)).map(({ found }) => String(found));
}
