import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { ColumnSeal } from './column-seal.ts';
import { openDatabase } from './database.ts';
import { withoutValues } from './store-error.ts';
import { placeOfApplication } from './tables/cases.ts';
import { placeOfFamily } from './tables/drafts.ts';

const AT_ONCE = 200;

/** What an edition of before left readable, and where it goes. */
const COLUMNS = [
  {
    table: 'cases',
    id: 'applicationNumber',
    clear: 'application',
    sealed: 'applicationSealed',
    placeOf: placeOfApplication,
  },
  { table: 'drafts', id: 'sha256', clear: 'family', sealed: 'familySealed', placeOf: placeOfFamily },
] as const;
type Column = (typeof COLUMNS)[number];
interface Row {
  readonly id: string;
  readonly value: unknown;
}

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
  { table, id, clear, sealed, placeOf }: Column,
): Promise<number> {
  return database.transaction(async (transaction) => {
    const rows = (await transaction(table)
      .select({ id, value: clear })
      .whereNotNull(clear)
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()) as Row[];
    for (const row of rows)
      await transaction(table)
        .where({ [id]: row.id })
        .update({ [clear]: null, [sealed]: seal.seal(row.value, placeOf(row.id)) });
    return rows.length;
  });
}
