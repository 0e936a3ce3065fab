import type { Migration } from './migration.ts';

export const decisions: Migration = {
  name: '005-decisions',
  sql: `
    create table decisions (
      ordinal            bigint generated always as identity primary key,
      application_number text not null references cases,
      step               smallint not null check (step in (2, 3, 5, 7, 8)),
      decided_by         text not null,
      decided_at         timestamptz not null,
      acting_as          text check (acting_as in ('Plh', 'Plt')),
      user_task_key      text not null,
      recorded_by        text not null,
      answer             jsonb not null,
      refused_because    text,
      draft_sha256       text check (draft_sha256 ~ '^[0-9a-f]{64}$'),
      recorded_at        timestamptz not null default clock_timestamp(),
      unique (application_number, user_task_key),
      unique (application_number, recorded_by)
    );
    create index decisions_by_user_task on decisions (user_task_key);
    create index decisions_by_recorder on decisions (recorded_by);
    comment on table decisions is 'Who decided what in which step of the SOP; the ground for four eyes. Append-only.';
    comment on column decisions.user_task_key is 'Zeebe user task: one task, one decision. Unique per case, because a new engine counts its keys afresh.';
    comment on column decisions.recorded_by is 'Zeebe element instance of the recording job: a redelivered job finds its own decision.';
    comment on column decisions.refused_because is 'Null: the decision stands. Otherwise the failure code for which the claim was refused.';
    comment on column decisions.acting_as is 'Stand-in under which it was decided; null in the own role.';

    grant select, insert on decisions to kk_app;
    create trigger decisions_append_only before update or delete or truncate on decisions for each statement execute function refuse_change();
    alter table decisions enable always trigger decisions_append_only;
  `,
};
