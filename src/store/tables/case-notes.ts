import type { Knex } from 'knex';
import { openedValue, type ColumnSeal } from '../column-seal.ts';
import type { CaseNote, CaseNotes } from '../desk-memory.ts';

interface CaseNoteRow extends Omit<CaseNote, 'text'> {
  readonly applicationNumber: string;
  /** Readable, of before the sealing; one of the two is null. */
  readonly text: string | null;
  readonly textSealed: Buffer | null;
}

/** What a sealed note is bound to: its number is given only when it is written. */
export function placeOfNote({ applicationNumber, author }: Pick<CaseNoteRow, 'applicationNumber' | 'author'>): string {
  return `case_notes.text ${applicationNumber} ${author}`;
}

export function caseNotesTable(database: Knex, seal: ColumnSeal): CaseNotes {
  const notes = () => database<CaseNoteRow>('case_notes');
  return {
    async add({ applicationNumber, author, text }) {
      const textSealed = seal.seal(text, placeOfNote({ applicationNumber, author }));
      const [added] = await notes().insert({ applicationNumber, author, textSealed }).returning('id');
      return added!.id;
    },

    async of(applicationNumber) {
      const rows = await notes()
        .select('id', 'author', 'text', 'textSealed', 'writtenAt')
        .where({ applicationNumber })
        .orderBy('id', 'desc');
      return rows.map(({ id, author, text, textSealed, writtenAt }) => ({
        id,
        author,
        text: openedValue(seal, text, textSealed, placeOfNote({ applicationNumber, author })),
        writtenAt,
      }));
    },
  };
}
