import type { Migration } from './migration.ts';

export const messages: Migration = {
  name: '008-messages',
  sql: `
    create table messages (
      id                 uuid primary key default gen_random_uuid(),
      ordinal            bigint generated always as identity,
      application_number text not null references cases,
      direction          text not null check (direction in ('out', 'in')),
      purpose            text not null,
      sid                text unique,
      status             text not null,
      rank               smallint not null default 0,
      error_code         text,
      at                 timestamptz not null default clock_timestamp()
    );
    create index messages_by_case on messages (application_number, ordinal);
    comment on table messages is 'WhatsApp messages sent and received: identifiers and status only, neither number nor text.';
    comment on column messages.sid is 'Twilio message SID.';
    comment on column messages.rank is 'How far the status has come; status callbacks arrive twice, late and out of order, and only a higher rank replaces a status.';
    grant select, insert on messages to kk_app;
    grant update (status, rank, error_code) on messages to kk_app;
  `,
};
