import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

/** The way "typed": no service of SIAK says who of a family is a foreigner. */
describe('Columns 13 to 15 of a foreigner, on the page of the case', () => {
  const given = withOffice();
  let browser: Browser;
  let server: DeskServer;
  before(async () => {
    Object.assign(given.office.dependencies.settings, { siakWay: 'typed' });
    Object.assign(given.office.register, { way: 'typed', reads: false });
    browser = await openBrowser();
    server = await startDesk(given.office);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('are typed by the entry officer, shown with who and when, and printed on the draft; others read them', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.setCookie({ name: 'petugas', value: PEOPLE.sri.username, url: server.url });
    await page.goto(`${server.url}/meja/berkas/${applicationNumber}`, { waitUntil: 'networkidle0' });
    const section = () => page.$eval('#kolom-asing', ({ textContent }) => textContent.replace(/\s+/g, ' '));
    expect(await section()).to.include('DAMAR PAMUNGKAS: belum disebut siapa pun');
    const save = async (citizenship: string, passport: string, kitap: string) => {
      await page.$eval('#kolom-asing details', (details) => (details.open = true));
      await page.select('#asing-1-warga', citizenship);
      for (const [id, value] of [
        ['#asing-1-paspor', passport],
        ['#asing-1-kitap', kitap],
      ] as const)
        await page.$eval(id, (input, text) => void ((input as HTMLInputElement).value = text), value);
      await page.$eval('#kolom-asing', (element) => element.scrollIntoView({ block: 'center' }));
      await keepPicture(page, 'desk-immigration-typing');
      await Promise.all([
        page.waitForNavigation({ waitUntil: 'networkidle0' }),
        page.$eval('#kolom-asing form', (form) => form.requestSubmit()),
      ]);
    };
    await save('WNI', '', 'A12-3456');
    expect(await page.$eval('main, body', ({ textContent }) => textContent)).to.include('atau pilih WNA');
    await page.goto(`${server.url}/meja/berkas/${applicationNumber}`, { waitUntil: 'networkidle0' });
    await save('WNA', 'nx9900321', '2D41AB9321-K');
    expect(page.url()).to.not.include('9900321');
    expect(await section()).to.match(
      /Damar Pamungkas: WNA, paspor NX9900321, KITAP 2D41AB9321-K\s*menurut Sri Wahyuni/i,
    );
    expect(await axeFaults(page)).to.deep.equal([]);
    await page.$eval('#kolom-asing', (element) => element.scrollIntoView({ block: 'center' }));
    await keepPicture(page, 'desk-immigration');

    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: 'SIAK/2026/11/0042' });
    await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
    const { draftSha256 } = await office.case(applicationNumber);
    const { family } = (await office.store.drafts.find(draftSha256!))!;
    expect(family.members[0]).to.include({ citizenship: 'WNA', passportNumber: 'NX9900321' });
    await page.setCookie({ name: 'petugas', value: PEOPLE.endah.username, url: server.url });
    await page.goto(`${server.url}/meja/berkas/${applicationNumber}`, { waitUntil: 'networkidle0' });
    expect(await section()).to.include('NX9900321');
    expect(await page.$('#kolom-asing form'), 'Kasi reads').to.equal(null);
  });
});
