import type { Migration } from './migration.ts';

/** When a message was sent, came and was read: its status alone forgets what went before. */
export const messageTimes: Migration = {
  name: '045-message-times',
  sql: `
    alter table messages
      add column sent_at      timestamptz,
      add column delivered_at timestamptz,
      add column read_at      timestamptz,
      add column failed_at    timestamptz;
    comment on column messages.sent_at is 'When WhatsApp told of it; null: it never did, or before this column was there.';
    grant update (sent_at, delivered_at, read_at, failed_at) on messages to kk_app;

    create index messages_by_time on messages (at);
    create index cases_by_submission on cases (submitted_at);
    create index cases_by_content on cases using gin (application jsonb_path_ops);
    create index drafts_by_family on drafts using gin (family jsonb_path_ops);
    create index decisions_by_officer on decisions (decided_by, recorded_at);
    create index decisions_by_time on decisions (recorded_at);
    create index journal_by_time on journal using brin (at);
    create index journal_by_event on journal (event, at);
    create index journal_by_actor on journal (actor, at);
  `,
};
