import type { Migration } from './migration.ts';

/** Forms that were signed on the screen: before the submission beside the upload, afterwards beside the paper. */
export const screenSignatures: Migration = {
  name: '140-screen-signatures',
  sql: `
    alter table uploads add column signed_form text;
    alter table uploads add column signed_content text check (signed_content ~ '^[0-9a-f]{64}$');
    alter table uploads add column signed_at timestamptz;
    alter table uploads add constraint uploads_signed_whole
      check (num_nonnulls(signed_form, signed_content, signed_at) in (0, 3));
    comment on column uploads.signed_form is 'The upload is this form of the law, made by us and signed on the screen; null: a photo or PDF of the resident.';
    comment on column uploads.signed_content is 'SHA-256 of what stood on the form; the submission is compared with it.';

    create table screen_signatures (
      paper_id           uuid primary key references papers,
      application_number text not null references cases,
      form               text not null,
      content_sha256     text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
      amended_sha256     text check (amended_sha256 ~ '^[0-9a-f]{64}$'),
      signed_at          timestamptz not null
    );
    create index screen_signatures_of_case on screen_signatures (application_number);
    comment on table screen_signatures is 'Papers that are forms signed on the screen; the drawing itself is in the encrypted paper. Append-only.';
    comment on column screen_signatures.content_sha256 is 'Of what stood on the form. When the application says something else now, the signature is stale.';
    comment on column screen_signatures.amended_sha256 is 'The application as it stood (cases.amended_sha256); null: as it was submitted.';
    grant select, insert on screen_signatures to kk_app;
    create trigger screen_signatures_append_only before update or delete or truncate on screen_signatures
      for each statement execute function refuse_change();
    alter table screen_signatures enable always trigger screen_signatures_append_only;
  `,
};
