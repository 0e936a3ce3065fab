import type { Migration } from './migration.ts';

export const links: Migration = {
  name: '011-links',
  sql: `
    create table links (
      token_sha256       text primary key check (token_sha256 ~ '^[0-9a-f]{64}$'),
      application_number text not null references cases,
      purpose            text not null check (purpose in ('card', 'media')),
      expires_at         timestamptz not null,
      created_at         timestamptz not null default clock_timestamp()
    );
    create index links_by_case on links (application_number);
    comment on table links is 'Capability links to a signed card. Only the SHA-256 of the token is kept: a stolen database opens nothing.';
    grant select, insert on links to kk_app;
  `,
};
