import type { Knex } from 'knex';
import { ENDED_STATES } from '../../domain/case-state.ts';
import type { SiakNumbers, SiakNumbersRecord } from '../siak-numbers.ts';

const COLUMNS = ['applicationNumber', 'taskId', 'content', 'subjects', 'typedBy'] as const;

export function siakNumbersTable(database: Knex): SiakNumbers {
  const newest = (where: Partial<Pick<SiakNumbersRecord, 'taskId' | 'applicationNumber'>>) =>
    database('siak_numbers')
      .select<SiakNumbersRecord[]>(...COLUMNS)
      .where(where)
      .orderBy('id', 'desc')
      .first();
  return {
    async add(numbers) {
      await database('siak_numbers').insert({ ...numbers, subjects: [...numbers.subjects] });
    },
    ofTask: (taskId) => newest({ taskId }),
    newest: (applicationNumber) => newest({ applicationNumber }),

    async typedElsewhere(subjects, except) {
      // A number that was corrected is free again: only the newest row of a case counts.
      const open = database('siak_numbers as typed')
        .join('cases', 'cases.applicationNumber', 'typed.applicationNumber')
        .distinctOn('typed.applicationNumber')
        .select('typed.subjects')
        .whereNot('typed.applicationNumber', except)
        .whereNotIn('cases.state', [...ENDED_STATES])
        .orderBy([{ column: 'typed.applicationNumber' }, { column: 'typed.id', order: 'desc' }]);
      const rows = await database.from(open.as('open')).select<Pick<SiakNumbersRecord, 'subjects'>[]>('subjects');
      const typed = new Set(rows.flatMap((row) => row.subjects));
      return subjects.filter((subject) => typed.has(subject));
    },
  };
}
