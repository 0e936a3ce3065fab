import type { Migration } from './migration.ts';

export const cases: Migration = {
  name: '002-cases',
  sql: `
    create table cases (
      application_number   text primary key check (application_number ~ '^KK-[0-9]{6}-[0-9A-HJKMNP-TV-Z]{6}$'),
      application          jsonb not null,
      reason               text not null,
      elements             text[] not null,
      state                text not null default 'submitted' check (state in ('submitted', 'examination', 'waiting-for-applicant', 'drafting', 'verification', 'signing', 'delivery', 'delivered', 'archived', 'closed', 'withdrawn')),
      process_instance_key text,
      required_documents   text[] not null default '{}',
      missing_documents    text[] not null default '{}',
      ktp_affected         boolean not null default false,
      kk_number            text check (kk_number ~ '^[1-9][0-9]{15}$'),
      siak_reference       text,
      card_data_sha256     text check (card_data_sha256 ~ '^[0-9a-f]{64}$'),
      entry_officer        text,
      draft_sha256         text check (draft_sha256 ~ '^[0-9a-f]{64}$'),
      signed_sha256        text check (signed_sha256 ~ '^[0-9a-f]{64}$'),
      findings             text[] not null default '{}',
      whatsapp             text,
      idempotency_key      text not null unique,
      request_sha256       text not null check (request_sha256 ~ '^[0-9a-f]{64}$'),
      submitted_at         timestamptz not null default clock_timestamp(),
      updated_at           timestamptz not null default clock_timestamp()
    );
    create index cases_by_whatsapp on cases (whatsapp, submitted_at desc);
    create index cases_by_state on cases (state, submitted_at desc);
    create index cases_by_signed on cases (signed_sha256) where signed_sha256 is not null;
    create index cases_not_started on cases (submitted_at) where process_instance_key is null;

    comment on table cases is 'One application for a family card (KK) and where it stands. PERSONAL DATA: application, kk_number, whatsapp.';
    comment on column cases.application is 'What the resident declared (F-1.06), never changed afterwards.';
    comment on column cases.state is 'Mirror of the diagram for the tracking page; Zeebe decides.';
    comment on column cases.process_instance_key is 'Zeebe key (64 bit) as text; null until the first job of the instance reports it.';
    comment on column cases.kk_number is 'Number of the card: the applicant''s, or SIAK''s for a new card.';
    comment on column cases.card_data_sha256 is 'Document with what SIAK gave for the draft (SOP step 4).';
    comment on column cases.whatsapp is 'E.164, taken from the application; finds the case of a reply.';
    comment on column cases.idempotency_key is 'Of the request that opened the case: 20 equal requests are one case.';
    comment on column cases.request_sha256 is 'Content of that request: the same key with other content is a conflict.';

    grant select, insert on cases to kk_app;
    grant update (state, process_instance_key, required_documents, missing_documents, ktp_affected, kk_number, siak_reference, card_data_sha256, entry_officer, draft_sha256, signed_sha256, findings, updated_at) on cases to kk_app;
  `,
};
