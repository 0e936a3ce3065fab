import type { Migration } from './migration.ts';

export const caseNotes: Migration = {
  name: '043-case-notes',
  sql: `
    create table case_notes (
      id                 bigint generated always as identity primary key,
      application_number text not null references cases,
      author             text not null references people,
      text               text not null check (length(text) between 1 and 1000),
      written_at         timestamptz not null default clock_timestamp()
    );
    create index case_notes_of_case on case_notes (application_number, id);
    comment on table case_notes is 'What officers write down for each other about a case; never shown to the applicant, never changed. May hold PERSONAL DATA: text.';
    grant select, insert on case_notes to kk_app;
    create trigger case_notes_append_only before update or delete or truncate on case_notes for each statement execute function refuse_change();
    alter table case_notes enable always trigger case_notes_append_only;
  `,
};
