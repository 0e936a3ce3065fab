import type { Migration } from './migration.ts';

/**
 * What lists and searches of the desk filter by, one narrow row a case: `cases` itself is as wide as an application, and
 * a list of 200 000 of them must not be read through. The words are lexemes made here and not by a text search parser,
 * so a NIK, a phone number and a name are found by their beginnings with an ordinary GIN index: no extension is needed,
 * which a server that the office was given may not have.
 */
export const caseIndex: Migration = {
  name: '040-case-index',
  sql: `
    create table case_index (
      application_number text primary key references cases,
      submitted_at       timestamptz not null,
      ended              boolean not null,
      state              text not null,
      reason             text not null,
      kalurahan          text,
      applicant_name     text not null,
      entry_officer      text,
      words              tsvector not null
    );
    comment on table case_index is 'What lists and searches of cases filter by; kept by a trigger on cases. PERSONAL DATA: applicant_name, words.';
    comment on column case_index.words is 'Application number, words of every name, NIKs, KK numbers and phone numbers (without country and zero), in small letters.';

    create function plain_text(value text) returns text language sql stable as $$
      select lower(regexp_replace(
        case when getdatabaseencoding() = 'UTF8' then normalize(value, NFD) else value end,
        '[\\u0300-\\u036f]', '', 'g'))
    $$;

    create function case_words(c cases) returns tsvector language sql stable as $$
      with told(kind, value) as (
        select 'name', v #>> '{}' from jsonb_path_query(c.application, 'lax $.**.name') v
        union select 'digits', v #>> '{}' from jsonb_path_query(c.application, 'lax $.**.nik') v
        union select 'digits', v #>> '{}' from jsonb_path_query(c.application, 'lax $.**.kkNumber') v
        union select 'digits', c.kk_number
        union select 'phone', v #>> '{}' from jsonb_path_query(c.application, 'lax $.**.whatsapp') v
        union select 'phone', c.whatsapp
      ), words(word) as (
        select regexp_split_to_table(plain_text(value), '[^a-z0-9]+') from told where kind = 'name'
        union select regexp_replace(value, '[^0-9]', '', 'g') from told where kind = 'digits'
        union select regexp_replace(regexp_replace(value, '[^0-9]', '', 'g'), '^(62|0)+', '') from told where kind = 'phone'
        union select lower(replace(c.application_number, '-', ''))
        union select lower(substr(c.application_number, 4, 6) || right(c.application_number, 6))
        union select lower(right(c.application_number, 6))
      )
      select coalesce(array_to_tsvector(array_agg(left(word, 40))), '') from words where word <> ''
    $$;

    create function index_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into case_index (application_number, submitted_at, ended, state, reason, kalurahan, applicant_name, entry_officer, words)
      values (new.application_number, new.submitted_at, new.state in ('archived', 'closed', 'withdrawn'), new.state, new.reason,
        new.application->'address'->>'kalurahan', coalesce(new.application->'applicant'->>'name', ''), new.entry_officer,
        case_words(new))
      on conflict (application_number) do update set
        ended = excluded.ended, state = excluded.state, kalurahan = excluded.kalurahan,
        applicant_name = excluded.applicant_name, entry_officer = excluded.entry_officer, words = excluded.words;
      return null;
    end
    $$;
    create trigger cases_indexed after insert or update of application, state, kk_number, whatsapp, entry_officer
      on cases for each row execute function index_case();

    insert into case_index (application_number, submitted_at, ended, state, reason, kalurahan, applicant_name, entry_officer, words)
    select c.application_number, c.submitted_at, c.state in ('archived', 'closed', 'withdrawn'), c.state, c.reason,
      c.application->'address'->>'kalurahan', coalesce(c.application->'applicant'->>'name', ''), c.entry_officer, case_words(c)
    from cases c;

    create index case_index_words on case_index using gin (words) with (fastupdate = off);
    create index case_index_open on case_index (submitted_at desc, application_number) where not ended;
    create index case_index_ended on case_index (submitted_at desc, application_number) where ended;
    create index case_index_by_kalurahan on case_index (kalurahan, submitted_at desc);
    create index case_index_by_officer on case_index (entry_officer, submitted_at desc);
    create index case_index_by_reason on case_index (reason, submitted_at desc);
    create index work_list_open_of_case on work_list (application_number) where ended_at is null;
    create index work_list_ended_of_case on work_list (application_number, element) where ended_at is not null;
    create index decisions_of_person on decisions (application_number, decided_by, step) where refused_because is null;
    grant select on case_index to kk_app;
    revoke execute on function index_case() from public;
  `,
};
