import type { Migration } from './migration.ts';

export const effects: Migration = {
  name: '007-effects',
  sql: `
    create table effects (
      key                text primary key,
      kind               text not null check (kind in ('siak-entry', 'siak-cancellation', 'signature', 'message', 'archive-copy')),
      application_number text not null references cases,
      state              text not null default 'intended' check (state in ('intended', 'done', 'failed', 'unknown')),
      reference          text,
      intended_at        timestamptz not null default clock_timestamp(),
      settled_at         timestamptz
    );
    create index effects_by_case on effects (application_number);
    create index effects_open on effects (intended_at) where state in ('intended', 'unknown');
    comment on table effects is 'Outside effects. A row is committed before the outside is touched; on redelivery the outside is asked before anything is repeated.';
    comment on column effects.reference is 'The outside''s own reference: SIAK reference, Twilio SID, path of the copy.';
    grant select, insert on effects to kk_app;
    grant update (state, reference, settled_at) on effects to kk_app;
  `,
};
