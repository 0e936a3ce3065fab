import type { Knex } from 'knex';
import type { GivenAnswer } from '../../domain/decision-answers.ts';
import type { AnswerDrafts } from '../desk-memory.ts';

interface AnswerDraftRow {
  readonly officer: string;
  readonly taskId: string;
  readonly answer: GivenAnswer;
  readonly savedAt: Date;
}

export function answerDraftsTable(database: Knex): AnswerDrafts {
  const drafts = () => database<AnswerDraftRow>('answer_drafts');
  return {
    /** Only while the task is open: a save that comes after the decision must not leave a draft behind. */
    async put({ officer, task, answer }) {
      await database.raw(
        `insert into answer_drafts (officer, task_id, answer)
         select ?, task_id, cast(? as jsonb) from work_list where task_id = ? and ended_at is null for share
         on conflict (officer, task_id) do update set answer = excluded.answer, saved_at = clock_timestamp()`,
        [officer, JSON.stringify(answer), task],
      );
    },

    async find(officer, task) {
      return drafts().select('answer', 'savedAt').where({ officer, taskId: task }).first();
    },

    async begunBy(task, than) {
      const begun = await drafts().select('officer').where({ taskId: task }).whereNot({ officer: than }).first();
      return begun?.officer;
    },

    async remove(officer, task) {
      await drafts().where({ officer, taskId: task }).delete();
    },
  };
}
