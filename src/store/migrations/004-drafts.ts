import type { Migration } from './migration.ts';

export const drafts: Migration = {
  name: '004-drafts',
  sql: `
    create table drafts (
      sha256             text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
      application_number text not null references cases,
      family             jsonb not null,
      preview_sha256     text not null check (preview_sha256 ~ '^[0-9a-f]{64}$'),
      rendered_at        timestamptz not null default clock_timestamp()
    );
    create index drafts_by_case on drafts (application_number, rendered_at desc);
    comment on table drafts is 'Cards as rendered for verification (SOP step 4): what is signed are exactly these bytes. PERSONAL DATA: family.';
    comment on column drafts.sha256 is 'Of the PDF; its bytes lie in the document store.';
    grant select, insert on drafts to kk_app;
    grant update (rendered_at) on drafts to kk_app;
  `,
};
