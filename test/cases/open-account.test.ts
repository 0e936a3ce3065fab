import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { logIn } from '../../src/cases/log-in.ts';
import { openAccount, type NewAccount } from '../../src/cases/open-account.ts';
import { NothingTyped, SecretReader } from '../../tools/account/read-secret.ts';
import { errorOf } from '../store/given.ts';
import { temporaryFolder } from '../store/database.ts';
import { ADMIN, OFFICE, PASSWORD, SRI, withAccountOffice } from './account-office.ts';
import { program } from '../program.ts';

const WORDS = 'kuda lumping di alun-alun';

describe('The opening of an account from the terminal', () => {
  const office = withAccountOffice();
  const open = (account: Omit<NewAccount, 'password'>, password = WORDS) =>
    openAccount(office.dependencies)({ ...account, password: Buffer.from(password) });
  const enters = async (username: string, password: string) =>
    (await logIn(office.dependencies)({ username, password: Buffer.from(password) }, OFFICE)).ok;

  it('gives an office its first admin, with a password of their own choice', async () => {
    expect(await open({ username: 'admin.kantor', name: 'Ari Nugroho', roles: ['admin'] })).to.equal('opened');
    expect(await enters('admin.kantor', WORDS)).to.equal(true);
    const [row] = await office.details();
    expect(row).to.deep.include({
      actor: 'sistem',
      event: 'account-opened',
      detail: { officer: 'admin.kantor', roles: ['admin'], from: 'terminal' },
    });
  });

  it('lets a known person in again: new password, unlocked, back on duty, same roles', async () => {
    await office.given(ADMIN);
    await office.database.store.accounts.lock(ADMIN.username, 'lain');
    await office.database.store.people.put({ ...ADMIN, active: false });
    expect(await open({ username: ADMIN.username })).to.equal('opened');
    expect(await enters(ADMIN.username, WORDS)).to.equal(true);
    expect((await office.database.store.people.find(ADMIN.username))!.roles).to.deep.equal(['admin']);
    expect((await office.details()).find(({ event }) => event === 'account-opened')!.detail).to.deep.equal({
      officer: ADMIN.username,
      roles: ['admin'],
      from: 'terminal',
    });
  });

  it('keeps what the office knows of a person, and the name without the spaces around it', async () => {
    await office.database.store.people.put({ ...SRI, nip: '198501012010012001', signerNik: '3402015501850001' });
    expect(await open({ username: SRI.username, name: 'Orang Lain' })).to.equal('opened');
    expect(await office.database.store.people.find(SRI.username)).to.deep.include({
      ...{ name: 'Sri Wahyuni', roles: ['petugas-entri'], active: true },
      ...{ nip: '198501012010012001', signerNik: '3402015501850001' },
    });
    expect(await open({ username: 'kasi.baru', name: '  Bima Satria ', roles: ['kasi', 'petugas-entri'] })).to.equal(
      'opened',
    );
    expect(await office.database.store.people.find('kasi.baru')).to.deep.include({
      ...{ name: 'Bima Satria', roles: ['kasi', 'petugas-entri'], active: true, nip: null, signerNik: null },
    });
  });

  it('takes a user name of small letters, digits, dots and hyphens, up to sixty characters', async () => {
    const longest = `a${'b'.repeat(59)}`;
    for (const username of ['a', 'ani.wahyuni', 'ani-wahyuni.2', 'a1', longest])
      expect(await open({ username, name: 'Baru', roles: ['kasi'] }, WORDS), username).to.equal('opened');
    for (const username of [
      ...['', '1a', '.a', 'a.', 'a..b', '-a', 'a-', 'a.-b', 'Sri', 'sri wahyuni', 'sri!', ' sri', 'sri\n', 'é'],
      `${longest}b`,
    ])
      expect(await open({ username, name: 'Baru', roles: ['kasi'] }), username).to.equal('USERNAME');
  });

  it('wipes the password that was typed, taken or not', async () => {
    for (const words of [WORDS, 'pendek']) {
      const password = Buffer.from(words);
      await openAccount(office.dependencies)({ username: 'baru.sekali', name: 'Baru', roles: ['kasi'], password });
      expect([...password].every((byte) => byte === 0)).to.equal(true);
    }
  });

  it('changes nobody’s roles and takes no weak password', async () => {
    await office.given(SRI);
    expect(await open({ username: SRI.username, name: 'Sri', roles: ['admin'] })).to.equal('KNOWN');
    expect(await open({ username: 'baru' })).to.equal('INCOMPLETE');
    expect(await open({ username: 'baru', name: 'Baru' })).to.equal('INCOMPLETE');
    expect(await open({ username: 'baru', name: ' ', roles: ['admin'] })).to.equal('INCOMPLETE');
    expect(await open({ username: 'baru', roles: ['admin'] })).to.equal('INCOMPLETE');
    expect(await open({ username: 'Baru!', name: 'Baru', roles: ['admin'] })).to.equal('USERNAME');
    expect(await open({ username: 'baru', name: 'Baru', roles: ['admin', 'kasi'] })).to.equal('MIXED_ROLES');
    expect(await open({ username: 'baru', name: 'Baru', roles: ['admin'] }, 'pendek')).to.equal('TOO_SHORT');
    expect(await office.database.store.people.find('baru')).to.equal(undefined);
    expect(await open({ username: SRI.username }, 'wahyuni wahyuni')).to.equal('HOLDS_NAME');
    expect(await open({ username: SRI.username }, 'pendek')).to.equal('TOO_SHORT');
    expect(await office.journal()).to.deep.equal([]);
    expect(await enters(SRI.username, PASSWORD), 'the old one stays').to.equal(true);
  });

  it('is one command, which takes the password from standard input and from nowhere else', async () => {
    const run = (args: string[], input: string) =>
      new Promise<{ code: number | null; said: string }>((resolve) => {
        const child = spawn(process.execPath, [program('tools/account.ts'), ...args], {
          env: { ...process.env, DATABASE_URL: office.database.url, VAR_DIR: temporaryFolder() },
        });
        let said = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
        child.once('exit', (code) => resolve({ code, said }));
        child.stdin.end(input);
      });
    const add = ['add', 'admin.dua', '--name', 'Bima Satria', '--role', 'admin'];
    const done = await run(add, `${WORDS}\n${WORDS}\n`);
    expect(done.code, done.said).to.equal(0);
    expect(done.said).to.contain('Akun admin.dua siap').and.not.contain(WORDS);
    expect(await enters('admin.dua', WORDS)).to.equal(true);
    expect((await run(['password', 'admin.dua'], `${WORDS}\nlain\n`)).code).to.equal(2);
    for (const refused of [add, ['password', 'orang.asing']]) {
      const { code, said } = await run(refused, '');
      expect(code, said).to.equal(1);
      expect(said, 'before a password is asked for').to.not.contain('Kata sandi baru');
    }
    expect((await run(['add', 'x', '--password', 'y'], '')).said).to.contain('Pemakaian');
  });
});

describe('A secret typed on the terminal', () => {
  const typed = (...chunks: string[]) => {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => void raw.push(on) });
    const raw: boolean[] = [];
    const said: string[] = [];
    const reader = new SecretReader(input as unknown as NodeJS.ReadStream, (text) => void said.push(text));
    for (const chunk of chunks) input.write(chunk);
    return { reader, raw, said };
  };

  it('is read without echo, with corrections, and the terminal is left as it was', async () => {
    const { reader, raw, said } = typed('kopié\x7f\x7fi pah', 'it\r', 'kedua\n');
    expect((await reader.ask('Sandi: ')).toString()).to.equal('kopi pahit');
    expect((await reader.ask('Lagi: ')).toString()).to.equal('kedua');
    expect(raw).to.deep.equal([true, false, true, false]);
    expect(said.join('')).to.equal('Sandi: \nLagi: \n');
  });

  it('is given up with Ctrl-C', async () => {
    expect(await errorOf(typed('setengah\x03').reader.ask('Sandi: '))).to.be.instanceOf(NothingTyped);
  });
});
