import type { Migration } from './migration.ts';

/**
 * The work list is ours, and a decision stands with the completion of its task or not at all: what was judged waits in
 * `judgements` and takes effect in the engine's own completion, through the one function that writes into `decisions`.
 */
export const workList: Migration = {
  name: '015-work-list',
  sql: `
    create table work_list (
      task_id            text primary key,
      application_number text not null,
      element            text not null,
      lane               text not null,
      assignee           text,
      created_at         timestamptz not null,
      ended_at           timestamptz,
      ended_as           text check (ended_as in ('completed', 'canceled')),
      check ((ended_at is null) = (ended_as is null))
    );
    create index work_list_open on work_list (lane, created_at) where ended_at is null;
    create index work_list_of_case on work_list (application_number, created_at);
    create index work_list_of_person on work_list (assignee) where ended_at is null;
    comment on table work_list is 'Every user task, written by the engine in the transaction of its own change (task_created ...). No personal data.';
    comment on column work_list.lane is 'Candidate group of the task: the role that may decide it.';
    grant select, update (assignee) on work_list to kk_app;

    create table judgements (
      task_id            text primary key references work_list,
      application_number text not null references cases,
      element            text not null,
      step               smallint not null check (step between 2 and 8),
      decided_by         text not null references people,
      decided_at         timestamptz not null,
      acting_as          text check (acting_as in ('Plh', 'Plt')),
      answer             jsonb not null,
      change             jsonb not null,
      draft_sha256       text check (draft_sha256 ~ '^[0-9a-f]{64}$'),
      judged_at          timestamptz not null default clock_timestamp()
    );
    comment on table judgements is 'Allowed decisions on their way to the engine; a row lives for the moment between judgement and completion.';
    comment on column judgements.answer is 'Process variables that the completion sets.';
    comment on column judgements.change is 'What the decision changes in the case: state, entry_officer, missing_documents.';
    grant select, insert, update, delete on judgements to kk_app;

    alter table decisions rename column user_task_key to task_id;
    alter table decisions alter column recorded_by drop not null;
    alter table decisions add column element text;
    alter table decisions drop constraint decisions_step_check;
    alter table decisions add check (step between 2 and 8);
    revoke insert on decisions from kk_app;
    comment on column decisions.task_id is 'One task, one decision. Unique per case, because a new engine counts its keys afresh.';
    comment on column decisions.recorded_by is 'Only rows of the first edition: the job that recorded them.';
    comment on column decisions.element is 'User task of the diagram; null in rows of the first edition.';
    comment on column decisions.refused_because is 'Only rows of the first edition. Refusals are in the journal (decision-refused).';

    alter table cases add column taken_up_at timestamptz;
    update cases set taken_up_at = submitted_at where process_instance_key is not null;
    drop index cases_not_started;
    create index cases_not_started on cases (submitted_at) where taken_up_at is null;
    comment on column cases.taken_up_at is 'When the engine first worked on the case; null: its start is still to be told.';
    comment on column cases.process_instance_key is 'Only rows of the first edition.';
    grant update (taken_up_at) on cases to kk_app;

    create function task_created(task text, case_number text, element text, lane text, assignee text, created_at timestamptz)
    returns void language sql security definer set search_path = public, pg_temp as $$
      insert into work_list (task_id, application_number, element, lane, assignee, created_at)
      values (task, case_number, element, lane, assignee, created_at)
      on conflict (task_id) do nothing
    $$;

    create function task_assigned(task text, new_assignee text)
    returns void language sql security definer set search_path = public, pg_temp as $$
      update work_list set assignee = new_assignee where task_id = task and ended_at is null
    $$;

    create function task_ended(task text, how text)
    returns void language sql security definer set search_path = public, pg_temp as $$
      update work_list set ended_at = clock_timestamp(), ended_as = how where task_id = task and ended_at is null
    $$;

    create function decision_takes_effect(task text)
    returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      judged judgements;
    begin
      delete from judgements j using work_list w
      where j.task_id = task and w.task_id = j.task_id and w.ended_at is null
        and w.application_number = j.application_number and w.element = j.element
      returning j.* into judged;
      if not found then
        return null;
      end if;
      insert into decisions (application_number, step, element, decided_by, decided_at, acting_as, task_id, answer, draft_sha256)
      values (judged.application_number, judged.step, judged.element, judged.decided_by, judged.decided_at,
              judged.acting_as, task, judged.answer, judged.draft_sha256);
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
    comment on function decision_takes_effect(text) is
      'The only way into decisions. Called by the engine in the completion of the task; null: nothing was judged, refuse.';

    do $$
    begin
      create role kk_engine nologin;
    exception when duplicate_object or unique_violation then null;
    end
    $$;
    comment on role kk_engine is 'The embedded process engine: owns the schema engine, may execute the four functions of the work list.';
    do $$
    begin
      execute 'set local role kk_engine';
      execute 'reset role';
    exception when insufficient_privilege then
      grant kk_engine to current_user;
    end
    $$;
    create schema if not exists engine authorization kk_engine;
    grant usage on schema public to kk_engine;
    revoke all on schema engine from public;
    revoke execute on function task_created(text, text, text, text, text, timestamptz), task_assigned(text, text),
      task_ended(text, text), decision_takes_effect(text) from public;
    grant execute on function task_created(text, text, text, text, text, timestamptz), task_assigned(text, text),
      task_ended(text, text), decision_takes_effect(text) to kk_engine, kk_app;
  `,
};
