import type { Knex } from 'knex';
import type { GivenAnswer } from '../../domain/decision-answers.ts';
import { openedValue, type ColumnSeal } from '../column-seal.ts';
import type { AnswerDrafts } from '../desk-memory.ts';

interface AnswerDraftRow {
  readonly officer: string;
  readonly taskId: string;
  /** Readable, of before the sealing; one of the two is null. */
  readonly answer: GivenAnswer | null;
  readonly answerSealed: Buffer | null;
  readonly savedAt: Date;
}

/** What a sealed answer is bound to. */
export function placeOfAnswer({ officer, taskId }: Pick<AnswerDraftRow, 'officer' | 'taskId'>): string {
  return `answer_drafts.answer ${officer} ${taskId}`;
}

export function answerDraftsTable(database: Knex, seal: ColumnSeal): AnswerDrafts {
  const drafts = () => database<AnswerDraftRow>('answer_drafts');
  return {
    /** Only while the task is open: a save that comes after the decision must not leave a draft behind. */
    async put({ officer, task, answer }) {
      await database.raw(
        `insert into answer_drafts (officer, task_id, answer_sealed)
         select ?, task_id, cast(? as bytea) from work_list where task_id = ? and ended_at is null for share
         on conflict (officer, task_id) do update
           set answer = null, answer_sealed = excluded.answer_sealed, saved_at = clock_timestamp()`,
        [officer, seal.seal(answer, placeOfAnswer({ officer, taskId: task })), task],
      );
    },

    async find(officer, task) {
      const row = await drafts().select('answer', 'answerSealed', 'savedAt').where({ officer, taskId: task }).first();
      if (row === undefined) return undefined;
      const { answer, answerSealed, savedAt } = row;
      return { answer: openedValue(seal, answer, answerSealed, placeOfAnswer({ officer, taskId: task })), savedAt };
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
