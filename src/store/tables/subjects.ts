import type { Knex } from 'knex';
import { ENDED_STATES } from '../../domain/case-state.ts';
import type { Store } from '../store.ts';

/** A card that was issued to this number reached the applicant. */
const REACHED = ['delivered', 'archived'];

export function subjectsTable(database: Knex): Store['subjects'] {
  const subjects = () => database('case_subjects');
  return {
    async lock(subject) {
      // Of no row: the first application of a person has none yet.
      await database.raw('select pg_advisory_xact_lock(hashtextextended(?, 70))', [subject]);
    },

    async put(applicationNumber, all) {
      if (all.length === 0) return;
      await subjects()
        .insert([...new Set(all)].map((subject) => ({ applicationNumber, subject })))
        .onConflict()
        .ignore();
    },

    async isAbout(applicationNumber, all) {
      const found = await subjects()
        .where({ applicationNumber })
        .whereIn('subject', [...all])
        .first<{ subject: string } | undefined>('subject');
      return found !== undefined;
    },

    async openWith(all, except) {
      return subjects()
        .join('cases', 'cases.applicationNumber', 'case_subjects.applicationNumber')
        .select<{ applicationNumber: string; subject: string }[]>(
          'case_subjects.applicationNumber as applicationNumber',
          'case_subjects.subject as subject',
        )
        .whereIn('case_subjects.subject', [...all])
        .whereNot('case_subjects.applicationNumber', except)
        .whereNotIn('cases.state', [...ENDED_STATES])
        .orderBy('cases.submittedAt');
    },

    async reachedBefore(phone, all, except) {
      const found = await subjects()
        .join('cases', 'cases.applicationNumber', 'case_subjects.applicationNumber')
        .where({ 'case_subjects.subject': phone })
        .whereNot('case_subjects.applicationNumber', except)
        .whereIn('cases.state', REACHED)
        .whereIn(
          'case_subjects.applicationNumber',
          database('case_subjects')
            .select('applicationNumber')
            .whereIn('subject', [...all]),
        )
        .first<{ applicationNumber: string } | undefined>('case_subjects.applicationNumber as applicationNumber');
      return found !== undefined;
    },
  };
}
