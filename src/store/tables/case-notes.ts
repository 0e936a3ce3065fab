import type { Knex } from 'knex';
import type { CaseNote, CaseNotes } from '../desk-memory.ts';

interface CaseNoteRow extends CaseNote {
  readonly applicationNumber: string;
}

export function caseNotesTable(database: Knex): CaseNotes {
  const notes = () => database<CaseNoteRow>('case_notes');
  return {
    async add({ applicationNumber, author, text }) {
      const [added] = await notes().insert({ applicationNumber, author, text }).returning('id');
      return added!.id;
    },

    async of(applicationNumber) {
      return notes().select('id', 'author', 'text', 'writtenAt').where({ applicationNumber }).orderBy('id', 'desc');
    },
  };
}
