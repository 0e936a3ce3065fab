import type { Migration } from './migration.ts';

/**
 * Applications are sealed with the key of the office, which the database never has: it cannot seal the rows of before.
 * They stay readable as they are until the office, at its next start, seals them (`sealClearRows`).
 */
export const sealedApplications: Migration = {
  name: '097-sealed-applications',
  sql: `
    alter table cases add column application_sealed bytea;
    alter table cases alter column application drop not null;
    alter table cases add constraint cases_application_once check (num_nonnulls(application, application_sealed) = 1);
    -- What is encrypted does not get smaller.
    alter table cases alter column application_sealed set storage external;
    comment on table cases is 'One application for a family card (KK) and where it stands. PERSONAL DATA: application_sealed, kk_number, whatsapp.';
    comment on column cases.application is 'Readable application of before the sealing; null once the office has sealed it.';
    comment on column cases.application_sealed is 'What the resident declared (F-1.06), never changed afterwards; JSON under the key of the office (AES-256-GCM).';
    drop index cases_by_content;
    drop index cases_by_applicant_nik;

    create table application_index (
      application_number text primary key references cases,
      applicant_nik      text,
      niks               text[] not null,
      kalurahan          text,
      applicant_name     text not null,
      words              tsvector not null
    );
    comment on table application_index is 'All that stays readable of an application, for lists and searches. PERSONAL DATA: all but application_number.';
    comment on column application_index.niks is 'NIKs of the applicant and the members: answers who saw the data of a person.';
    comment on column application_index.words is 'Words of every name, NIKs, KK numbers and phone numbers (without country and zero), in small letters.';
    create index application_index_by_applicant on application_index (applicant_nik);
    create index application_index_by_niks on application_index using gin (niks);
    grant select on application_index to kk_app;

    create function search_words(names text[], digits text[], phones text[], codes text[]) returns tsvector language sql stable as $$
      with words(word) as (
        select regexp_split_to_table(plain_text(name), '[^a-z0-9]+') from unnest(names) name
        union select regexp_replace(value, '[^0-9]', '', 'g') from unnest(digits) value
        union select regexp_replace(regexp_replace(value, '[^0-9]', '', 'g'), '^(62|0)+', '') from unnest(phones) value
        union select lower(code) from unnest(codes) code
      )
      select coalesce(array_to_tsvector(array_agg(left(word, 40))), '') from words where word <> ''
    $$;

    create function texts_of(application jsonb, path jsonpath) returns text[] language sql stable as $$
      select array(select v #>> '{}' from jsonb_path_query(application, path) v)
    $$;

    create function application_words(application jsonb) returns tsvector language sql stable as $$
      select search_words(texts_of(application, 'lax $.**.name'),
        texts_of(application, 'lax $.**.nik') || texts_of(application, 'lax $.**.kkNumber'),
        texts_of(application, 'lax $.**.whatsapp'), '{}')
    $$;

    create or replace function case_words(c cases) returns tsvector language sql stable as $$
      select search_words('{}', array[c.kk_number], array[c.whatsapp], array[replace(c.application_number, '-', ''),
          substr(c.application_number, 4, 6) || right(c.application_number, 6), right(c.application_number, 6)])
        || coalesce((select a.words from application_index a where a.application_number = c.application_number), '')
    $$;

    insert into application_index (application_number, applicant_nik, niks, kalurahan, applicant_name, words)
    select application_number, application->'applicant'->>'nik',
      texts_of(application, 'lax $.applicant.nik') || texts_of(application, 'lax $.members[*].nik'),
      application->'address'->>'kalurahan', coalesce(application->'applicant'->>'name', ''), application_words(application)
    from cases;

    create or replace function index_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into case_index (application_number, submitted_at, ended, state, reason, kalurahan, applicant_name, entry_officer, words)
      select new.application_number, new.submitted_at, new.state in ('archived', 'closed', 'withdrawn', 'refused'), new.state,
        new.reason, a.kalurahan, coalesce(a.applicant_name, ''), new.entry_officer, case_words(new)
      from (select 1) one left join application_index a on a.application_number = new.application_number
      on conflict (application_number) do update set
        ended = excluded.ended, state = excluded.state, kalurahan = excluded.kalurahan,
        applicant_name = excluded.applicant_name, entry_officer = excluded.entry_officer, words = excluded.words;
      return null;
    end
    $$;
    drop trigger cases_indexed on cases;
    create trigger cases_indexed after insert or update of state, kk_number, whatsapp, entry_officer
      on cases for each row execute function index_case();

    -- Once for a case, in the transaction that opens it: afterwards nobody has the readable application.
    create function index_application(of_case text, application jsonb) returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into application_index (application_number, applicant_nik, niks, kalurahan, applicant_name, words)
      values (of_case, application->'applicant'->>'nik',
        texts_of(application, 'lax $.applicant.nik') || texts_of(application, 'lax $.members[*].nik'),
        application->'address'->>'kalurahan', coalesce(application->'applicant'->>'name', ''),
        application_words(application));
      update case_index set kalurahan = a.kalurahan, applicant_name = a.applicant_name, words = case_words(c)
      from application_index a join cases c using (application_number)
      where a.application_number = of_case and case_index.application_number = of_case;
    end
    $$;
    revoke execute on function index_application(text, jsonb) from public;
    grant execute on function index_application(text, jsonb) to kk_app;
  `,
};
