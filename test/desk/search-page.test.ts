import { expect } from 'chai';
import { withOffice } from '../cases/office.ts';
import { withDesk } from './with-desk.ts';

describe('The list and its search', () => {
  const given = withOffice();
  const { as } = withDesk(given);
  const numbersIn = (text: string) => [...text.matchAll(/<tr[^>]* data-number="([^"]+)"/g)].map((match) => match[1]);

  it('takes the words by a form, and leaves no name and no number of a person in any address', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await office.submit({ applicant: { name: 'Bagas Wiratama', nik: '3402151101720009', whatsapp: '081390004411' } });
    const tono = as('tono');
    for (const kata of ['Wening Prames', '3402155203850002', '0812 3456 7890']) {
      const posted = await tono.post(
        '/meja/cari',
        [
          ['kata', kata],
          ['lingkup', 'saya'],
        ],
        { from: '/meja' },
      );
      const where = posted.headers.get('location')!;
      expect([posted.status, where]).to.satisfy(
        ([status, address]: [number, string]) => status === 303 && /^\/meja\?cari=[\w-]{12}$/.test(address),
      );
      const { text } = await tono.get(where);
      expect(numbersIn(text), kata).to.include(applicationNumber);
      expect(text).to.contain(`value="${kata}"`);
      const addresses = [...text.matchAll(/(?:href|action|src|data-here)="([^"]*)"/g)].map((match) => match[1]!);
      expect(addresses.filter((address) => /Wening|34021552|81234/i.test(decodeURIComponent(address)))).to.deep.equal(
        [],
      );
    }
  });

  it('keeps the other restrictions and begins at the first page', async () => {
    const posted = await as('tono').post(
      '/meja/cari',
      [
        ['kata', ''],
        ['lingkup', 'terbuka'],
        ['langkah', 'open-application'],
        ['alasan', ''],
        ['kalurahan', '34.02.15.2001'],
        ['petugas', ''],
        ['keadaan', ''],
        ['urut', 'nama'],
        ['hal', '7'],
      ],
      { from: '/meja' },
    );
    expect(posted.headers.get('location')).to.equal(
      '/meja?lingkup=terbuka&langkah=open-application&kalurahan=34.02.15.2001&urut=nama',
    );
  });

  it('is not open to others: a stranger’s form, a colleague’s id, an id that nobody knows, too few letters', async () => {
    const tono = as('tono');
    const forged = await tono.post('/meja/cari', [['kata', 'Wening']], { token: 'x' });
    expect(forged.status).to.equal(403);
    const short = await tono.post('/meja/cari', [['kata', 'ab']], { from: '/meja' });
    expect([short.status, short.text.includes('paling sedikit tiga')]).to.deep.equal([409, true]);
    const where = (await tono.post('/meja/cari', [['kata', 'Bagas']], { from: '/meja' })).headers.get('location')!;
    expect((await tono.get(where)).text).to.contain('value="Bagas"');
    for (const [who, address] of [
      ['rini', where],
      ['tono', '/meja?cari=tidak-ada-ini'],
      ['tono', `/meja?cari=${'x'.repeat(3_000)}`],
    ] as const) {
      const { status, text } = await as(who).get(address);
      expect([status, text.includes('sudah tidak tersimpan'), text.includes('value="Bagas"')]).to.deep.equal([
        200,
        true,
        false,
      ]);
    }
    expect((await as('audi').get('/meja')).text).to.not.contain('action="/meja/cari"');
  });

  it('takes nonsense in the address for no restriction', async () => {
    const plain = numbersIn((await as('tono').get('/meja')).text);
    expect(plain.length).to.be.greaterThan(1);
    for (const nonsense of [
      'lingkup=%27%3Bdrop&langkah=x&alasan=__proto__&kalurahan=99&petugas=%25&keadaan=constructor&urut=toString&hal=-3',
      'hal=1e9',
      'hal=0x2',
      'lingkup=toString&keadaan=valueOf',
      'langkah=open-application&langkah=verify-draft&hal=1&hal=2',
    ]) {
      const { status, text } = await as('tono').get(`/meja?${nonsense}`);
      expect([status, numbersIn(text)], nonsense).to.deep.equal([200, plain]);
    }
  });

  it('shows what may be opened as a link, and where the rest stands', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const tono = as('tono');
    const where = (await tono.post('/meja/cari', [['kata', applicationNumber]], { from: '/meja' })).headers.get(
      'location',
    )!;
    const row = /<tr[^>]* data-number=[\s\S]*?<\/tr>/.exec((await tono.get(where)).text)![0];
    expect(row)
      .to.contain('5. Verifikasi draf KK')
      .and.contain('Bukan di meja Anda')
      .and.contain('berkas Sri Wahyuni')
      .and.not.contain('<a ');
    expect((await tono.get(`/meja/berkas/${applicationNumber}`)).status, 'as the list says').to.equal(403);
  });

  it('leafs through pages, each with its own address', async () => {
    const { office } = given;
    for (let i = 0; i < 26; i++) await office.submit({ reason: 'rusak', changes: [] });
    const first = await as('tono').get('/meja?alasan=rusak');
    expect(numbersIn(first.text)).to.have.length(25);
    expect(first.text).to.contain('halaman 1 dari 2').and.contain('href="/meja?alasan&#x3D;rusak&amp;hal&#x3D;2"');
    const second = await as('tono').get('/meja?alasan=rusak&hal=2');
    expect(numbersIn(second.text)).to.have.length(1);
    expect(new Set([...numbersIn(first.text), ...numbersIn(second.text)]).size).to.equal(26);
  });

  it('leads on to the next task, also past a case that the officer leaves as it is', async () => {
    const tono = as('tono');
    const to = async (address: string) => (await tono.get(address)).headers.get('location');
    const [one, two] = numbersIn((await tono.get('/meja')).text);
    expect(await to('/meja/lanjut')).to.equal(`/meja/berkas/${one}`);
    expect(await to(`/meja/lanjut?lewati=${one}`)).to.equal(`/meja/berkas/${two}`);
    expect(
      await as('rini')
        .get('/meja/lanjut')
        .then(({ headers }) => headers.get('location')),
    ).to.equal('/meja');
  });
});
