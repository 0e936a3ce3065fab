import { expect } from 'chai';
import { NotNow } from '../../src/cases/not-possible.ts';
import { logIn } from '../../src/cases/log-in.ts';
import { manageAccounts, type ManageAccounts, type PersonData } from '../../src/cases/manage-accounts.ts';
import { sessionHolder } from '../../src/cases/session-holder.ts';
import { Failure } from '../../src/domain/failures.ts';
import { errorOf } from '../store/given.ts';
import { ADMIN, OFFICE, PASSWORD, SRI, staff, withAccountOffice } from './account-office.ts';

const DATA: PersonData = { name: 'Wulan Sari', roles: ['petugas-cetak'], nip: '199305052018012001', signerNik: null };
const AUDITOR = staff('pemeriksa', 'Pemeriksa Inspektorat', 'auditor');
const HEAD = staff('agus.prasetyo', 'Agus Prasetyo', 'kepala-dinas');

describe('The management of accounts', () => {
  const office = withAccountOffice();
  const manage = (): ManageAccounts => manageAccounts(office.dependencies);
  const enter = (username: string, password: string) =>
    logIn(office.dependencies)({ username, password: Buffer.from(password) }, OFFICE);
  const remedyOf = async (work: Promise<unknown>) => {
    const error = await errorOf(work);
    expect(error).to.be.instanceOf(NotNow);
    return (error as NotNow).remedy;
  };
  before(() => office.given(ADMIN));
  beforeEach(async () => {
    await office.given(SRI);
    await office.forgetJournal();
  });

  it('adds an officer with a password for the first log-in only', async () => {
    const { password, validUntil } = await manage().add(ADMIN.username, 'wulan.sari', DATA);
    expect(password).to.match(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(validUntil.getTime() - Date.now()).to.be.within(71 * 3_600_000, 72 * 3_600_000);
    expect(await enter('wulan.sari', password)).to.include({ ok: true, mustChangePassword: true });
    expect(await office.database.store.people.find('wulan.sari')).to.deep.equal({
      username: 'wulan.sari',
      ...DATA,
      certificateName: null,
      nikHash: null,
      active: true,
    });
    office.later(73 * 3_600_000);
    expect(await enter('wulan.sari', password)).to.include({ ok: false, because: 'PASSWORD_EXPIRED' });
    expect((await office.journal())[0]).to.equal('admin officer-added');
    expect(JSON.stringify(await office.details())).to.not.contain(password);
  });

  it('refuses names that are taken or unusual, mixed roles, and numbers that cannot be', async () => {
    const add = (username: string, change: Partial<PersonData> = {}) =>
      remedyOf(manage().add(ADMIN.username, username, { ...DATA, ...change }));
    expect(await add(SRI.username)).to.contain('sudah dipakai');
    for (const name of ['Sri', '1sri', 'sri wahyuni', 'sri..w', '', '../admin', 'a'.repeat(61)])
      expect(await add(name), name).to.contain('Nama pengguna hanya boleh');
    expect(await add('baru', { roles: [] })).to.contain('paling sedikit satu peran');
    expect(await add('baru', { roles: ['kasi', 'auditor'] })).to.contain('tidak boleh merangkap');
    expect(await add('baru', { nip: '123' })).to.contain('18 angka');
    expect(await add('baru', { signerNik: '123' })).to.contain('16 angka');
    expect(await add('baru', { roles: ['admin'], signerNik: '3402010101700001' })).to.contain('tidak menandatangani');
    expect(await add('baru', { name: '   ' })).to.contain('nama lengkap');
    expect(await office.database.store.people.find('baru')).to.equal(undefined);
  });

  it('changes name and roles, and writes both sets of roles down', async () => {
    await manage().change(ADMIN.username, SRI.username, { ...DATA, nip: null, name: 'Sri W. Utami', roles: ['kasi'] });
    expect(await office.database.store.people.find(SRI.username)).to.include({ name: 'Sri W. Utami', active: true });
    const [row] = await office.details();
    expect(row).to.deep.include({
      actor: 'admin',
      event: 'officer-changed',
      detail: { officer: SRI.username, roles: ['kasi'], before: ['petugas-entri'] },
    });
  });

  it('leaves the office with an admin', async () => {
    const demote = () =>
      manage().change(ADMIN.username, ADMIN.username, { ...DATA, nip: null, roles: ['petugas-entri'] });
    expect(await remedyOf(demote())).to.contain('satu-satunya admin');
    await office.database.store.people.put({ ...staff('admin.dua', 'Admin Dua', 'admin'), active: false });
    expect(await remedyOf(demote()), 'one who has left does not count').to.contain('satu-satunya admin');
    expect(await remedyOf(manage().lock(ADMIN.username, ADMIN.username))).to.contain('Mintalah admin lain');
    expect(await remedyOf(manage().retire(ADMIN.username, ADMIN.username))).to.contain('Mintalah admin lain');
    expect(await remedyOf(manage().resetPassword(ADMIN.username, ADMIN.username))).to.contain('Akun saya');
    await office.database.store.people.put(staff('admin.dua', 'Admin Dua', 'admin'));
    await demote();
    await office.database.store.people.put(ADMIN);
  });

  it('gives a new password for one use, after which the old one and all sessions are over', async () => {
    const { generation } = (await office.database.store.accounts.find(SRI.username))!;
    const { password } = await manage().resetPassword(ADMIN.username, SRI.username);
    expect(await enter(SRI.username, PASSWORD)).to.include({ because: 'WRONG' });
    expect(await enter(SRI.username, password)).to.include({ ok: true, mustChangePassword: true });
    expect(await sessionHolder(office.dependencies)({ username: SRI.username, generation })).to.equal(undefined);
    expect((await office.journal())[0]).to.equal('admin password-reset');
  });

  it('opens an account for a person who has none', async () => {
    await office.database.store.people.put(HEAD);
    const { password } = await manage().resetPassword(ADMIN.username, HEAD.username);
    expect(await enter(HEAD.username, password)).to.include({ ok: true });
  });

  it('locks and unlocks, retires and reinstates; sessions end at once', async () => {
    const holds = async (generation: number) =>
      (await sessionHolder(office.dependencies)({ username: SRI.username, generation })) !== undefined;
    const generation = async () => (await office.database.store.accounts.find(SRI.username))!.generation;
    const acts = manage();
    let held = await generation();
    await acts.lock(ADMIN.username, SRI.username);
    expect([await holds(held), (await enter(SRI.username, PASSWORD)).ok]).to.deep.equal([false, false]);
    await acts.unlock(ADMIN.username, SRI.username);
    expect([await holds(held), (await enter(SRI.username, PASSWORD)).ok]).to.deep.equal([false, true]);
    held = await generation();
    await acts.retire(ADMIN.username, SRI.username);
    expect([await holds(held), (await enter(SRI.username, PASSWORD)).ok]).to.deep.equal([false, false]);
    expect(await remedyOf(acts.resetPassword(ADMIN.username, SRI.username))).to.contain('Aktifkan kembali');
    await acts.reinstate(ADMIN.username, SRI.username);
    expect([await holds(held), (await enter(SRI.username, PASSWORD)).ok]).to.deep.equal([false, true]);
    expect((await office.journal()).filter((line) => line.startsWith('admin'))).to.deep.equal([
      'admin account-locked',
      'admin account-unlocked',
      'admin officer-retired',
      'admin officer-reinstated',
    ]);
  });

  it('lists everybody with the state of the account, without the number of a signer', async () => {
    await office.database.store.people.put({ ...HEAD, signerNik: '3402010101700001' });
    await manage().lock(ADMIN.username, SRI.username);
    const list = await manage().list(ADMIN.username);
    const find = (username: string) => list.find((one) => one.username === username)!;
    expect(find(SRI.username)).to.include({ self: false, signs: false, active: true });
    expect(find(SRI.username).lockedAt).to.be.instanceOf(Date);
    expect(find(ADMIN.username)).to.include({ self: true, lockedAt: null });
    expect(find(HEAD.username)).to.include({ signs: true });
    expect(JSON.stringify(list)).to.not.contain('3402010101700001').and.not.contain('argon2');
  });

  it('says what to do for a person that is not there', async () => {
    for (const act of ['lock', 'unlock', 'retire', 'reinstate', 'resetPassword'] as const)
      expect(await remedyOf(manage()[act](ADMIN.username, 'orang.asing')), act).to.contain('tidak ditemukan');
  });

  it('is for admins alone: every other attempt is refused, journalled and without effect', async () => {
    await office.database.store.people.put(AUDITOR);
    await office.database.store.people.put(HEAD);
    await office.database.store.people.put({ ...staff('admin.lama', 'Admin Lama', 'admin'), active: false });
    const acts = manage();
    const attempts: [string, (by: string) => Promise<unknown>][] = [
      ['accounts-listed', (by) => acts.list(by)],
      ['person-viewed', (by) => acts.person(by, SRI.username)],
      ['officer-added', (by) => acts.add(by, 'penyusup', { ...DATA, roles: ['kepala-dinas'] })],
      ['officer-changed', (by) => acts.change(by, by, { ...DATA, roles: ['kepala-dinas'] })],
      ['password-reset', (by) => acts.resetPassword(by, HEAD.username)],
      ['account-locked', (by) => acts.lock(by, SRI.username)],
      ['account-unlocked', (by) => acts.unlock(by, SRI.username)],
      ['officer-retired', (by) => acts.retire(by, SRI.username)],
      ['officer-reinstated', (by) => acts.reinstate(by, SRI.username)],
    ];
    const everything = async () => [
      await office.database.asOwner('select * from people order by username'),
      await office.database.asOwner('select * from accounts order by username'),
    ];
    const before = await everything();
    const journalled: unknown[] = [];
    for (const [by, because] of [
      [SRI.username, 'WRONG_ROLE'],
      [HEAD.username, 'WRONG_ROLE'],
      [AUDITOR.username, 'WRONG_ROLE'],
      ['admin.lama', 'UNKNOWN_OFFICER'],
      ['orang.asing', 'UNKNOWN_OFFICER'],
    ] as const)
      for (const [asked, attempt] of attempts) {
        const error = await errorOf(attempt(by));
        expect(error, `${by} ${asked}`).to.be.instanceOf(Failure);
        expect((error as Failure).code).to.equal(because);
        journalled.push([by, 'act-refused', { asked, because }]);
      }
    const rows = await office.details();
    expect(rows.map(({ actor, event, detail }) => [actor, event, detail])).to.deep.equal(journalled);
    expect(await everything()).to.deep.equal(before);
  });
});
