import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { openReadingDatabase } from './reading-database.ts';
import type { ArchiveCopyRecord } from './store.ts';
import { sealed } from './store-error.ts';

/** A document that the database names. */
export interface NamedDocument {
  readonly sha256: string;
  /** Null: of a message that belongs to no case, or a found PDF without one. */
  readonly applicationNumber: string | null;
  /** The column that names it, such as "papers.sha256". */
  readonly column: string;
}

/** What the database says lies outside of it; for the check after a restore, which changes nothing. */
export interface RestoredOffice {
  /** When the newest entry of the journal was written: the moment of this database. Null: it has none. */
  newestEntryAt(): Promise<Date | null>;
  /** Every document that the database names, some cases at a time; those of no case last. */
  documents(): AsyncIterable<readonly NamedDocument[]>;
  /** Copies of the archive by case and layer, some cases at a time. */
  copies(): AsyncIterable<readonly Pick<ArchiveCopyRecord, 'applicationNumber' | 'layer' | 'bag' | 'state'>[]>;
  /** Which of these cases the database says are archived. */
  archived(applicationNumbers: readonly string[]): Promise<Set<string>>;
  close(): Promise<void>;
}

/** Columns that name a document, by table; those of messages find their case in the message. */
export const DOCUMENT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  cases: [
    'card_data_sha256',
    'cards_before_sha256',
    'cards_after_sha256',
    'amended_sha256',
    'draft_sha256',
    'signed_sha256',
  ],
  papers: ['sha256'],
  drafts: ['sha256', 'preview_sha256'],
  siak_cards: ['sha256', 'preview_sha256'],
  messages: ['content'],
  paper_readings: ['content'],
  siak_numbers: ['content'],
  immigration_claims: ['content'],
  revocations: ['signed_sha256'],
  archive_packages: ['contents_sha256'],
};
const BATCH = 500;

export async function openRestoredOffice({ url, logger }: { url: string; logger: Logger }): Promise<RestoredOffice> {
  const database = await openReadingDatabase({ url, logger });
  const asked = sealed({
    newestEntryAt: async () =>
      (await database<{ at: Date }>('journal').select('at').orderBy('id', 'desc').first())?.at ?? null,
    numbersAfter: async (after: string) => {
      const rows = await database<{ applicationNumber: string }>('cases')
        .select('applicationNumber')
        .where('applicationNumber', '>', after)
        .orderBy('applicationNumber')
        .limit(BATCH);
      return rows.map(({ applicationNumber }) => applicationNumber);
    },
    documentsOf: (numbers: readonly string[] | null) => documentsOf(database, numbers),
    copiesOf: async (numbers: readonly string[]) =>
      database<ArchiveCopyRecord>('archive_copies')
        .select('applicationNumber', 'layer', 'bag', 'state')
        .whereIn('applicationNumber', [...numbers])
        .orderBy(['applicationNumber', 'layer']),
    archived: async (numbers: readonly string[]) => {
      const rows = await database<{ applicationNumber: string }>('archive_copies')
        .distinct('applicationNumber')
        .whereRaw('application_number = any(?)', [[...numbers]]);
      return new Set(rows.map(({ applicationNumber }) => applicationNumber));
    },
  });

  async function* batches(): AsyncGenerator<readonly string[]> {
    for (let numbers = await asked.numbersAfter(''); numbers.length > 0;) {
      yield numbers;
      numbers = await asked.numbersAfter(numbers.at(-1)!);
    }
  }

  return {
    newestEntryAt: asked.newestEntryAt,
    archived: asked.archived,
    async *documents() {
      for await (const numbers of batches()) yield asked.documentsOf(numbers);
      yield asked.documentsOf(null);
    },
    async *copies() {
      for await (const numbers of batches()) yield asked.copiesOf(numbers);
    },
    close: () => database.destroy(),
  };
}

/** Of these cases, or of none. */
async function documentsOf(database: Knex, numbers: readonly string[] | null): Promise<NamedDocument[]> {
  const whose = (column: string) => (numbers === null ? `${column} is null` : `${column} = any(:numbers)`);
  const named = Object.entries(DOCUMENT_COLUMNS).flatMap(([table, columns]) =>
    columns.map(
      (column) =>
        `select ${column} as sha256, application_number, '${table}.${column}' as "column" from ${table}
         where ${column} is not null and ${whose('application_number')}`,
    ),
  );
  const { rows } = await database.raw<{
    rows: { sha256: string; application_number: string | null; column: string }[];
  }>(
    `${named.join(' union all ')}
     union all select file.sha256, message.application_number, 'message_files.sha256'
       from message_files file join messages message on message.id = file.message_id
       where file.sha256 is not null and ${whose('message.application_number')}
     union all select sha256, application_number, 'found_cards.sha256'
       from found_cards where outcome is distinct from 'left-in-folder' and ${whose('application_number')}
     union all select detail->>'amendedSha256', application_number, 'journal.detail'
       from journal where event = 'application-amended' and detail->>'amendedSha256' is not null and ${whose('application_number')}
     order by application_number, "column", sha256`,
    numbers === null ? {} : { numbers: [...numbers] },
  );
  return rows.map(({ sha256, application_number: applicationNumber, column }) => ({
    sha256,
    applicationNumber,
    column,
  }));
}
