import type { Migration } from './migration.ts';

/** Columns 13 to 15 of a foreigner, as an officer says them where no service of SIAK gives them. */
export const immigrationClaims: Migration = {
  name: '141-immigration-claims',
  sql: `
    create table immigration_claims (
      id                 bigint generated always as identity primary key,
      application_number text not null references cases,
      content            text not null check (content ~ '^[0-9a-f]{64}$'),
      claimed_by         text not null references people,
      claimed_at         timestamptz not null default clock_timestamp()
    );
    create index immigration_claims_of_case on immigration_claims (application_number, id);
    comment on table immigration_claims is 'Citizenship, passport and KITAP of a member as an officer typed them (SIAK_WAY=typed). The newest of a person counts. Append-only.';
    comment on column immigration_claims.content is 'Name of the encrypted document with whose they are and what they say; salted.';
    grant select, insert on immigration_claims to kk_app;
    create trigger immigration_claims_append_only before update or delete or truncate on immigration_claims
      for each statement execute function refuse_change();
    alter table immigration_claims enable always trigger immigration_claims_append_only;
  `,
};
