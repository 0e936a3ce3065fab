import { expect } from 'chai';
import type { StaffRole } from '../../src/domain/process.ts';
import { ADMIN, PASSWORD, SRI, staff } from '../cases/account-office.ts';
import { logInWith, whoIsAt, withLoginOffice, type LoginProcess } from './login-office.ts';

const HEAD = staff('agus.prasetyo', 'Agus Prasetyo', 'kepala-dinas');

describe('The accounts page of the admin', () => {
  const { office, start } = withLoginOffice();
  let process: LoginProcess;
  before(async () => {
    process = await start();
    await office.given(ADMIN);
    await office.database.store.people.put({ ...HEAD, signerNik: '3402010101700001' });
  });
  beforeEach(async () => {
    await office.given(SRI);
    await office.forgetJournal();
  });
  const ROLE: [string, string] = ['peran', 'petugas-cetak'];

  it('shows everybody with roles and the state of the account', async () => {
    await office.database.store.accounts.lock(SRI.username, ADMIN.username);
    const { text } = await (await process.as(ADMIN.username)).get('/admin/akun');
    expect(text).to.contain('Sri Wahyuni').and.contain('Petugas layanan &amp; entri').and.contain('Dikunci');
    expect(text).to.contain('Agus Prasetyo').and.contain('Belum punya sandi').and.contain('terdaftar BSrE');
    expect(text).to.not.contain('3402010101700001');
  });

  it('adds an officer and shows the one-time password once; with it the officer begins', async () => {
    const admin = await process.as(ADMIN.username);
    const answer = await admin.post(
      '/admin/akun/tambah',
      [['pengguna', 'wulan.sari'], ['nama', 'Wulan <Sari>'], ROLE, ['nip', '1993 0505 2018 0120 01'], ['nik', '']],
      { from: '/admin/akun/tambah' },
    );
    expect(answer.status).to.equal(200);
    expect(answer.text).to.contain('Wulan &lt;Sari&gt;').and.not.contain('<Sari>');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const password = /<output>((?:[a-z2-9]{4}-){3}[a-z2-9]{4})<\/output>/.exec(answer.text)![1]!;
    expect((await admin.get('/admin/akun')).text).to.not.contain(password);
    expect(await office.database.store.people.find('wulan.sari')).to.include({
      nip: '199305052018012001',
      signerNik: null,
      certificateName: null,
    });
    const wulan = process.browser();
    expect((await logInWith(wulan, 'wulan.sari', password)).headers.get('location')).to.equal('/akun');
  });

  it("keep the name in a signer's certificate where it is another one, and no titles alone", async () => {
    const admin = await process.as(ADMIN.username);
    const page = `/admin/akun/${HEAD.username}`;
    const write = (name: string) =>
      admin.post(
        page,
        [
          ['nama', HEAD.name],
          ['peran', 'kepala-dinas'],
          ['nip', HEAD.nip ?? ''],
          ['nama-sertifikat', name],
        ],
        { from: page },
      );
    expect((await write('  MUHAMMAD  AGUS ')).status).to.equal(303);
    const { people } = office.database.store;
    expect(await people.find(HEAD.username)).to.include({ certificateName: 'MUHAMMAD AGUS' });
    expect((await admin.get(page)).text).to.contain('name="nama-sertifikat" value="MUHAMMAD AGUS"');
    const titles = await write('Drs., M.Si.');
    expect([titles.status, titles.text.includes('hanya berisi gelar')]).to.deep.equal([422, true]);
    await write('');
    expect(await people.find(HEAD.username)).to.include({ certificateName: null });
    await people.put({ ...HEAD, signerNik: '3402010101700001' });
  });

  it('keeps what was typed when something is wrong, and says what', async () => {
    const admin = await process.as(ADMIN.username);
    const answer = await admin.post('/admin/akun/tambah', [['pengguna', 'sri.wahyuni'], ['nama', 'Sri Lain'], ROLE], {
      from: '/admin/akun/tambah',
    });
    expect(answer.status).to.equal(422);
    expect(answer.text)
      .to.contain('sudah dipakai')
      .and.contain('value="Sri Lain"')
      .and.match(/value="petugas-cetak" checked/);
    const mixed = await admin.post('/admin/akun/sri.wahyuni', [['nama', 'Sri'], ROLE, ['peran', 'auditor']], {
      from: '/admin/akun/sri.wahyuni',
    });
    expect(mixed.status).to.equal(422);
    expect(mixed.text).to.contain('tidak boleh merangkap');
  });

  it('changes name and roles; the officer has them at once', async () => {
    const [admin, sri] = [await process.as(ADMIN.username), await process.as(SRI.username)];
    const answer = await admin.post(
      '/admin/akun/sri.wahyuni',
      [
        ['nama', 'Sri W. Utami'],
        ['peran', 'auditor'],
      ],
      {
        from: '/admin/akun/sri.wahyuni',
      },
    );
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/admin/akun?kabar=diubah']);
    expect((await admin.get('/admin/akun?kabar=diubah')).text).to.contain('Data petugas sudah diubah');
    expect((await sri.get('/akun')).text)
      .to.contain('Sri W. Utami')
      .and.contain('Auditor');
  });

  it('saves no form that was opened before another admin changed the same officer', async () => {
    const admin = await process.as(ADMIN.username);
    const page = '/admin/akun/sri.wahyuni';
    const shown = /name="semula" value="(\w+)"/.exec((await admin.get(page)).text)![1]!;
    const write = (name: string): [string, string][] => [['nama', name], ROLE, ['semula', shown]];
    expect((await admin.post(page, write('Sri W. Utami'), { from: page })).status).to.equal(303);
    const late = await admin.post(page, write('Sri Wahyuni'), { from: page });
    expect(late.status).to.equal(422);
    expect(late.text).to.contain('sejak halaman ini dibuka').and.contain(`name="semula" value="${shown}"`);
    expect(await office.database.store.people.find(SRI.username)).to.include({ name: 'Sri W. Utami' });
  });

  it('locks, opens, ends and renews an account; whoever is in is out at once', async () => {
    const admin = await process.as(ADMIN.username);
    const act = (name: string) =>
      admin.post(`/admin/akun/sri.wahyuni/${name}`, [], { from: '/admin/akun/sri.wahyuni' });
    for (const [name, back] of [
      ['kunci', 'buka'],
      ['berhenti', 'aktif'],
    ] as const) {
      const sri = await process.as(SRI.username);
      expect((await act(name)).status).to.equal(303);
      expect(await whoIsAt(sri), name).to.equal(null);
      expect((await logInWith(process.browser(), SRI.username, PASSWORD)).status, name).to.equal(403);
      expect((await act(back)).status).to.equal(303);
      expect((await logInWith(process.browser(), SRI.username, PASSWORD)).status, back).to.equal(303);
    }
    const reset = await act('kata-sandi');
    expect(reset.text).to.contain('Kata sandi sementara untuk Sri Wahyuni');
    expect((await logInWith(process.browser(), SRI.username, PASSWORD)).status).to.equal(401);
    const own = await admin.post('/admin/akun/admin/kunci', [], { from: '/admin/akun/sri.wahyuni' });
    expect(own.status).to.equal(409);
    expect(own.text).to.contain('Mintalah admin lain');
  });

  it('is closed to everybody else, by page and by post, and the attempt is journalled', async () => {
    const token = /name="token" value="([\w-]+)"/;
    const sri = await process.as(SRI.username);
    const held = token.exec((await sri.get('/akun')).text)![1]!;
    await office.forgetJournal();
    for (const path of ['/admin/akun', '/admin/akun/tambah', '/admin/akun/admin']) {
      const { status, text } = await sri.get(path);
      expect(status, path).to.equal(403);
      expect(text, path).to.not.contain('Agus Prasetyo');
    }
    const posts: [string, [string, string][]][] = [
      [
        '/admin/akun/tambah',
        [
          ['pengguna', 'penyusup'],
          ['nama', 'Penyusup'],
          ['peran', 'kepala-dinas'],
        ],
      ],
      [
        '/admin/akun/sri.wahyuni',
        [
          ['nama', 'Sri'],
          ['peran', 'kepala-dinas'],
        ],
      ],
      ['/admin/akun/agus.prasetyo/kata-sandi', []],
      ['/admin/akun/agus.prasetyo/kunci', []],
      ['/admin/akun/sri.wahyuni/buka', []],
      ['/admin/akun/admin/berhenti', []],
      ['/admin/akun/agus.prasetyo/aktif', []],
    ];
    for (const [path, fields] of posts)
      expect((await sri.post(path, fields, { token: held })).status, path).to.equal(403);
    expect(await office.database.store.people.find(SRI.username)).to.deep.include({ roles: ['petugas-entri'] });
    expect(await office.database.store.people.find('penyusup')).to.equal(undefined);
    const journal = (await office.details()).map(({ actor, event, detail }) => [actor, event, detail['asked']]);
    expect(journal).to.deep.equal(
      [
        'accounts-listed',
        'accounts-listed',
        'person-viewed',
        'officer-added',
        'officer-changed',
        'password-reset',
        'account-locked',
        'account-unlocked',
        'officer-retired',
        'officer-reinstated',
      ].map((asked) => [SRI.username, 'act-refused', asked]),
    );
    const nobody = process.browser();
    expect((await nobody.get('/admin/akun')).headers.get('location')).to.equal('/masuk?kembali=%2Fadmin%2Fakun');
    expect((await nobody.post('/admin/akun/agus.prasetyo/kunci', [], { token: held })).status).to.equal(303);
    expect((await office.database.store.accounts.find(HEAD.username))?.lockedAt ?? null).to.equal(null);
  });

  it('leads back to the page of a form that was sent without a log-in, or stood open too long', async () => {
    const admin = await process.as(ADMIN.username);
    for (const [path, page] of [
      ['/admin/akun/tambah', '/admin/akun/tambah'],
      ['/admin/akun/agus.prasetyo/kata-sandi', '/admin/akun/agus.prasetyo'],
      ['/akun/kata-sandi', '/akun'],
    ] as const) {
      const { headers } = await process.browser().post(path, [], { token: 'x' });
      expect(headers.get('location'), path).to.equal(`/masuk?kembali=${encodeURIComponent(page)}`);
      const stale = await admin.post(path, [], { token: 'x' });
      expect(stale.status, path).to.equal(403);
      expect(stale.text)
        .to.contain('<h1>Halaman ini sudah kedaluwarsa</h1>')
        .and.contain(`href="${page}">Buka halamannya lagi`);
    }
  });

  it('lets nobody else note, change or forget the NIK of an officer, their own neither', async () => {
    const { people } = office.database.store;
    const nikHash = 'b'.repeat(64);
    const token = /name="token" value="([\w-]+)"/;
    const roles: StaffRole[] = ['petugas-entri', 'petugas-cetak', 'kasi', 'kepala-dinas', 'auditor'];
    for (const role of roles) {
      const who = staff(`uji.${role}`, `Uji ${role}`, role);
      await office.given(who);
      const browser = await process.as(who.username);
      const held = token.exec((await browser.get('/akun')).text)![1]!;
      for (const whose of [who, HEAD]) {
        await people.put({ ...whose, nikHash });
        for (const field of [
          ['nik-petugas', '3402015203900001'],
          ['lupakan-nik', 'ya'],
        ] as [string, string][]) {
          const fields: [string, string][] = [['nama', whose.name], ['peran', whose.roles[0]!], field];
          const { status } = await browser.post(`/admin/akun/${whose.username}`, fields, { token: held });
          expect(status, `${role} ${whose.username}`).to.equal(403);
          expect((await people.find(whose.username))!.nikHash, role).to.equal(nikHash);
        }
        await people.put({ ...whose, nikHash: null });
      }
    }
    const stranger = process.browser();
    const fields: [string, string][] = [['nik-petugas', '3402015203900001']];
    expect((await stranger.post(`/admin/akun/${HEAD.username}`, fields, { token: 'x' })).status).to.equal(303);
    expect((await people.find(HEAD.username))!.nikHash).to.equal(null);
  });

  it('takes no act from another page or without the token', async () => {
    const admin = await process.as(ADMIN.username);
    const foreign = { from: '/admin/akun/sri.wahyuni', headers: { origin: 'http://jahat.example' } };
    expect((await admin.post('/admin/akun/sri.wahyuni/kunci', [], foreign)).status).to.equal(403);
    expect((await admin.post('/admin/akun/sri.wahyuni/kunci', [], { token: 'x' })).status).to.equal(403);
    expect((await office.database.store.accounts.find(SRI.username))!.lockedAt).to.equal(null);
  });
});
