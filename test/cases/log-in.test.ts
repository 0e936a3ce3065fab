import { expect } from 'chai';
import type { Origin } from '../../src/cases/account-dependencies.ts';
import { logIn, logInByProvider } from '../../src/cases/log-in.ts';
import { logOut, sessionHolder } from '../../src/cases/session-holder.ts';
import { ADMIN, OFFICE, PASSWORD, SRI, staff, withAccountOffice } from './account-office.ts';

describe('The log-in', () => {
  const office = withAccountOffice();
  const attempt = (username: string, password: string, origin: Origin = OFFICE) =>
    logIn(office.dependencies)({ username, password: Buffer.from(password) }, origin);
  /** Answers of so many wrong tries in a row, judged without the cost of hashing. */
  const fail = async (times: number, origin: Origin = OFFICE, username = SRI.username) => {
    const passwords = { ...office.dependencies.passwords, fits: () => Promise.resolve(false) };
    const cheaply = logIn({ ...office.dependencies, passwords });
    const answers: string[] = [];
    for (let time = 0; time < times; time++) {
      const answer = await cheaply({ username, password: Buffer.from('salah sekali') }, origin);
      answers.push(answer.ok ? 'ok' : answer.because);
    }
    return answers;
  };
  beforeEach(() => office.given(SRI));

  it('lets an officer in by name and password, however the name is written', async () => {
    for (const name of ['sri.wahyuni', ' Sri.Wahyuni '])
      expect(await attempt(name, PASSWORD)).to.deep.include({
        ok: true,
        username: SRI.username,
        mustChangePassword: false,
      });
    expect(await office.journal()).to.deep.equal(['sri.wahyuni logged-in', 'sri.wahyuni logged-in']);
    const [entered] = await office.details();
    expect(entered!.detail).to.have.all.keys('by', 'from').and.include({ by: 'password' });
    expect(entered!.detail['from'], 'not the address itself').to.match(/^[0-9a-f]{12}$/);
    expect((await office.database.store.accounts.find(SRI.username))!.lastLoginAt).to.be.instanceOf(Date);
  });

  it('answers a wrong password and an unknown name alike, and wipes what was typed', async () => {
    const password = Buffer.from('salah sekali');
    const wrong = await logIn(office.dependencies)({ username: SRI.username, password }, OFFICE);
    expect(wrong).to.deep.equal({ ok: false, because: 'WRONG', retryAfterSeconds: 0 });
    expect(await attempt('orang.asing', PASSWORD)).to.deep.equal(wrong);
    expect([...password].every((byte) => byte === 0)).to.equal(true);
  });

  it('hashes as often for an unknown name as for a known one, so that time does not tell which names exist', async () => {
    const judged: (string | null)[] = [];
    const { passwords } = office.dependencies;
    const counting = logIn({
      ...office.dependencies,
      passwords: {
        ...passwords,
        fits: (password, hashed) => {
          judged.push(hashed);
          return passwords.fits(password, hashed);
        },
      },
    });
    for (const username of [SRI.username, 'orang.asing'])
      await counting({ username, password: Buffer.from('salah') }, OFFICE);
    expect(judged).to.have.lengthOf(2);
    expect(judged[0]).to.match(/^\$argon2id/);
    expect(judged[1]).to.equal(null);
  });

  it('writes no name into the journal that nobody has: it may be a password in the wrong field', async () => {
    await attempt('rahasia-saya-2026', 'x');
    expect(await office.journal()).to.deep.equal(['tidak dikenal login-refused WRONG']);
    const [row] = await office.details();
    expect(JSON.stringify(row)).to.not.contain('rahasia-saya-2026').and.not.contain(OFFICE.address);
    expect(row!.detail['from']).to.match(/^[0-9a-f]{12}$/);
  });

  it('locks after five wrong tries, the right password included, and each lock is as long as the last or longer', async () => {
    expect(await fail(6)).to.deep.equal([...Array.from({ length: 5 }, () => 'WRONG'), 'TOO_MANY_TRIES']);
    const locks: number[] = [];
    for (let round = 0; round < 14; round++) {
      const right = await attempt(SRI.username, PASSWORD);
      expect(right, `round ${round}`).to.include({ ok: false, because: 'TOO_MANY_TRIES' });
      locks.push(right.ok ? 0 : right.retryAfterSeconds);
      await office.pass(locks.at(-1)! + 1);
      expect(await fail(2), `round ${round}`).to.deep.equal(['WRONG', 'TOO_MANY_TRIES']);
    }
    expect(locks[0]).to.be.within(55, 60);
    expect(locks.at(-1)).to.be.within(6 * 3600 - 5, 6 * 3600);
    for (const [round, lock] of locks.slice(1).entries()) expect(lock, `round ${round}`).to.be.least(locks[round]! - 5);
  });

  it('judges no more than twenty wrong tries a day from one place, however often somebody knocks', async () => {
    let judged = 0;
    for (let quarter = 0; quarter < 24 * 4; quarter++) {
      judged += (await fail(3)).filter((answer) => answer === 'WRONG').length;
      await office.pass(15 * 60);
    }
    expect(judged).to.be.within(15, 20);
  });

  it('forgets wrong tries once the right password came', async () => {
    for (let round = 0; round < 5; round++) {
      expect(await fail(4)).to.deep.equal(['WRONG', 'WRONG', 'WRONG', 'WRONG']);
      expect(await attempt(SRI.username, PASSWORD)).to.include({ ok: true });
    }
    await fail(6);
    await office.pass(61);
    expect(await attempt(SRI.username, PASSWORD)).to.include({ ok: true });
    expect(await attempt(SRI.username, PASSWORD), 'the gate is open again').to.include({ ok: true });
  });

  it('cannot be used to shut the owner out: another address and a known browser go on', async () => {
    await fail(40);
    const elsewhere = await attempt(SRI.username, PASSWORD, { address: '10.0.0.8', browser: null });
    expect(elsewhere).to.include({ ok: true });
    const ownBrowser = await attempt(SRI.username, PASSWORD, { address: OFFICE.address, browser: 'peramban-sri' });
    expect(ownBrowser).to.include({ ok: true });
    expect(await attempt(SRI.username, PASSWORD)).to.include({ because: 'TOO_MANY_TRIES' });
  });

  it('bounds what many strange addresses try for one account, and known browsers go on', async () => {
    for (let host = 0; host < 20; host++) await fail(5, { address: `10.9.0.${host}`, browser: null });
    expect(await attempt(SRI.username, PASSWORD, { address: '10.8.0.1', browser: null })).to.include({
      because: 'TOO_MANY_TRIES',
    });
    expect(await attempt(SRI.username, PASSWORD, { address: '10.8.0.1', browser: 'peramban-sri' })).to.include({
      ok: true,
    });
  });

  it('bounds what one address tries for many accounts', async () => {
    let last: string[] = [];
    for (let name = 0; name < 34; name++) last = await fail(3, OFFICE, `nama.${name}`);
    expect(last).to.include('TOO_MANY_TRIES');
    expect(await attempt(SRI.username, PASSWORD)).to.include({ because: 'TOO_MANY_TRIES' });
  });

  it('says of a bound in the journal once, when it begins, and how long to wait at every knock', async () => {
    for (let name = 0; name < 20; name++) await fail(5, OFFICE, `nama.${name}`);
    await office.forgetJournal();
    const locked = [await attempt(SRI.username, PASSWORD), await attempt(SRI.username, PASSWORD)];
    for (const answer of locked) expect(answer.ok ? 0 : answer.retryAfterSeconds).to.be.within(10 * 60, 15 * 60);
    expect(await office.journal()).to.deep.equal(['sri.wahyuni login-refused TOO_MANY_TRIES']);
  });

  it('names an address in the journal by a mark that is the same for the same address alone', async () => {
    for (const address of ['10.0.0.7', '10.0.0.7', '10.0.0.8'])
      await attempt(SRI.username, PASSWORD, { address, browser: null });
    const [one, again, other] = (await office.details()).map(({ detail }) => detail['from']);
    expect(again).to.equal(one);
    expect(other).to.not.equal(one);
  });

  it('counts tries of the same moment before it judges any', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(SRI.username, 'salah sekali')));
    expect(answers.filter((answer) => !answer.ok && answer.because === 'WRONG')).to.have.lengthOf(5);
  });

  it('journals every try that is judged and the beginning of a lock, not every knock after it', async () => {
    await fail(30);
    expect(await office.journal()).to.deep.equal([
      ...Array.from({ length: 5 }, () => 'sri.wahyuni login-refused WRONG'),
      'sri.wahyuni login-refused TOO_MANY_TRIES',
    ]);
  });

  it('tells only who knows the password that the account is locked, expired or that they have left', async () => {
    const { accounts, people } = office.database.store;
    const both = async () => {
      const [right, wrong] = [await attempt(SRI.username, PASSWORD), await attempt(SRI.username, 'salah')];
      return [right, wrong].map((answer) => (answer.ok ? 'ok' : answer.because));
    };
    await accounts.lock(SRI.username, ADMIN.username);
    expect(await both()).to.deep.equal(['LOCKED', 'WRONG']);
    expect((await office.journal()).slice(-2), 'the journal knows why').to.deep.equal([
      'sri.wahyuni login-refused LOCKED',
      'sri.wahyuni login-refused WRONG',
    ]);
    await accounts.unlock(SRI.username);
    await people.put({ ...SRI, active: false });
    expect(await both()).to.deep.equal(['LEFT_OFFICE', 'WRONG']);
    await people.put(SRI);
    const hash = await office.dependencies.passwords.hash(Buffer.from(PASSWORD));
    await accounts.setPassword(SRI.username, { hash, oneTimeUntil: new Date(Date.now() + 60_000) });
    expect(await attempt(SRI.username, PASSWORD)).to.include({ ok: true, mustChangePassword: true });
    office.later(60_001);
    expect(await both()).to.deep.equal(['PASSWORD_EXPIRED', 'WRONG']);
  });

  it('begins with new counts after the admin gave a new password', async () => {
    await fail(6);
    await office.given(SRI, 'teh manis sore hari');
    expect(await attempt(SRI.username, 'teh manis sore hari')).to.include({ ok: true });
  });
});

describe('The log-in by an identity provider', () => {
  const office = withAccountOffice();
  const enter = (username: string | undefined) => logInByProvider(office.dependencies)(username, OFFICE);

  it('lets in staff, without a password of ours, and nobody else', async () => {
    await office.database.store.people.put(staff('endah.lestari', 'Endah Lestari', 'kasi'));
    expect(await enter('endah.lestari')).to.deep.include({
      ok: true,
      username: 'endah.lestari',
      mustChangePassword: false,
    });
    expect((await office.database.store.accounts.find('endah.lestari'))!.passwordHash).to.equal(null);
    const [entered] = await office.details();
    expect(entered!.detail).to.have.all.keys('by', 'from').and.include({ by: 'identity-provider' });
    expect(await enter('orang.asing')).to.include({ ok: false, because: 'WRONG' });
    expect(await enter(undefined)).to.include({ ok: false, because: 'WRONG' });
    expect(await office.journal()).to.deep.equal([
      'endah.lestari logged-in',
      'tidak dikenal login-refused WRONG',
      'tidak dikenal login-refused WRONG',
    ]);
  });

  it('keeps out whom the admin locked and who has left', async () => {
    await office.given(SRI);
    await office.database.store.accounts.lock(SRI.username, ADMIN.username);
    expect(await enter(SRI.username)).to.deep.equal({ ok: false, because: 'LOCKED', retryAfterSeconds: 0 });
    await office.database.store.people.put({ ...SRI, active: false });
    expect(await enter(SRI.username)).to.include({ because: 'LEFT_OFFICE' });
    expect(await office.journal()).to.deep.equal([
      'sri.wahyuni login-refused LOCKED',
      'sri.wahyuni login-refused LEFT_OFFICE',
    ]);
  });
});

describe('The holder of a session', () => {
  const office = withAccountOffice();
  beforeEach(() => office.given(SRI));
  const session = async () => ({
    username: SRI.username,
    generation: (await office.database.store.accounts.find(SRI.username))!.generation,
  });

  it('stays for as long as the account is as it was', async () => {
    const held = await session();
    expect(await sessionHolder(office.dependencies)(held)).to.deep.equal({
      ...held,
      name: SRI.name,
      roles: SRI.roles,
      mustChangePassword: false,
    });
  });

  it('is out at once when locked, gone, or given a new password, also in a session that is written again', async () => {
    const { accounts, people } = office.database.store;
    const changes: [string, () => Promise<void>, () => Promise<void>][] = [
      ['locked', () => accounts.lock(SRI.username, 'admin'), () => accounts.unlock(SRI.username)],
      ['left', () => people.put({ ...SRI, active: false }), () => people.put(SRI)],
      ['new password', () => office.given(SRI, 'teh manis sore hari'), () => Promise.resolve()],
    ];
    for (const [what, change, back] of changes) {
      const held = await session();
      await change();
      expect(await sessionHolder(office.dependencies)(held), what).to.equal(undefined);
      await back();
    }
    const locked = await session();
    await accounts.lock(SRI.username, 'admin');
    await accounts.unlock(SRI.username);
    expect(await sessionHolder(office.dependencies)(locked), 'unlocked again').to.equal(undefined);
  });

  it('is journalled going out', async () => {
    await logOut(office.dependencies)(SRI.username);
    expect(await office.journal()).to.deep.equal(['sri.wahyuni logged-out']);
  });
});
