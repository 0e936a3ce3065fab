import type { Migration } from './migration.ts';

export const people: Migration = {
  name: '010-people',
  sql: `
    create table people (
      username   text primary key,
      name       text not null,
      roles      text[] not null,
      nip        text check (nip ~ '^[0-9]{18}$'),
      signer_nik text check (signer_nik ~ '^[0-9]{16}$'),
      active     boolean not null
    );
    comment on table people is 'Officers as the office knows them; the login is Tasklist''s. PERSONAL DATA: signer_nik.';
    comment on column people.nip is 'Civil servant number, 18 digits; printed on the card for the head.';
    comment on column people.signer_nik is 'NIK under which BSrE knows a signer; null for everybody else.';
    grant select, insert on people to kk_app;
    grant update (name, roles, nip, signer_nik, active) on people to kk_app;

    create table delegations (
      ordinal     bigint generated always as identity primary key,
      from_person text not null references people,
      to_person   text not null references people,
      role        text not null,
      kind        text not null check (kind in ('Plh', 'Plt')),
      valid_from  date not null,
      valid_to    date not null,
      check (valid_from <= valid_to),
      check (from_person <> to_person),
      unique (from_person, to_person, role, kind, valid_from, valid_to)
    );
    comment on table delegations is 'Dated stand-ins (Plh/Plt): to_person may act in role from valid_from to valid_to, both included.';
    grant select, insert on delegations to kk_app;
  `,
};
