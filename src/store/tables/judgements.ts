import type { Knex } from 'knex';
import type { ColumnSeal } from '../column-seal.ts';
import type { Judgement, Store } from '../store.ts';
import { sealedNoteOf, withNote, type SealedDecision } from './decision-notes.ts';

interface JudgementRow extends Judgement, Pick<SealedDecision, 'noteSealed'> {
  readonly judgedAt: Date;
}
const COLUMNS = [
  'taskId',
  'applicationNumber',
  'element',
  'step',
  'decidedBy',
  'decidedAt',
  'actingAs',
  'answer',
  'change',
  'draftSha256',
] as const satisfies readonly (keyof Judgement)[];

/** After this time the engine has not taken a judgement and its author has been informed: another person may judge. */
const ON_ITS_WAY = "interval '30 seconds'";

export function judgementsTable(database: Knex, seal: ColumnSeal): Store['judgements'] {
  return {
    async put({
      taskId,
      applicationNumber,
      element,
      step,
      decidedBy,
      decidedAt,
      actingAs,
      answer,
      change,
      draftSha256,
    }) {
      const { rows } = await database.raw<{ rows: unknown[] }>(
        `insert into judgements
           (task_id, application_number, element, step, decided_by, decided_at, acting_as, answer, note_sealed, change,
            draft_sha256)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (task_id) do update set
           decided_by = excluded.decided_by, decided_at = excluded.decided_at, acting_as = excluded.acting_as,
           answer = excluded.answer, note_sealed = excluded.note_sealed, change = excluded.change, draft_sha256 = excluded.draft_sha256,
           judged_at = clock_timestamp()
         where judgements.decided_by = excluded.decided_by
            or judgements.judged_at < clock_timestamp() - ${ON_ITS_WAY}
         returning task_id`,
        [
          taskId,
          applicationNumber,
          element,
          step,
          decidedBy,
          decidedAt,
          actingAs,
          JSON.stringify({ ...answer, note: undefined }),
          sealedNoteOf(seal, { applicationNumber, taskId, answer }),
          JSON.stringify(change),
          draftSha256,
        ],
      );
      return rows.length === 1;
    },

    async find(taskId) {
      const row = await database<JudgementRow>('judgements')
        .select<(Judgement & Pick<SealedDecision, 'noteSealed'> & { onItsWay: boolean })[]>(
          ...COLUMNS,
          'noteSealed',
          database.raw(`judged_at >= clock_timestamp() - ${ON_ITS_WAY} as on_its_way`),
        )
        .where({ taskId })
        .first();
      return row === undefined ? undefined : withNote(seal, row.applicationNumber, row);
    },

    async forgotten(olderThanMs) {
      return database<JudgementRow>('judgements')
        .select(...COLUMNS)
        .where('judgedAt', '<=', database.raw(`clock_timestamp() - ? * interval '1 millisecond'`, [olderThanMs]))
        .orderBy('judgedAt');
    },

    async withdraw({ taskId, decidedBy, decidedAt }) {
      return (await database('judgements').where({ taskId, decidedBy, decidedAt }).delete()) === 1;
    },
  };
}
