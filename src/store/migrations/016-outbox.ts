import type { Migration } from './migration.ts';

/** No engine buffers messages for us any more: each is told until it is taken, or given up for a reason that is written down. */
export const outbox: Migration = {
  name: '016-outbox',
  sql: `
    alter table words rename to outbox;
    alter table outbox rename column kept_at to put_at;
    alter table outbox drop column ttl_ms;
    alter table outbox add column about text;
    alter table outbox add column void_at timestamptz;
    alter table outbox add column void_because text
      check (void_because in ('case-ended', 'overtaken', 'too-late', 'begun-again'));
    alter table outbox add check ((void_at is null) = (void_because is null));
    alter table outbox add check (void_at is null or taken_at is null);
    drop index words_waiting;
    create index outbox_waiting on outbox (put_at) where taken_at is null and void_at is null;
    create index outbox_of_case on outbox (application_number, put_at);
    comment on table outbox is 'Messages to the process. A row is committed with the change it tells of, and told until the engine takes it or nothing can take it any more.';
    comment on column outbox.message_id is 'Idempotency key, with the case number in it.';
    comment on column outbox.about is 'What it answers: the task that asked, the SID of the message that failed.';
    comment on column outbox.void_because is 'Why it was given up: the case has ended, or what it answers is past.';
    grant update (void_at, void_because) on outbox to kk_app;

    -- Cases of the first edition whose start the engine never took.
    insert into outbox (message_id, name, application_number, put_at)
    select 'start:' || application_number, 'application-submitted', application_number, submitted_at
    from cases where taken_up_at is null and state = 'submitted';
  `,
};
