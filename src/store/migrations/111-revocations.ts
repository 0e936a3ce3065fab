import type { Migration } from './migration.ts';

/** Signed cards that the office takes back: asked for by one person, settled by another. */
export const revocations: Migration = {
  name: '111-revocations',
  sql: `
    create table revocations (
      id                 bigint generated always as identity primary key,
      application_number text not null references cases,
      signed_sha256      text not null check (signed_sha256 ~ '^[0-9a-f]{64}$'),
      reason             text not null,
      requested_by       text not null references people,
      requested_as       text not null check (requested_as in ('kasi', 'kepala-dinas')),
      requested_at       timestamptz not null,
      outcome            text check (outcome in ('revoked', 'declined')),
      settled_by         text references people,
      settled_at         timestamptz,
      check ((outcome is null) = (settled_by is null) and (outcome is null) = (settled_at is null)),
      check (outcome is distinct from 'revoked' or settled_by <> requested_by)
    );
    create unique index revocations_one on revocations (application_number) where outcome is null or outcome = 'revoked';
    create index revocations_open on revocations (requested_at) where outcome is null;
    comment on table revocations is 'Requests to take back a signed card. "revoked": the card is void since settled_at, by a second person (four eyes). No numbers of people in the reason.';
    grant select, insert, update (outcome, settled_by, settled_at) on revocations to kk_app;
    create function settle_once() returns trigger language plpgsql as $$
    begin
      if old.outcome is not null then
        raise exception 'a settled revocation stays as it is';
      end if;
      return new;
    end
    $$;
    create trigger revocations_settled_once before update on revocations for each row execute function settle_once();
    create trigger revocations_not_deleted before delete or truncate on revocations for each statement execute function refuse_change();
    alter table revocations enable always trigger revocations_settled_once;
    alter table revocations enable always trigger revocations_not_deleted;
  `,
};
