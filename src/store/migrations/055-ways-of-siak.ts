import type { Migration } from './migration.ts';

/** Cases that come through SIAK in another way than the simulator's, cards that SIAK signed, cases that are refused. */
export const waysOfSiak: Migration = {
  name: '055-ways-of-siak',
  sql: `
    alter table cases add column siak_way text not null default 'simulator'
      check (siak_way in ('simulator', 'typed', 'siak-signed-pdf'));
    comment on column cases.siak_way is 'How the case comes through SIAK, fixed when it was submitted (SIAK_WAY).';

    alter table cases drop constraint cases_state_check;
    alter table cases add constraint cases_state_check check (state in ('submitted', 'examination',
      'waiting-for-applicant', 'drafting', 'verification', 'signing', 'delivery', 'delivered', 'archived', 'closed',
      'withdrawn', 'refused'));

    create or replace function index_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into case_index (application_number, submitted_at, ended, state, reason, kalurahan, applicant_name, entry_officer, words)
      values (new.application_number, new.submitted_at, new.state in ('archived', 'closed', 'withdrawn', 'refused'), new.state,
        new.reason, new.application->'address'->>'kalurahan', coalesce(new.application->'applicant'->>'name', ''),
        new.entry_officer, case_words(new))
      on conflict (application_number) do update set
        ended = excluded.ended, state = excluded.state, kalurahan = excluded.kalurahan,
        applicant_name = excluded.applicant_name, entry_officer = excluded.entry_officer, words = excluded.words;
      return null;
    end
    $$;

    create table siak_cards (
      id                 bigint generated always as identity primary key,
      application_number text not null references cases,
      task_id            text not null references work_list,
      sha256             text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      preview_sha256     text not null check (preview_sha256 ~ '^[0-9a-f]{64}$'),
      signer_name        text,
      signed_at          timestamptz,
      level              text,
      comparison         jsonb not null,
      brought_by         text not null references people,
      brought_at         timestamptz not null
    );
    create index siak_cards_of_case on siak_cards (application_number, id desc);
    comment on table siak_cards is 'PDFs that SIAK signed and that passed the check, as a print officer brought them. Append-only.';
    comment on column siak_cards.comparison is 'What was found of the case in the text of the card: codes and places, no values.';
    grant select, insert on siak_cards to kk_app;
    create trigger siak_cards_append_only before update or delete or truncate on siak_cards
      for each statement execute function refuse_change();
    alter table siak_cards enable always trigger siak_cards_append_only;
  `,
};
