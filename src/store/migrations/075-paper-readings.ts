import type { Migration } from './migration.ts';

export const paperReadings: Migration = {
  name: '075-paper-readings',
  sql: `
    create table paper_readings (
      id                 bigint generated always as identity primary key,
      application_number text not null references cases,
      paper_id           uuid not null references papers,
      content            text not null check (content ~ '^[0-9a-f]{64}$'),
      read_by            text not null references people,
      read_at            timestamptz not null default clock_timestamp()
    );
    create index paper_readings_of_case on paper_readings (application_number, id);
    comment on table paper_readings is 'What an officer read on a paper, to be compared with the application (rules R53, R54). The newest of a paper counts.';
    comment on column paper_readings.content is 'Name of the encrypted document with names, numbers and dates; salted.';
    grant select, insert on paper_readings to kk_app;
    create trigger paper_readings_append_only before update or delete or truncate on paper_readings for each statement execute function refuse_change();
    alter table paper_readings enable always trigger paper_readings_append_only;
  `,
};
