import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

/** Pages of management, print officer and admin, as they stand on the screen. */
describe('The pages of management, print officer and admin in a browser', function () {
  this.timeout(90_000);
  const given = withOffice();
  let browser: Browser;
  let server: DeskServer;
  before(async () => {
    browser = await openBrowser();
    server = await startDesk(given.office);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('have no fault of WCAG 2.2 AA that axe can see, run under their own policy, and fit the screen', async () => {
    const { office } = given;
    for (const status of ['read', 'delivered', 'undelivered']) {
      const { applicationNumber } = await office.delivered();
      const card = (await office.store.messages.of(applicationNumber)).find(({ purpose }) => purpose === 'card');
      await office.applicants.messageStatus({ sid: card!.sid!, status, errorCode: null });
      await office.settle();
    }
    await office.verified();
    const back = await office.submit();
    await office.asksFor(back.applicationNumber, ['ijazah'], 'Foto ijazah buram');
    await office.database.asOwner('alter table journal disable trigger journal_append_only');
    await office.database.asOwner(
      `update journal set at = at - interval '4 minutes' where event like '%-viewed' and actor = 'endah.kusuma'`,
    );
    await office.database.asOwner(`update work_list set created_at = created_at - interval '9 minutes'`);
    const pages: [string, string, string][] = [
      [PEOPLE.endah.username, '/meja/kinerja', 'desk-performance'],
      [PEOPLE.rini.username, '/meja/pengiriman', 'desk-deliveries'],
    ];
    for (const [username, where, name] of pages) {
      const page = await (await browser.createBrowserContext()).newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.setViewport({ width: 1366, height: 768 });
      await page.setCookie({ name: 'petugas', value: username, url: server.url });
      await page.goto(server.url + where, { waitUntil: 'networkidle0' });
      expect(complaints, where).to.deep.equal([]);
      expect(await axeFaults(page), where).to.deep.equal([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where).to.equal(true);
      await keepPicture(page, name);
      await page.browserContext().close();
    }
  });

  it('give the management page as a file', async () => {
    const file = await server.browser(PEOPLE.agus.username).get('/meja/kinerja.csv?per=minggu');
    expect(file.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(file.text).to.contain('5. Verifikasi elektronik draf KK;1;').and.contain('Minggu mulai;Masuk');
  });
});
