import type { Migration } from './migration.ts';

/** Who may log in. The person stays in `people` when the account is locked or the officer leaves: decisions name them for ever. */
export const accounts: Migration = {
  name: '017-accounts',
  sql: `
    create table accounts (
      username        text primary key references people,
      password_hash   text check (password_hash like '$argon2id$%'),
      password_set_at timestamptz,
      one_time_until  timestamptz,
      locked_at       timestamptz,
      locked_by       text,
      generation      integer not null default 1,
      last_login_at   timestamptz,
      opened_at       timestamptz not null default clock_timestamp(),
      check ((locked_at is null) = (locked_by is null)),
      check (password_hash is not null or one_time_until is null)
    );
    comment on table accounts is 'Logins of the office''s staff. Wrong tries are counted in limits, sessions are in sessions.';
    comment on column accounts.password_hash is 'Argon2id (RFC 9106) with its salt; null: only the identity provider lets this officer in.';
    comment on column accounts.one_time_until is 'The password was given by an admin: until then it opens nothing but the page on which the officer chooses their own. Null: their own.';
    comment on column accounts.locked_by is 'User name of the admin.';
    comment on column accounts.generation is 'Counts up when password or lock change: a session of an earlier generation is over, also one that a request in flight writes again.';
    grant select, insert on accounts to kk_app;
    grant update (password_hash, password_set_at, one_time_until, locked_at, locked_by, generation, last_login_at) on accounts to kk_app;

    create table sessions (
      sid    text primary key,
      sess   json not null,
      expire timestamptz not null
    );
    create index sessions_by_expiry on sessions (expire);
    create index sessions_by_officer on sessions ((sess -> 'officer' ->> 'username'));
    comment on table sessions is 'Sessions of express-session (columns as connect-pg-simple writes them). The cookie holds sid signed with a key that is not in the database.';
    grant select, insert, update, delete on sessions to kk_app;

    alter table people add constraint people_oversight_apart
      check (not (roles && array['auditor', 'admin']) or cardinality(roles) = 1);
    comment on column people.roles is 'Lanes (petugas-entri, petugas-cetak, kasi, kepala-dinas), or auditor alone, or admin alone: who oversees decides nothing.';
    comment on table people is 'Staff of the office; accounts says who may log in. PERSONAL DATA: signer_nik.';
  `,
};
