import type { Migration } from './migration.ts';

/**
 * Every writer of the journal queues for the chain's head. Locked from the process of the office, it stayed locked for four
 * answers of the network and every pause of a busy process; joined by the database while it commits, for the commit alone.
 */
export const journalArrivals: Migration = {
  name: '082-journal-arrivals',
  sql: `
    create table journal_arrivals (
      id      bigint generated always as identity primary key,
      entries jsonb not null check (jsonb_typeof(entries) = 'array')
    );
    comment on table journal_arrivals is 'Entries of a transaction on their way into the journal: they join the chain when it commits. Always empty to others.';
    comment on column journal_arrivals.entries is 'Columns of each entry, and its canonical JSON cut where time and position stand: beforeTime, beforeId, afterId.';

    create function append_to_journal() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      head journal_head;
      arrival jsonb;
      moment timestamptz(3);
      moment_text text;
      next_hash text;
    begin
      select * into strict head from journal_head for update;
      moment := date_trunc('milliseconds', clock_timestamp());
      moment_text := to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
      for arrival in
        select value from jsonb_array_elements(new.entries) with ordinality as entry (value, ordinal) order by ordinal
      loop
        head.length := head.length + 1;
        next_hash := encode(sha256(convert_to(
          head.hash || (arrival->>'beforeTime') || moment_text || (arrival->>'beforeId') || head.length || (arrival->>'afterId'),
          'UTF8')), 'hex');
        insert into journal (id, at, application_number, actor, event, step, detail, previous_hash, hash)
        values (head.length, moment, arrival->>'applicationNumber', arrival->>'actor', arrival->>'event',
                (arrival->>'step')::smallint, arrival->'detail', head.hash, next_hash);
        head.hash := next_hash;
      end loop;
      update journal_head set length = head.length, hash = head.hash;
      delete from journal_arrivals where id = new.id;
      return null;
    end
    $$;
    revoke execute on function append_to_journal() from public;
    create constraint trigger journal_arrivals_join after insert on journal_arrivals
      deferrable initially deferred for each row execute function append_to_journal();
    grant insert on journal_arrivals to kk_app;
  `,
};
