import { expect } from 'chai';
import pg from 'pg';
import { pino } from 'pino';
import { createColumnSeal } from '../../src/store/column-seal.ts';
import { sealClearRows, WrongDocumentKey } from '../../src/store/seal-clear-rows.ts';
import { DOCUMENT_KEY, silent, withDatabase } from './database.ts';
import { errorOf, openCase, putOfficer } from './given.ts';

describe('The sealing of what an edition of before left readable', () => {
  const database = withDatabase();
  before(() => putOfficer(database.store));
  const sealAll = (key: Buffer = DOCUMENT_KEY, logger = silent, url = database.url) =>
    sealClearRows({ url, logger, dataDir: undefined }, createColumnSeal(key));
  const note = (applicationNumber: string, text: string) =>
    database.asOwner('insert into case_notes (application_number, author, text) values ($1, $2, $3)', [
      applicationNumber,
      'sri.wahyuni',
      text,
    ]);
  /** The file of a table: another one after the table was written anew. */
  const fileOf = async (table: string) =>
    (await database.asOwner('select relfilenode from pg_class where relname = $1', [table]))[0]?.['relfilenode'];
  const damage = (applicationNumber: string) =>
    database.asOwner(
      `update cases set application_sealed = set_byte(application_sealed, 40, get_byte(application_sealed, 40) # 1)
       where application_number = $1`,
      [applicationNumber],
    );

  it('has nothing to check in an office without a case', async () => {
    await sealAll(Buffer.alloc(32, 8));
  });

  it('seals all there is, leaves no readable copy in the files, and says of which table how many', async () => {
    const [one, other] = [await openCase(database.store), await openCase(database.store)];
    // More than are sealed in one transaction.
    for (let i = 0; i < 203; i += 1) await note(one.applicationNumber, `Catatan ${i}`);
    await note(other.applicationNumber, 'Berkas lain');
    const [notes, cases] = [await fileOf('case_notes'), await fileOf('cases')];
    const lines: string[] = [];
    await sealAll(
      DOCUMENT_KEY,
      pino({ level: 'info', base: null, timestamp: false }, { write: (line) => void lines.push(line) }),
    );
    expect(lines.map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      { level: 30, table: 'case_notes', count: 204, msg: 'rows of before were sealed' },
    ]);
    expect(await database.asOwner('select count(*)::int as n from case_notes where text is not null')).to.deep.equal([
      { n: 0 },
    ]);
    expect((await database.store.caseNotes.of(one.applicationNumber)).map(({ text }) => text)).to.include('Catatan 7');
    expect((await database.store.caseNotes.of(other.applicationNumber)).map(({ text }) => text)).to.deep.equal([
      'Berkas lain',
    ]);
    const anew = await fileOf('case_notes');
    expect(anew, 'written anew').not.to.equal(notes);
    expect(await fileOf('cases'), 'nothing was sealed there').to.equal(cases);
    await sealAll();
    expect(await fileOf('case_notes'), 'a second start has nothing to do').to.equal(anew);
  });

  it('leaves to another starter the rows that it is sealing, and ends without them', async () => {
    const { applicationNumber } = await openCase(database.store);
    await note(applicationNumber, 'Dipegang yang lain');
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    try {
      await other.query('begin');
      await other.query('select 1 from case_notes where text is not null for update');
      await sealAll();
      await other.query('rollback');
    } finally {
      await other.end();
    }
    const clear = 'select count(*)::int as n from case_notes where text is not null';
    expect(await database.asOwner(clear)).to.deep.equal([{ n: 1 }]);
    await sealAll();
    expect(await database.asOwner(clear)).to.deep.equal([{ n: 0 }]);
  });

  it('opens with one damaged row: another of the newest five shows that the key is right', async () => {
    for (let i = 0; i < 6; i += 1) await openCase(database.store);
    const newest = await database.store.cases.list({ limit: 5 });
    for (const { applicationNumber } of newest.slice(0, 4)) await damage(applicationNumber);
    await sealAll();
    await damage(newest[4]!.applicationNumber);
    const refused = await errorOf(sealAll());
    expect(refused, 'the oldest rows are not asked').to.be.instanceOf(WrongDocumentKey);
    expect(refused).to.have.property('name', 'WrongDocumentKey');
    expect((refused as Error).message, 'whose database lies elsewhere').not.to.contain('hapus juga');
    for (const { applicationNumber } of newest) await damage(applicationNumber);
  });

  it('seals nothing with a key that opens nothing', async () => {
    const { applicationNumber } = await openCase(database.store);
    await note(applicationNumber, 'Tetap terbaca');
    expect(await errorOf(sealAll(Buffer.alloc(32, 8)))).to.be.instanceOf(WrongDocumentKey);
    expect(
      await database.asOwner('select text from case_notes where application_number = $1', [applicationNumber]),
    ).to.deep.equal([{ text: 'Tetap terbaca' }]);
  });

  it('says without any value that the database is away', async () => {
    const away = 'postgresql://kk:rahasia@127.0.0.1:1/kk';
    const refused = await errorOf(sealAll(DOCUMENT_KEY, silent, away));
    expect(refused).to.include({ name: 'Failure', code: 'DATABASE_UNREACHABLE' });
    expect(String((refused as Error).stack)).not.to.contain('rahasia');
  });
});
