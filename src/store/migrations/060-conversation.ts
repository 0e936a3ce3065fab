import type { Migration } from './migration.ts';

/** The conversation with the applicant: what came in is stored before anybody acts on it, what goes out waits here until it is sent. */
export const conversation: Migration = {
  name: '060-conversation',
  sql: `
    alter table messages alter column application_number drop not null;
    alter table messages
      add column once           text unique,
      add column phone          text,
      add column type           text not null default 'text',
      add column content        text check (content ~ '^[0-9a-f]{64}$'),
      add column author         text,
      add column answers        uuid references messages,
      add column about          text,
      add column handled_at     timestamptz,
      add column tries          smallint not null default 0,
      add column next_try_at    timestamptz not null default clock_timestamp(),
      add column person_since   timestamptz,
      add column person_done_at timestamptz,
      add column person_done_by text,
      add column asks           smallint not null default 0,
      add column asked_at       timestamptz;
    -- What the first edition has received was acted on in the same transaction.
    update messages set handled_at = at where direction = 'in';
    alter table messages add constraint messages_of_somebody check (application_number is not null or phone is not null);
    create index messages_by_phone on messages (phone, ordinal);
    create index messages_to_handle on messages (next_try_at) where direction = 'in' and handled_at is null;
    create index messages_to_send on messages (next_try_at) where direction = 'out' and status = 'waiting';
    create index messages_for_person on messages (person_since) where person_since is not null and person_done_at is null;
    create index messages_under_way on messages (at) where direction = 'out' and sid is not null and rank < 5;
    comment on table messages is 'Messages between the office and applicants: who, when, how far. Their words are encrypted documents; the number stands here as it does in cases.';
    comment on column messages.application_number is 'Null: no rule and no person has assigned it to a case yet.';
    comment on column messages.once is 'Idempotency key of what we write: the same occasion makes one message.';
    comment on column messages.phone is 'E.164: the other side. Null: written on the tracking page, or older than this column.';
    comment on column messages.content is 'Name of the encrypted document with the words; salted, so that equal words have unequal names.';
    comment on column messages.author is 'pemohon, sistem, or the user name of the officer who wrote it.';
    comment on column messages.answers is 'The message that this one answers.';
    comment on column messages.about is 'SID of the message that the applicant quoted.';
    comment on column messages.handled_at is 'When the rules had acted on an incoming message; null: to be done.';
    comment on column messages.person_since is 'A person has to look at it since then; done when person_done_at is set.';
    comment on column messages.asks is 'How often its status was asked for, because no callback told it.';
    grant update (application_number, content, sid, type, purpose, handled_at, tries, next_try_at, person_since, person_done_at, person_done_by,
      asks, asked_at) on messages to kk_app;

    alter table effects alter column application_number drop not null;
    comment on column effects.application_number is 'Null: an answer to somebody whose case is not known.';

    create table message_files (
      id         uuid primary key default gen_random_uuid(),
      message_id uuid not null references messages,
      position   smallint not null,
      url        text,
      declared   text,
      state      text not null default 'waiting' check (state in ('waiting', 'stored', 'refused', 'gone')),
      sha256     text check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text,
      bytes      integer,
      flaw       text,
      reason     text,
      unique (message_id, position)
    );
    comment on table message_files is 'Files that came with a message. The bytes are encrypted documents.';
    comment on column message_files.state is 'waiting: not fetched yet. stored. refused: cannot be read. gone: the messenger did not give it.';
    comment on column message_files.reason is 'Why it was refused, as the sender was told.';
    grant select, insert on message_files to kk_app;
    grant update (state, sha256, media_type, bytes, flaw, reason) on message_files to kk_app;

    create table conversations (
      phone           text primary key,
      state           jsonb not null default '{}',
      stopped_at      timestamptz,
      last_inbound_at timestamptz
    );
    comment on table conversations is 'Where the talk with a number stands: photos and questions that wait for an answer. References and codes only. Its row is the lock under which messages of one number are handled one after the other.';
    comment on column conversations.stopped_at is 'The person asked us to write no more; null: they did not, or asked us to begin again.';
    comment on column conversations.last_inbound_at is 'Free text may be sent for 24 hours after it.';
    grant select, insert, update on conversations to kk_app;

  `,
};
