import type { Migration } from './migration.ts';

/**
 * What an officer writes with a decision, to the applicant or a colleague, is sealed in `decisions`. A judgement holds it
 * readable for the moment in which the engine takes its variables from there.
 */
export const sealedDecisionNotes: Migration = {
  name: '136-sealed-decision-notes',
  sql: `
    alter table decisions add column note_sealed bytea check (octet_length(note_sealed) <= 20000);
    alter table decisions alter column note_sealed set storage external;
    alter table decisions add constraint decisions_note_once check (note_sealed is null or not jsonb_exists(answer, 'note'));
    comment on column decisions.note_sealed is 'The officer''s words; JSON under the key of the office (AES-256-GCM). Rows of before the sealing hold them as note of the answer until the office has sealed them.';
    alter table judgements add column note_sealed bytea;
    comment on column judgements.note_sealed is 'The note of the answer as the decision will hold it.';

    drop trigger decisions_append_only on decisions;
    create trigger decisions_append_only before delete or truncate or update of ordinal, application_number, step, decided_by,
      decided_at, acting_as, task_id, recorded_by, refused_because, draft_sha256, recorded_at, element, case_before
      on decisions for each statement execute function refuse_change();
    create trigger decisions_sealed_only before update on decisions
      for each row execute function refuse_change_but_sealing('{answer,note}', 'note_sealed');
    alter table decisions enable always trigger decisions_append_only;
    alter table decisions enable always trigger decisions_sealed_only;

    create or replace view decisions_in_force as
      select d.* from decisions d
      where d.refused_because is null and not exists (
        select 1 from taken_back_decisions t where t.application_number = d.application_number and t.task_id = d.task_id);

    create or replace function decision_takes_effect(task text)
    returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      judged judgements;
      was cases;
    begin
      delete from judgements j using work_list w
      where j.task_id = task and w.task_id = j.task_id and w.ended_at is null
        and w.application_number = j.application_number and w.element = j.element
      returning j.* into judged;
      if not found then
        return null;
      end if;
      select * into strict was from cases where application_number = judged.application_number for update;
      insert into decisions (application_number, step, element, decided_by, decided_at, acting_as, task_id, answer,
        note_sealed, draft_sha256, case_before)
      values (judged.application_number, judged.step, judged.element, judged.decided_by, judged.decided_at,
              judged.acting_as, task,
              case when judged.note_sealed is null then judged.answer else judged.answer - 'note' end, judged.note_sealed,
              judged.draft_sha256,
              coalesce((select jsonb_object_agg(one.key, one.value) from jsonb_each(jsonb_build_object(
                'state', was.state, 'entryOfficer', was.entry_officer,
                'missingDocuments', to_jsonb(was.missing_documents))) one
                where jsonb_exists(judged.change, one.key)), '{}'));
      update cases set
        state = coalesce(judged.change->>'state', state),
        entry_officer = coalesce(judged.change->>'entryOfficer', entry_officer),
        missing_documents = case when jsonb_exists(judged.change, 'missingDocuments')
          then array(select jsonb_array_elements_text(judged.change->'missingDocuments')) else missing_documents end,
        updated_at = clock_timestamp()
      where application_number = judged.application_number;
      return judged.answer;
    end
    $$;
  `,
};
