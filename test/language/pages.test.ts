import { expect } from 'chai';
import { KALURAHAN } from '../../src/domain/kalurahan.ts';
import { withOffice } from '../cases/office.ts';
import { openPortal, type OpenPortal } from '../portal/open-portal.ts';
import { MARKED, markedLanguages, unmarkedOnPage } from './marked-language.ts';

/** Names of places stand on the pages in whatever language; nothing else does. */
const PLACES = KALURAHAN.flatMap(({ name }) => [name]);
const NAMES: Readonly<Record<string, readonly string[]>> = {
  '/': [],
  '/ajukan': PLACES,
  '/lacak': [],
  '/periksa': [],
  '/data-pribadi': [],
};
/** Names, and hours by the locale. */
const VALUES = [
  /^Dinas Kependudukan dan Pencatatan Sipil Kabupaten Bantul(?: ·)?$/,
  /^Bahasa (?:Indonesia|bertanda)$/,
  /^(?:[\d.–]+, )?(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)(?:–\p{L}+)? [\d.–]+$/u,
];

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('The pages in another language', () => {
  const given = withOffice({}, undefined, markedLanguages());
  let portal: OpenPortal;
  before(async () => {
    portal = await openPortal(given.office);
  });
  after(() => portal.close());
  const get = (path: string, cookie = '') =>
    fetch(`${portal.url}${path}`, { redirect: 'manual', headers: cookie === '' ? {} : { Cookie: cookie } });
  const page = async (path: string, cookie?: string) => (await get(path, cookie)).text();
  const CHOSEN = `bahasa=${MARKED}`;

  it('are chosen on any page, which is shown again, and stay chosen', async () => {
    const answer = await get(`/lacak?nomor=KK-261122-7Q4F2M&bahasa=${MARKED}`);
    expect(answer.status).to.equal(303);
    expect(answer.headers.get('location')).to.equal('/lacak?nomor=KK-261122-7Q4F2M');
    expect(answer.headers.get('set-cookie')).to.match(
      /^bahasa=qaa; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax/,
    );
    expect(await page('/lacak', CHOSEN))
      .to.contain('<html lang="qaa">')
      .and.to.contain('‹Lacak permohonan›')
      .and.to.contain('<a href="?bahasa=id" lang="id" hreflang="id">Bahasa Indonesia</a>');
  });

  it('are Indonesian without a choice, and after the choice of what the office does not offer', async () => {
    for (const cookie of ['', 'bahasa=jv', 'bahasa=<script>', `lain=${MARKED}`]) {
      const html = await page('/lacak', cookie);
      expect(html, cookie).to.contain('<html lang="id">').and.not.to.contain('‹');
    }
    expect((await get('/lacak?bahasa=jv')).status).to.equal(200);
  });

  it('lead to no other site', async () => {
    const { headers } = await get(`//elsewhere.example/?bahasa=${MARKED}`);
    expect(headers.get('location')).to.equal('/elsewhere.example/');
  });

  it('are not kept by a browser for who reads another language', async () => {
    const { headers } = await get('/', CHOSEN);
    expect(headers.get('vary')).to.contain('Cookie');
    expect((await get('/')).headers.get('etag')).not.to.equal(headers.get('etag'));
  });

  for (const [path, names] of Object.entries(NAMES))
    it(`${path} is in it`, async () => {
      const html = await page(path, CHOSEN);
      expect(html).to.contain('‹');
      const known = new Set(names.map(plain));
      const left = unmarkedOnPage(html)
        .flatMap((text) => text.split(' · '))
        .filter((text) => !known.has(plain(text)) && !VALUES.some((value) => value.test(text)));
      expect([...new Set(left)]).to.deep.equal([]);
    });

  it('show an application in its own language, whatever the visitor chose', async () => {
    const { applicationNumber, pin } = await given.office.submit({ language: MARKED });
    const answer = await fetch(`${portal.url}/lacak`, {
      method: 'POST',
      body: new URLSearchParams({ nomor: applicationNumber, pin }),
      headers: { Cookie: 'bahasa=id', Origin: portal.url },
    });
    const html = await answer.text();
    expect(html).to.contain('‹Permohonan sudah kami terima›').and.to.contain('‹Langkah permohonan›');
    expect(html).to.contain('<html lang="qaa">');
  });

  it('offer the holder of the PIN another language for the application, and show it in that at once', async () => {
    const { applicationNumber, pin } = await given.office.submit();
    const post = async (path: string, more: Record<string, string> = {}) =>
      (
        await fetch(`${portal.url}${path}`, {
          method: 'POST',
          body: new URLSearchParams({ nomor: applicationNumber, pin, ...more }),
          headers: { Origin: portal.url },
        })
      ).text();
    expect(await post('/lacak'))
      .to.contain('Bahasa permohonan ini')
      .and.contain(`name="bahasa" value="${MARKED}" lang="${MARKED}">Bahasa bertanda</button>`);
    expect(await post('/lacak/bahasa', { bahasa: MARKED }))
      .to.contain('<html lang="qaa">')
      .and.contain('‹Mulai sekarang halaman permohonan ini dan pesan WhatsApp kami memakai bahasa ini.›');
    expect(await post('/lacak')).to.contain('‹Bahasa permohonan ini›');
    expect(await post('/lacak/bahasa', { bahasa: 'jv' })).to.contain('‹Bahasa itu belum ada di layanan kami.');
  });
});
