import type { Migration } from './migration.ts';

/**
 * Rights live in the database (as in OpenCRVS): the application works as `kk_app`, which owns nothing.
 * The role belongs to the whole server, so another database may have made it already.
 */
export const applicationRole: Migration = {
  name: '001-application-role',
  sql: `
    do $$
    begin
      begin
        create role kk_app nologin;
      exception when duplicate_object or unique_violation then null;
      end;
      begin
        execute 'set local role kk_app';
        execute 'reset role';
      exception when insufficient_privilege then
        grant kk_app to current_user;
      end;
    end
    $$;
    comment on role kk_app is 'The application at work: reads and adds; changes only what the law lets change.';

    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception using errcode = 'insufficient_privilege', message = format('%s is append-only', tg_table_name);
    end
    $$;
    comment on function refuse_change() is 'Refuses UPDATE, DELETE and TRUNCATE for everybody, the owner too.';
  `,
};
