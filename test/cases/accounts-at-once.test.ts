import { expect } from 'chai';
import pg from 'pg';
import { manageAccounts, type PersonData } from '../../src/cases/manage-accounts.ts';
import { openAccount } from '../../src/cases/open-account.ts';
import { until } from '../until.ts';
import { ADMIN, PASSWORD, SRI, staff, withAccountOffice } from './account-office.ts';

const SECOND = staff('admin.dua', 'Admin Dua', 'admin');
const NO_ADMIN: PersonData = { name: 'Bekas Admin', roles: ['petugas-entri'], nip: null, signerNik: null };

describe('Two who change accounts at the same moment', () => {
  const office = withAccountOffice();
  const manage = () => manageAccounts(office.dependencies);
  beforeEach(async () => {
    for (const one of [ADMIN, SECOND, SRI]) await office.given(one);
    await office.forgetJournal();
  });

  /**
   * Begins all of them and lets none commit before each waits for a lock: what they read, they read of one moment unless
   * the database kept them apart. A commit waits for the head of the journal, which is held here.
   */
  async function atOnce(...works: (() => Promise<unknown>)[]): Promise<PromiseSettledResult<unknown>[]> {
    const holder = new pg.Client({ connectionString: office.database.url });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('select length from journal_head for update');
      const done = Promise.allSettled(works.map((work) => work()));
      await until('all of them wait', async () => {
        const [row] = await office.database.asOwner(
          `select count(*)::int as waiting from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return row!['waiting'] === works.length;
      });
      await holder.query('commit');
      return await done;
    } finally {
      await holder.end();
    }
  }
  const admins = async () => {
    const rows = await office.database.asOwner(
      `select username from people left join accounts using (username)
        where active and 'admin' = any(roles) and locked_at is null order by username`,
    );
    return rows.map(({ username }) => username);
  };

  const endings: [string, (by: string, other: string) => Promise<unknown>][] = [
    ['takes the role from', (by, other) => manage().change(by, other, NO_ADMIN)],
    ['retires', (by, other) => manage().retire(by, other)],
    ['locks', (by, other) => manage().lock(by, other)],
  ];
  for (const [mine, one] of endings)
    for (const [theirs, another] of endings)
      it(`leave an admin when one ${mine} the other, who ${theirs} the one`, async () => {
        const done = await atOnce(
          () => one(ADMIN.username, SECOND.username),
          () => another(SECOND.username, ADMIN.username),
        );
        expect(done.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
        expect(await admins()).to.have.lengthOf(1);
        const [refused] = (await office.details()).filter(({ event }) => event === 'act-refused');
        expect(refused!.detail['because']).to.be.oneOf(['UNKNOWN_OFFICER', 'WRONG_ROLE']);
      });

  it('leave an admin when both give up the role', async () => {
    const done = await atOnce(
      ...[ADMIN, SECOND].map(
        ({ username }) =>
          () =>
            manage().change(username, username, NO_ADMIN),
      ),
    );
    expect(done.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
    expect(await admins()).to.have.lengthOf(1);
  });

  it('lose neither: who is retired stays so while their name is mended', async () => {
    const renamed: PersonData = { name: 'Sri W. Utami', roles: ['kasi'], nip: null, signerNik: null };
    const done = await atOnce(
      () => manage().change(ADMIN.username, SRI.username, renamed),
      () => manage().retire(SECOND.username, SRI.username),
    );
    expect(done.map(({ status }) => status)).to.deep.equal(['fulfilled', 'fulfilled']);
    expect(await office.database.store.people.find(SRI.username)).to.deep.include({
      ...{ name: 'Sri W. Utami', roles: ['kasi'], active: false },
    });
  });

  it('nor does the terminal: who is let in again there has the roles that the admin gives them', async () => {
    const given: PersonData = { name: SRI.name, roles: ['kasi'], nip: null, signerNik: null };
    await atOnce(
      () => manage().change(ADMIN.username, SRI.username, given),
      () => openAccount(office.dependencies)({ username: SRI.username, password: Buffer.from(PASSWORD) }),
    );
    expect(await office.database.store.people.find(SRI.username)).to.deep.include({ roles: ['kasi'] });
  });
});
