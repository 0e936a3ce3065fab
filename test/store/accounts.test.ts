import { expect } from 'chai';
import { StoreError } from '../../src/store/store-error.ts';
import { createPasswordHashing } from '../../src/store/password-hash.ts';
import { withDatabase } from './database.ts';
import { errorOf, putOfficer } from './given.ts';

const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaA';

describe('The accounts', () => {
  const database = withDatabase();
  const accounts = () => database.store.accounts;
  before(() => putOfficer(database.store, 'sri.wahyuni'));

  it('belong to people of the office', async () => {
    expect(await errorOf(accounts().setPassword('orang.asing', { hash: HASH, oneTimeUntil: null }))).to.be.instanceOf(
      StoreError,
    );
    expect(await accounts().find('orang.asing')).to.equal(undefined);
  });

  it('keep no password that is not hashed with Argon2id', async () => {
    expect(await errorOf(accounts().setPassword('sri.wahyuni', { hash: 'rahasia', oneTimeUntil: null }))).to.include({
      code: '23514',
      table: 'accounts',
    });
  });

  it('count a generation with every password, lock and ending of sessions', async () => {
    await accounts().setPassword('sri.wahyuni', { hash: HASH, oneTimeUntil: new Date('2026-11-30T00:00:00Z') });
    const first = (await accounts().find('sri.wahyuni'))!;
    expect(first).to.deep.include({
      username: 'sri.wahyuni',
      active: true,
      passwordHash: HASH,
      oneTimeUntil: new Date('2026-11-30T00:00:00Z'),
      lockedAt: null,
      lastLoginAt: null,
    });
    await accounts().setPassword('sri.wahyuni', { hash: HASH, oneTimeUntil: null });
    await accounts().lock('sri.wahyuni', 'admin');
    await accounts().unlock('sri.wahyuni');
    await accounts().endSessions('sri.wahyuni');
    expect(await accounts().find('sri.wahyuni')).to.deep.include({
      generation: first.generation + 3,
      oneTimeUntil: null,
      lockedAt: null,
      lockedBy: null,
    });
  });

  it('say who locked one, and are opened once only', async () => {
    await putOfficer(database.store, 'joko.susilo');
    await accounts().open('joko.susilo');
    await accounts().lock('joko.susilo', 'admin');
    await accounts().lock('joko.susilo', 'admin.lain');
    await accounts().open('joko.susilo');
    const locked = (await accounts().find('joko.susilo'))!;
    expect(locked.lockedBy).to.equal('admin');
    expect(locked.lockedAt).to.be.instanceOf(Date);
    expect((await accounts().all()).map(({ username }) => username)).to.deep.equal(['joko.susilo', 'sri.wahyuni']);
  });

  it('are each changed alone: no other is locked, unlocked, let in or put out with it', async () => {
    await putOfficer(database.store, 'budi.santosa');
    await accounts().setPassword('budi.santosa', { hash: HASH, oneTimeUntil: null });
    await accounts().lock('budi.santosa', 'admin');
    const other = await accounts().find('budi.santosa');
    expect(other!.lockedBy).to.equal('admin');
    await accounts().setPassword('sri.wahyuni', { hash: HASH, oneTimeUntil: new Date('2026-11-30T00:00:00Z') });
    await accounts().lock('sri.wahyuni', 'admin.lain');
    await accounts().unlock('sri.wahyuni');
    await accounts().endSessions('sri.wahyuni');
    await accounts().loggedIn('sri.wahyuni');
    expect((await accounts().find('sri.wahyuni'))!.lastLoginAt).to.be.instanceOf(Date);
    expect(await accounts().find('budi.santosa')).to.deep.equal(other);
  });

  it('let nobody oversee the office and work in a lane', async () => {
    for (const roles of [
      ['kasi', 'admin'],
      ['auditor', 'admin'],
      ['auditor', 'kepala-dinas'],
    ] as const)
      expect(
        await errorOf(
          database.store.people.put({
            username: 'rangkap',
            name: 'Rangkap',
            roles,
            nip: null,
            signerNik: null,
            active: true,
          }),
        ),
      ).to.include({ constraint: 'people_oversight_apart' });
  });
});

describe('The hashing of passwords', () => {
  const hashing = createPasswordHashing();
  const bytes = (text: string) => Buffer.from(text);

  it('knows the right password again, and salts', async () => {
    const [one, two] = [await hashing.hash(bytes('kata sandi')), await hashing.hash(bytes('kata sandi'))];
    expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).to.not.equal(two);
    expect(await hashing.fits(bytes('kata sandi'), two)).to.equal(true);
    expect(await hashing.fits(bytes('kata sandi '), two)).to.equal(false);
    expect(await hashing.fits(bytes('kata sandi'), null)).to.equal(false);
  });

  it('works as long for an account that does not exist as for a wrong password', async () => {
    const hashed = await hashing.hash(bytes('kata sandi'));
    const effort = async (against: string | null) => {
      const before = process.cpuUsage();
      for (let time = 0; time < 6; time++) await hashing.fits(bytes('salah'), against);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await effort(null);
    // By turns, and the least of each: what other suites have left running in this process counts too.
    let [unknown, wrong] = [Infinity, Infinity];
    for (let turn = 0; turn < 4; turn++) {
      unknown = Math.min(unknown, await effort(null));
      wrong = Math.min(wrong, await effort(hashed));
    }
    expect(unknown / wrong).to.be.within(0.6, 1.7);
  });
});
