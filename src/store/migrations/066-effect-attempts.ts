import type { Migration } from './migration.ts';

/** When an external service may have heard of an effect: without an answer it must be asked, or a person. */
export const effectAttempts: Migration = {
  name: '066-effect-attempts',
  sql: `
    alter table effects
      add column attempts     integer not null default 0,
      add column attempted_at timestamptz,
      add column attempt_of   text;
    update effects set attempts = 1, attempted_at = intended_at where state in ('intended', 'unknown');
    comment on column effects.attempts is 'How often the external service was asked to do it, but for those times when it certainly did nothing.';
    comment on column effects.attempted_at is 'The last of these times. Null: it certainly did nothing since.';
    comment on column effects.attempt_of is 'What the attempt rests on: for a signature the task in which the head approved.';
    grant update (attempts, attempted_at, attempt_of) on effects to kk_app;
  `,
};
