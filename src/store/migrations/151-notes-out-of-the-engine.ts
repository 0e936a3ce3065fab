import type { Migration } from './migration.ts';

/** Running and past cases of the engine, as far as it has been set up; text instead of nothing, for the diagram reads it. */
export const EMPTY_NOTES_OF_ENGINE = `
    do $$
    declare
      kept text;
    begin
      set local role kk_engine;
      foreach kept in array '{act_ru_variable,act_hi_varinst,act_hi_detail}'::text[] loop
        if to_regclass('engine.' || kept) is not null then
          execute format('update engine.%I set text_ = %L where name_ = %L and text_ <> %L', kept, '', 'note', '');
        end if;
      end loop;
      reset role;
    end
    $$;
`;

/**
 * An officer's words stay in `decisions`, sealed: the engine takes the other variables only. Judgements hold them sealed
 * as well, and what the engine kept of them is emptied.
 */
export const notesOutOfTheEngine: Migration = {
  name: '151-notes-out-of-the-engine',
  sql: `
    alter function decision_takes_effect(text) rename to decision_in_force;
    revoke execute on function decision_in_force(text) from public, kk_engine, kk_app;
    create function decision_takes_effect(task text)
    returns jsonb language sql security definer set search_path = public, pg_temp as $$
      select decision_in_force(task) - 'note';
    $$;
    comment on function decision_in_force(text) is 'Brings a judgement into force. Called by decision_takes_effect alone.';
    comment on function decision_takes_effect(text) is
      'The only way into decisions. Called by the engine when it completes this task; null: nothing was judged, refuse. Answers the variables that go on: never the officer''s words.';
    revoke execute on function decision_takes_effect(text) from public;
    grant execute on function decision_takes_effect(text) to kk_engine, kk_app;

    -- A process of before the sealing may have judged just now; its author judges once more.
    delete from judgements where jsonb_exists(answer, 'note');
    alter table judgements add constraint judgements_note_sealed check (not jsonb_exists(answer, 'note'));

    ${EMPTY_NOTES_OF_ENGINE}
  `,
};
