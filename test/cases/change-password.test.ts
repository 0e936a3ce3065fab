import { expect } from 'chai';
import { changePassword } from '../../src/cases/change-password.ts';
import { logIn } from '../../src/cases/log-in.ts';
import { sessionHolder } from '../../src/cases/session-holder.ts';
import { faultOfPassword } from '../../src/domain/password.ts';
import { errorOf } from '../store/given.ts';
import { OFFICE, PASSWORD, SRI, staff, withAccountOffice } from './account-office.ts';

const FRESH = 'langit biru di parangtritis';

describe('The change of a password', () => {
  const office = withAccountOffice();
  beforeEach(() => office.given(SRI));
  const change = (current: string, chosen: string) =>
    changePassword(office.dependencies)(
      { username: SRI.username, current: Buffer.from(current), chosen: Buffer.from(chosen) },
      OFFICE,
    );
  const enters = async (password: string) =>
    (await logIn(office.dependencies)({ username: SRI.username, password: Buffer.from(password) }, OFFICE)).ok;

  it('takes the new password, and ends every other session', async () => {
    const before = (await office.database.store.accounts.find(SRI.username))!;
    const answer = await change(PASSWORD, FRESH);
    expect(answer).to.include({ ok: true });
    expect([await enters(PASSWORD), await enters(FRESH)]).to.deep.equal([false, true]);
    const holder = sessionHolder(office.dependencies);
    expect(await holder({ username: SRI.username, generation: before.generation })).to.equal(undefined);
    expect(await holder({ username: SRI.username, generation: answer.ok ? answer.generation : 0 })).to.deep.include({
      username: SRI.username,
    });
    expect((await office.journal())[0]).to.equal('sri.wahyuni password-changed');
  });

  it('makes a one-time password the officer’s own', async () => {
    const hash = await office.dependencies.passwords.hash(Buffer.from(PASSWORD));
    await office.database.store.accounts.setPassword(SRI.username, { hash, oneTimeUntil: new Date(Date.now() + 9e5) });
    expect(await change(PASSWORD, FRESH)).to.include({ ok: true });
    expect((await office.database.store.accounts.find(SRI.username))!.oneTimeUntil).to.equal(null);
  });

  it('asks for the present password, counts wrong ones and locks', async () => {
    for (let time = 0; time < 5; time++) expect(await change('salah sekali', FRESH)).to.include({ because: 'WRONG' });
    for (const knock of ['the first', 'the second']) {
      const locked = await change(PASSWORD, FRESH);
      expect(locked, knock).to.include({ ok: false, because: 'TOO_MANY_TRIES' });
      expect(locked.ok ? 0 : locked.retryAfterSeconds, knock).to.be.within(30, 60);
    }
    expect(await enters(PASSWORD), 'the log-in from here waits too').to.equal(false);
    expect((await office.journal()).slice(0, 6)).to.deep.equal([
      ...Array.from({ length: 5 }, () => 'sri.wahyuni password-change-refused WRONG'),
      'sri.wahyuni password-change-refused TOO_MANY_TRIES',
    ]);
    expect((await office.journal()).length).to.equal(6);
  });

  it('counts no try whose present password was right, whatever is wrong with the new one', async () => {
    for (let round = 0; round < 3; round++) {
      for (let time = 0; time < 4; time++) expect(await change('salah sekali', FRESH)).to.include({ because: 'WRONG' });
      expect(await change(PASSWORD, 'pendek')).to.deep.equal({ ok: false, because: 'TOO_SHORT', retryAfterSeconds: 0 });
    }
    expect(await change(PASSWORD, FRESH)).to.include({ ok: true });
  });

  it('takes a password of the greatest length, and none that is longer by a byte', async () => {
    const longest = (length: number) => 'langit biru di parangtritis, '.repeat(20).slice(0, length);
    expect(await change(PASSWORD, longest(257))).to.include({ because: 'TOO_LONG' });
    expect(await change(PASSWORD, longest(256))).to.include({ ok: true });
    expect(await enters(longest(256))).to.equal(true);
  });

  it('is only for an officer who has an account', async () => {
    const change = (username: string) =>
      changePassword(office.dependencies)(
        { username, current: Buffer.from(PASSWORD), chosen: Buffer.from(FRESH) },
        OFFICE,
      );
    await office.database.store.people.put(staff('tanpa.akun', 'Tanpa Akun', 'kasi'));
    for (const username of ['orang.asing', 'tanpa.akun'])
      expect(await errorOf(change(username)), username).to.include({ code: 'UNKNOWN_OFFICER' });
    expect(await office.journal()).to.deep.equal([]);
  });

  it('says in the journal from where by a mark, not by the address', async () => {
    await change('salah sekali', FRESH);
    await change(PASSWORD, FRESH);
    const details = (await office.details()).map(({ detail }) => detail);
    const from = details[0]!['from'];
    expect(from).to.match(/^[0-9a-f]{12}$/);
    expect(details).to.deep.equal([{ because: 'WRONG', from }, { from }]);
  });

  it('refuses what is too easy or the same as before, says why, and leaves the old one', async () => {
    for (const [chosen, because] of [
      ['pendek', 'TOO_SHORT'],
      ['x'.repeat(300), 'TOO_LONG'],
      ['aaaaaaaaaaaaaaaa', 'TOO_SIMPLE'],
      ['punya sri wahyuni saja', 'HOLDS_NAME'],
      ['bantul-dukcapil1', 'OBVIOUS'],
      [PASSWORD, 'SAME_AS_BEFORE'],
    ])
      expect(await change(PASSWORD, chosen!), chosen).to.include({ ok: false, because });
    expect(await enters(PASSWORD)).to.equal(true);
  });

  it('writes neither password anywhere, and wipes what was typed', async () => {
    const [current, chosen] = [Buffer.from(PASSWORD), Buffer.from(FRESH)];
    await changePassword(office.dependencies)({ username: SRI.username, current, chosen }, OFFICE);
    expect([...current, ...chosen].every((byte) => byte === 0)).to.equal(true);
    const everything = JSON.stringify([
      await office.details(),
      await office.database.asOwner('select * from accounts'),
    ]);
    expect(everything).to.not.contain(FRESH).and.not.contain(PASSWORD);
  });
});

describe('What is wrong with a password', () => {
  const fault = (password: string) =>
    faultOfPassword(password, { username: 'sri.wahyuni', name: 'Sri Wahyuni, A.Md.' });
  it('is its length, its sameness, the name in it, or what everybody tries', () => {
    expect(fault('kuda lumping')).to.equal(undefined);
    expect(fault('kudalumping')).to.equal('TOO_SHORT');
    expect(fault('Wahyuni-2026-x')).to.equal('HOLDS_NAME');
    expect(fault('abababababab')).to.equal('TOO_SIMPLE');
    expect(fault('123456789012')).to.equal('OBVIOUS');
    expect(fault('Password1234')).to.equal('OBVIOUS');
    expect(fault('qwertyuiop12')).to.equal('OBVIOUS');
    expect(fault('Dukcapil-Bantul-26')).to.equal('OBVIOUS');
    expect(fault('🐢🐇🐎🐄🐖🐏🐐🐓🦆🐈🐕🐁'), 'characters are counted, not bytes').to.equal(undefined);
  });
});
