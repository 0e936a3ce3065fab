import type { Migration } from './migration.ts';

/** What officers write for each other, and what they have filled in and not decided, is sealed as applications are (097). */
export const sealedNotes: Migration = {
  name: '135-sealed-notes',
  sql: `
    create function is_sealing(was jsonb, is_now jsonb, clear text[], sealed text) returns boolean language sql immutable as $$
      select coalesce(was #> clear, 'null') <> 'null' and coalesce(is_now #> clear, 'null') = 'null'
        and was->sealed = 'null' and is_now->sealed <> 'null'
        and (was #- clear) - sealed = (is_now #- clear) - sealed
    $$;
    comment on function is_sealing is 'Whether a change takes a readable value away and lays its sealed one beside it, and changes nothing else.';
    create function refuse_change_but_sealing() returns trigger language plpgsql as $$
    begin
      if is_sealing(to_jsonb(old), to_jsonb(new), cast(tg_argv[0] as text[]), tg_argv[1]) then
        return new;
      end if;
      raise exception using errcode = 'insufficient_privilege', message = format('%s is append-only', tg_table_name);
    end
    $$;
    comment on function refuse_change_but_sealing() is 'Refuses UPDATE for everybody, but the sealing of what an edition of before left readable.';

    alter table case_notes add column text_sealed bytea check (octet_length(text_sealed) <= 20000);
    alter table case_notes alter column text drop not null;
    alter table case_notes add constraint case_notes_text_once check (num_nonnulls(text, text_sealed) = 1);
    alter table case_notes alter column text_sealed set storage external;
    comment on table case_notes is 'What officers write down for each other about a case; never shown to the applicant, never changed. May hold PERSONAL DATA: text_sealed.';
    comment on column case_notes.text is 'Readable note of before the sealing; null once the office has sealed it.';
    comment on column case_notes.text_sealed is 'The note; JSON under the key of the office (AES-256-GCM).';
    drop trigger case_notes_append_only on case_notes;
    create trigger case_notes_append_only before delete or truncate or update of id, application_number, author, written_at
      on case_notes for each statement execute function refuse_change();
    create trigger case_notes_sealed_only before update on case_notes
      for each row execute function refuse_change_but_sealing('{text}', 'text_sealed');
    alter table case_notes enable always trigger case_notes_append_only;
    alter table case_notes enable always trigger case_notes_sealed_only;

    alter table answer_drafts add column answer_sealed bytea check (octet_length(answer_sealed) <= 100000);
    alter table answer_drafts alter column answer drop not null;
    alter table answer_drafts add constraint answer_drafts_answer_once check (num_nonnulls(answer, answer_sealed) = 1);
    alter table answer_drafts alter column answer_sealed set storage external;
    comment on table answer_drafts is 'What an officer has filled in and not yet decided; gone when the task ends. May hold PERSONAL DATA: answer_sealed.';
    comment on column answer_drafts.answer is 'Readable answer of before the sealing; null once the office has sealed it.';
  `,
};
