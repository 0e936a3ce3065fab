import type { Migration } from './migration.ts';

export const answerDrafts: Migration = {
  name: '042-answer-drafts',
  sql: `
    create table answer_drafts (
      officer  text not null references people,
      task_id  text not null references work_list,
      answer   jsonb not null check (length(answer::text) <= 20000),
      saved_at timestamptz not null default clock_timestamp(),
      primary key (officer, task_id)
    );
    create index answer_drafts_of_task on answer_drafts (task_id);
    comment on table answer_drafts is 'What an officer has filled in and not yet decided; gone when the task ends. May hold PERSONAL DATA: answer.';
    grant select, insert, update, delete on answer_drafts to kk_app;

    create function drop_answer_drafts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      delete from answer_drafts where task_id = new.task_id;
      return null;
    end
    $$;
    revoke execute on function drop_answer_drafts() from public;
    create trigger answer_drafts_end after update of ended_at on work_list
      for each row when (new.ended_at is not null) execute function drop_answer_drafts();
  `,
};
