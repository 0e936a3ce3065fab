import type { Migration } from './migration.ts';

export const papers: Migration = {
  name: '003-papers',
  sql: `
    create table papers (
      id                 uuid primary key default gen_random_uuid(),
      ordinal            bigint generated always as identity,
      application_number text not null references cases,
      kind               text not null,
      sha256             text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type         text not null check (media_type in ('image/jpeg', 'application/pdf')),
      bytes              integer not null check (bytes > 0),
      source             text not null check (source in ('portal', 'whatsapp')),
      received_at        timestamptz not null default clock_timestamp(),
      unique (application_number, kind, sha256)
    );
    comment on table papers is 'Evidence an applicant sent. The bytes lie encrypted in the document store under sha256.';
    comment on column papers.id is 'Random: it stands in addresses of pages and must not be guessable.';
    comment on column papers.ordinal is 'Order of arrival.';
    grant select, insert on papers to kk_app;
  `,
};
