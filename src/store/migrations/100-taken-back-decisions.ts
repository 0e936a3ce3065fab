import type { Migration } from './migration.ts';

/**
 * A decision that its author takes back. The decision stays where it is, append-only; that it was taken back stands
 * beside it. What was judged waits in `taking_backs` and takes effect in the engine's own change, as a decision does.
 */
export const takenBackDecisions: Migration = {
  name: '100-taken-back-decisions',
  sql: `
    alter table decisions add column case_before jsonb;
    comment on column decisions.case_before is 'What the decision changed in the case, as it was before: state, entryOfficer, missingDocuments. Null on decisions of before, which cannot be taken back.';

    create table taking_backs (
      task_id            text primary key references work_list,
      application_number text not null references cases,
      decision_task      text not null,
      element            text not null,
      taken_back_by      text not null references people,
      assignee           text,
      variables          jsonb not null,
      judged_at          timestamptz not null default clock_timestamp()
    );
    comment on table taking_backs is 'Allowed takings-back on their way to the engine; a row lives for a moment and has lapsed after a minute.';
    comment on column taking_backs.task_id is 'The open task that came after the decision: it ends with the taking-back.';
    comment on column taking_backs.assignee is 'Who held that task when it was judged; somebody who takes it meanwhile wins.';
    comment on column taking_backs.element is 'User task at which the process stands again.';
    comment on column taking_backs.variables is 'Process variables as they were before the decision.';
    grant select, insert, update, delete on taking_backs to kk_app;

    create table taken_back_decisions (
      application_number text not null references cases,
      task_id            text not null,
      taken_back_by      text not null references people,
      taken_back_at      timestamptz not null default clock_timestamp(),
      next_task          text not null,
      primary key (application_number, task_id)
    );
    comment on column taken_back_decisions.next_task is 'The task that had come after the decision and ended with the taking-back.';
    comment on table taken_back_decisions is 'Decisions that their author took back before anybody built on them. Append-only.';
    grant select on taken_back_decisions to kk_app;
    create trigger taken_back_decisions_append_only before update or delete or truncate on taken_back_decisions
      for each statement execute function refuse_change();
    alter table taken_back_decisions enable always trigger taken_back_decisions_append_only;

    create view decisions_in_force as
      select d.* from decisions d
      where d.refused_because is null and not exists (
        select 1 from taken_back_decisions t where t.application_number = d.application_number and t.task_id = d.task_id);
    comment on view decisions_in_force is 'Decisions that count: neither refused (first edition) nor taken back.';
    grant select on decisions_in_force to kk_app;

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
        draft_sha256, case_before)
      values (judged.application_number, judged.step, judged.element, judged.decided_by, judged.decided_at,
              judged.acting_as, task, judged.answer, judged.draft_sha256,
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

    create function taking_back_takes_effect(task text)
    returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      judged taking_backs;
      was jsonb;
    begin
      perform 1 from work_list where task_id = task for update;
      delete from taking_backs t using work_list w
      where t.task_id = task and w.task_id = t.task_id and w.ended_at is null
        and w.application_number = t.application_number and w.assignee is not distinct from t.assignee
        and t.judged_at > clock_timestamp() - interval '1 minute'
      returning t.* into judged;
      if not found then
        return null;
      end if;
      select d.case_before into was from decisions_in_force d
      where d.application_number = judged.application_number and d.task_id = judged.decision_task
        and d.decided_by = judged.taken_back_by and d.element = judged.element;
      if was is null then
        return null;
      end if;
      insert into taken_back_decisions (application_number, task_id, taken_back_by, next_task)
      values (judged.application_number, judged.decision_task, judged.taken_back_by, task);
      update cases set
        state = coalesce(was->>'state', state),
        entry_officer = case when jsonb_exists(was, 'entryOfficer') then was->>'entryOfficer' else entry_officer end,
        missing_documents = case when jsonb_exists(was, 'missingDocuments')
          then array(select jsonb_array_elements_text(was->'missingDocuments')) else missing_documents end,
        updated_at = clock_timestamp()
      where application_number = judged.application_number;
      return jsonb_build_object('element', judged.element, 'variables', judged.variables);
    end
    $$;
    comment on function taking_back_takes_effect(text) is
      'The only way into taken_back_decisions. Called by the engine when it goes back from this task; null: nothing was judged, refuse.';
    revoke execute on function taking_back_takes_effect(text) from public;
    grant execute on function taking_back_takes_effect(text) to kk_engine, kk_app;
  `,
};
