import type { Migration } from './migration.ts';

export const familyEvents: Migration = {
  name: '050-family-events',
  sql: `
    alter table cases
      add column cards_before_sha256 text check (cards_before_sha256 ~ '^[0-9a-f]{64}$'),
      add column amended_sha256      text check (amended_sha256 ~ '^[0-9a-f]{64}$');
    comment on column cases.cards_before_sha256 is 'Encrypted document: the cards of everybody the application names, as SIAK had them before the entry.';
    comment on column cases.amended_sha256 is 'Encrypted document: the application with the data of its events as the resident completed them last.';
    comment on column cases.reason is 'Told by the resident, or derived from the events; SIAK may know better (a dead person was the head).';
    grant update (cards_before_sha256, amended_sha256, reason, elements) on cases to kk_app;

    create table case_subjects (
      application_number text not null references cases,
      subject            text not null check (subject ~ '^[0-9a-f]{64}$'),
      primary key (application_number, subject)
    );
    create index case_subjects_by_subject on case_subjects (subject);
    comment on table case_subjects is 'Whom a case is about, as keyed hashes of NIK, KK number and phone: finds another open case of the same family (rule R51) and a number that was verified before (R52). Holds no number that can be read.';
    grant select, insert on case_subjects to kk_app;
  `,
};
