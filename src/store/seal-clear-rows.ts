import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { ColumnSeal } from './column-seal.ts';
import { openDatabase } from './database.ts';
import { withoutValues } from './store-error.ts';
import { placeOfAnswer } from './tables/answer-drafts.ts';
import { placeOfNote } from './tables/case-notes.ts';
import { placeOfApplication } from './tables/cases.ts';
import { placeOfDecisionNote } from './tables/decision-notes.ts';
import { placeOfReason } from './tables/revocations.ts';
import { placeOfFamily } from './tables/drafts.ts';

const AT_ONCE = 200;

/** What an edition of before left readable, by which columns its row is found, and where it goes. */
const COLUMNS: readonly Column[] = [
  {
    table: 'cases',
    key: ['applicationNumber'],
    clear: 'application',
    sealed: 'applicationSealed',
    placeOf: ({ applicationNumber }) => placeOfApplication(applicationNumber!),
  },
  {
    table: 'drafts',
    key: ['sha256'],
    clear: 'family',
    sealed: 'familySealed',
    placeOf: ({ sha256 }) => placeOfFamily(sha256!),
  },
  {
    table: 'case_notes',
    key: ['id', 'applicationNumber', 'author'],
    clear: 'text',
    sealed: 'textSealed',
    placeOf: ({ applicationNumber, author }) => placeOfNote({ applicationNumber: applicationNumber!, author: author! }),
  },
  {
    table: 'answer_drafts',
    key: ['officer', 'taskId'],
    clear: 'answer',
    sealed: 'answerSealed',
    placeOf: ({ officer, taskId }) => placeOfAnswer({ officer: officer!, taskId: taskId! }),
  },
  {
    table: 'decisions',
    key: ['applicationNumber', 'taskId'],
    clear: 'answer',
    part: 'note',
    sealed: 'noteSealed',
    placeOf: ({ applicationNumber, taskId }) => placeOfDecisionNote(applicationNumber!, taskId!),
  },
  {
    table: 'revocations',
    key: ['id', 'applicationNumber', 'signedSha256'],
    clear: 'reason',
    sealed: 'reasonSealed',
    placeOf: ({ applicationNumber, signedSha256 }) =>
      placeOfReason({ applicationNumber: applicationNumber!, signedSha256: signedSha256! }),
  },
];
interface Column {
  readonly table: string;
  readonly key: readonly string[];
  readonly clear: string;
  /** The part of the JSON in `clear` that is sealed; absent: all of it. */
  readonly part?: string;
  readonly sealed: string;
  readonly placeOf: (key: Key) => string;
}
type Key = Readonly<Record<string, string>>;

/**
 * The key opens nothing of what lies in the database. The message is Indonesian, for whoever starts the office. `dataDir`
 * is where an own database lies: it may be left of an office whose folder, with the key in it, was deleted.
 */
export class WrongDocumentKey extends Error {
  override name = 'WrongDocumentKey';
  constructor(dataDir: string | undefined) {
    super(
      'DOCUMENT_KEY bukan kunci yang dipakai kantor ini sebelumnya: permohonan yang tersimpan tidak dapat dibuka. Isi dengan kunci yang lama, lalu mulai lagi.' +
        (dataDir === undefined
          ? ''
          : `\nBila kantor yang lama memang sudah dihapus, hapus juga basis datanya di ${dataDir}, lalu mulai lagi.`),
    );
  }
}

/**
 * Seals what an edition of before left readable, as owner of the database: the application itself may not change what a
 * resident declared. Several starters share the rows; a killed one leaves the rest to the next. Then the table is
 * written anew, because PostgreSQL leaves old rows lying in its files until their place is needed.
 * Throws WrongDocumentKey when none of the newest sealed rows opens: nothing more may be sealed with such a key.
 */
export async function sealClearRows(
  { url, logger, dataDir }: { readonly url: string; readonly logger: Logger; readonly dataDir: string | undefined },
  seal: ColumnSeal,
): Promise<void> {
  const database = openDatabase({ url, logger, connections: 2, statementTimeoutMs: 600_000 });
  try {
    await checkKey(database, seal, dataDir);
    for (const column of COLUMNS) {
      let count = 0;
      for (let some = await sealSome(database, seal, column); some > 0; some = await sealSome(database, seal, column))
        count += some;
      if (count === 0) continue;
      await database.raw('vacuum full ??', [column.table]);
      logger.info({ table: column.table, count }, 'rows of before were sealed');
    }
  } catch (error) {
    throw error instanceof WrongDocumentKey ? error : withoutValues(error);
  } finally {
    await database.destroy();
  }
}

/** Several rows: one that somebody damaged must not keep the office from opening. */
async function checkKey(database: Knex, seal: ColumnSeal, dataDir: string | undefined): Promise<void> {
  const newest = await database('cases')
    .select<{ applicationNumber: string; applicationSealed: Buffer }[]>('applicationNumber', 'applicationSealed')
    .whereNotNull('applicationSealed')
    .orderBy('submittedAt', 'desc')
    .limit(5);
  const opens = newest.some(({ applicationNumber, applicationSealed }) => {
    try {
      seal.open(applicationSealed, placeOfApplication(applicationNumber));
      return true;
    } catch {
      return false;
    }
  });
  if (newest.length > 0 && !opens) throw new WrongDocumentKey(dataDir);
}

async function sealSome(
  database: Knex,
  seal: ColumnSeal,
  { table, key, clear, part, sealed, placeOf }: Column,
): Promise<number> {
  return database.transaction(async (transaction) => {
    const readable = transaction(table).select(...key, clear);
    const rows = (await (
      part === undefined ? readable.whereNotNull(clear) : readable.whereRaw('?? ->> ? is not null', [clear, part])
    )
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()) as Readonly<Record<string, unknown>>[];
    for (const row of rows) {
      const place = Object.fromEntries(key.map((name) => [name, String(row[name])]));
      await transaction(table)
        .where(place)
        .update(
          part === undefined
            ? { [clear]: null, [sealed]: seal.seal(row[clear], placeOf(place)) }
            : {
                [clear]: transaction.raw('?? - ?', [clear, part]),
                [sealed]: seal.seal((row[clear] as Readonly<Record<string, unknown>>)[part], placeOf(place)),
              },
        );
    }
    return rows.length;
  });
}
