import type { Knex } from 'knex';
import type { TieFacts, WorkTies } from '../work-ties.ts';
import { camelRow } from './work-list.ts';

/** The events stand in the text: that is how the index of migration 163 is found. */
const OPEN = `
  select * from (
    select w.task_id, w.application_number, w.element,
      array(select s.subject from case_subjects s
        where s.application_number = w.application_number and s.subject = any(:hashes)) as subjects,
      case when cardinality(cast(:hashes as text[])) = 0 then '{}' else coalesce(d.niks, '{}') end as card_niks,
      array(select distinct j.actor from journal j
        where j.application_number = w.application_number and j.event in ('pin-renewed', 'number-corrected')) as renewed_by,
      coalesce((select jsonb_agg(jsonb_build_object('by', i.claimed_by, 'at', i.claimed_at) order by i.id)
        from immigration_claims i where i.application_number = w.application_number), '[]') as typed
    from work_list w join cases c using (application_number) left join drafts d on d.sha256 = c.draft_sha256
    where w.ended_at is null and (cast(:lanes as text[]) is null or w.lane = any(:lanes))
  ) facts
  where subjects <> '{}' or card_niks <> '{}' or renewed_by <> '{}' or typed <> '[]'`;

const NAMED = `
  select c.application_number, coalesce(d.niks, '{}') as card_niks,
    array(select s.subject from case_subjects s
      where s.application_number = c.application_number and s.subject = any(:hashes)) as subjects
  from cases c left join drafts d on d.sha256 = c.draft_sha256
  where c.application_number = any(:applicationNumbers)`;

const HISTORY = `
  select d.application_number, d.step, d.element, d.decided_by, d.decided_at, d.acting_as
  from decisions_in_force d
  where exists (select from work_list w where w.application_number = d.application_number and w.ended_at is null)
  order by d.ordinal`;

export function workTiesTable(database: Knex): WorkTies {
  return {
    async open({ lanes, hashes }) {
      const bindings = { lanes: lanes === undefined ? null : [...lanes], hashes: [...hashes] };
      const { rows } = await database.raw<{ rows: Record<string, unknown>[] }>(
        OPEN,
        bindings as unknown as Record<string, Knex.Value>,
      );
      return rows.map((row) => {
        const facts = camelRow(row) as unknown as TieFacts;
        return { ...facts, typed: facts.typed.map(({ by, at }) => ({ by, at: new Date(at) })) };
      });
    },

    async of(applicationNumbers, hashes) {
      const bindings = { applicationNumbers: [...applicationNumbers], hashes: [...hashes] };
      const { rows } = await database.raw<{ rows: Record<string, unknown>[] }>(
        NAMED,
        bindings as unknown as Record<string, Knex.Value>,
      );
      return rows.map((row) => camelRow(row) as unknown as TieFacts);
    },

    async history() {
      const { rows } = await database.raw<{ rows: Record<string, unknown>[] }>(HISTORY);
      return rows.map((row) => camelRow(row) as unknown as Awaited<ReturnType<WorkTies['history']>>[number]);
    },
  };
}
