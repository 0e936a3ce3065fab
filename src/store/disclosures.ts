import type { Logger } from 'pino';
import type { Person } from '../domain/authority.ts';
import type { ListView } from './inquiries.ts';
import { NO_KEY } from './column-seal.ts';
import { openReadingDatabase } from './reading-database.ts';
import type { JournalRow, PaperRecord } from './store.ts';
import { sealed } from './store-error.ts';
import { inquiriesTable } from './tables/inquiries.ts';
import { journalTable } from './tables/journal.ts';
import { papersTable } from './tables/papers.ts';
import { peopleTable } from './tables/people.ts';

/**
 * Reads what the office remembers of who looked at whose data. Opens nothing but the database, changes nothing,
 * prepares nothing.
 */
export interface Disclosures {
  /** Cases in which this person is applicant, member, or stands on a draft; oldest first. */
  casesOfPerson(nik: string): Promise<string[]>;
  caseExists(applicationNumber: string): Promise<boolean>;
  journalOf(applicationNumber: string): Promise<JournalRow[]>;
  listViews(applicationNumbers: readonly string[]): Promise<ListView[]>;
  papersOf(applicationNumber: string): Promise<PaperRecord[]>;
  people(): Promise<Person[]>;
  close(): Promise<void>;
}

export async function openDisclosures({
  url,
  logger,
}: {
  readonly url: string;
  readonly logger: Logger;
}): Promise<Disclosures> {
  const database = await openReadingDatabase({ url, logger });
  const journal = journalTable(database, () => Promise.reject(new Error('an audit writes nothing')));
  const papers = papersTable(database);
  const people = peopleTable(database);
  return sealed({
    casesOfPerson: (nik: string) => inquiriesTable(database, NO_KEY).casesOfPerson(nik),
    caseExists: async (applicationNumber: string) =>
      (await database('cases').select('applicationNumber').where({ applicationNumber }).first()) !== undefined,
    journalOf: (applicationNumber: string) => journal.of(applicationNumber),
    listViews: (numbers: readonly string[]) => inquiriesTable(database, NO_KEY).listViews(numbers),
    papersOf: (applicationNumber: string) => papers.of(applicationNumber),
    people: () => people.all(),
    close: () => database.destroy(),
  });
}
