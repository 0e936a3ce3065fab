import type { Migration } from './migration.ts';

/** Names and order of the columns are those of rate-limiter-flexible, which writes the rows. */
export const limits: Migration = {
  name: '030-limits',
  sql: `
    create table limits (
      key    varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    );
    create index limits_by_expiry on limits (expire);
    comment on table limits is 'How often an address, a login or an application number did something, and until when that counts. Shared by all processes of the office; outlives a restart.';
    comment on column limits.key is 'Name of the rule and SHA-256 of the subject: no address and no number stands here.';
    comment on column limits.expire is 'Milliseconds since 1970 (UTC).';
    grant select, insert, update, delete on limits to kk_app;
  `,
};
