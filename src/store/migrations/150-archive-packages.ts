import type { Migration } from './migration.ts';

/** What the package of a case holds, fixed when it was packed for the first time. */
export const archivePackages: Migration = {
  name: '150-archive-packages',
  sql: `
    create table archive_packages (
      application_number text not null references cases,
      signed_sha256      text not null check (signed_sha256 ~ '^[0-9a-f]{64}$'),
      contents_sha256    text not null check (contents_sha256 ~ '^[0-9a-f]{64}$'),
      packed_at          timestamptz not null default clock_timestamp(),
      primary key (application_number, signed_sha256)
    );
    comment on table archive_packages is 'The package of a case with this signed card: contents_sha256 names the document that lists its files and their hashes. A repeated job lays the same package, whatever changed meanwhile. Append-only.';
    grant select, insert on archive_packages to kk_app;
    create trigger archive_packages_append_only before update or delete or truncate on archive_packages
      for each statement execute function refuse_change();
    alter table archive_packages enable always trigger archive_packages_append_only;
  `,
};
