import type { Migration } from './migration.ts';

/** Messages that nobody could take yet go behind those that nobody has tried: a hundred of them hold up no other. */
export const outboxTried: Migration = {
  name: '166-outbox-tried',
  sql: `
    alter table outbox add column tried_at timestamptz;
    comment on column outbox.tried_at is 'When it was last tried in vain; the others come first.';
    grant update (tried_at) on outbox to kk_app;
  `,
};
