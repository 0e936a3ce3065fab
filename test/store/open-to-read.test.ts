import { expect } from 'chai';
import { openToRead, type ReadOffice } from '../../src/store/open-to-read.ts';
import { openJournal } from '../../src/store/read-journal.ts';
import { openReadingDatabase } from '../../src/store/reading-database.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf, openCase, putOfficer } from './given.ts';

const settingsOf = `select current_user::text as who, current_setting('statement_timeout') as longest`;

describe('A command beside a running office', () => {
  const database = withDatabase();
  const opening = () => ({ url: database.url, logger: silent });
  let office: ReadOffice;
  before(async () => void (office = await openToRead(opening())));

  it('reads in the role of the application, for a minute at most, on two connections', async () => {
    const reading = await openReadingDatabase(opening());
    try {
      const { rows } = await reading.raw<{ rows: unknown[] }>(settingsOf);
      expect(rows).to.deep.equal([{ who: 'kk_app', longest: '1min' }]);
      expect(await errorOf(reading.raw('delete from cases'))).to.include({ code: '42501' });
      const served = await Promise.all(
        Array.from({ length: 5 }, () =>
          reading.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid, pg_sleep(0.05)'),
        ),
      );
      expect(new Set(served.map((each) => each.rows[0]?.pid)).size).to.be.at.most(2);
    } finally {
      await reading.destroy();
    }
  });

  it('reads what waits and who is there, and opens no application', async () => {
    await putOfficer(database.store);
    const { applicationNumber } = await openCase(database.store);
    expect((await office.people.all()).map(({ username }) => username)).to.deep.equal(['sri.wahyuni']);
    expect(await office.workList.open({})).to.deep.equal([]);
    expect(await office.archiveCopies.absent()).to.deep.equal([]);
    expect(await office.outbox.waiting(0)).to.deep.equal([]);
    expect(await errorOf(office.cases.get(applicationNumber))).to.have.property('name', 'StoreError');
  });

  it('says no more of what the database refuses than the office itself', async () => {
    for (const refused of [
      office.inquiries.casesOfPerson('\u0000'),
      office.people.find('\u0000'),
      office.workList.find('\u0000'),
      office.archiveCopies.of('\u0000'),
      office.cases.find('\u0000'),
    ])
      expect(await errorOf(refused)).to.include({ name: 'StoreError', code: '22021' });
  });

  it('reads the journal, and writes nothing into it', async () => {
    const journal = await openJournal(opening());
    const entry = { applicationNumber: null, actor: 'sri.wahyuni', event: 'decision-recorded', step: null, detail: {} };
    await database.store.journal.write(entry);
    const head = await database.store.journal.head();
    expect(await journal.head()).to.deep.equal(head);
    expect(await journal.firstBrokenLink()).to.equal(undefined);
    expect([...(await journal.hashesAt([head.length]))]).to.deep.equal([[head.length, head.hash]]);
    expect(journal).not.to.have.property('write');
    const tamper = (actor: string) =>
      database.asOwner(
        `alter table journal disable trigger journal_append_only;
         update journal set actor = '${actor}' where id = ${head.length};
         alter table journal enable always trigger journal_append_only`,
      );
    await tamper('budi');
    expect(await journal.firstBrokenLink()).to.equal(head.length);
    await tamper(entry.actor);
    expect(await journal.firstBrokenLink()).to.equal(undefined);
    await journal.close();
    expect(await errorOf(journal.head())).to.be.instanceOf(Error);
  });

  it('gives its connections back', async () => {
    await office.close();
    expect(await errorOf(office.people.all())).to.be.instanceOf(Error);
  });
});
