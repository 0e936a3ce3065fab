import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { startAuditor, type AuditorServer } from './auditor-server.ts';

describe("The auditor's pages in a browser", function () {
  this.timeout(90_000);
  const given = withOffice();
  let browser: Browser;
  let server: AuditorServer;
  before(async () => {
    browser = await openBrowser();
    server = await startAuditor(given.office);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function tab(where: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser.createBrowserContext()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width: 1366, height: 768 });
    await page.setCookie({ name: 'petugas', value: PEOPLE.audi.username, url: server.url });
    await page.goto(server.url + where, { waitUntil: 'networkidle0' });
    return { page, complaints };
  }

  it('have no fault of WCAG 2.2 AA that axe can see, and run under their own policy', async () => {
    const { applicationNumber } = await given.office.delivered();
    const back = await given.office.submit();
    await given.office.asksFor(back.applicationNumber, ['ijazah'], 'Foto ijazah buram');
    const pages: [string, string][] = [
      ['/auditor', 'auditor-questions'],
      ['/auditor/tanya/siapa-melihat', 'auditor-who-saw'],
      ['/auditor/tanya/berkas', 'auditor-cases'],
      [`/auditor/berkas/${applicationNumber}`, 'auditor-case'],
    ];
    for (const [where, name] of pages) {
      const { page, complaints } = await tab(where);
      expect(complaints, where).to.deep.equal([]);
      expect(await axeFaults(page), where).to.deep.equal([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where).to.equal(true);
      await keepPicture(page, name);
      await page.browserContext().close();
    }
  });

  it('answer by the keyboard alone: choose a question, type, press Enter, read', async () => {
    const { applicationNumber } = await given.office.delivered();
    const { page, complaints } = await tab('/auditor');
    await page.focus('a[href="/auditor/tanya/tanda-tangan"]');
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
    await page.focus('#berkas');
    await page.keyboard.type(applicationNumber);
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
    expect(await page.$eval('[role="status"]', (one) => one.textContent)).to.contain('Terbukti');
    expect(new URL(page.url()).pathname).to.equal('/auditor/tanya/tanda-tangan');
    expect(page.url()).to.not.contain(applicationNumber);
    await keepPicture(page, 'auditor-signature');
    expect(complaints).to.deep.equal([]);
    for (const [slug, name] of [
      ['dikembalikan', 'auditor-returns'],
      ['waktu-sop', 'auditor-sop'],
      ['pesan', 'auditor-messages'],
    ] as const) {
      await page.goto(`${server.url}/auditor/tanya/${slug}`, { waitUntil: 'networkidle0' });
      await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.click('.send .primary')]);
      expect(await page.$('.answer table'), slug).to.not.equal(null);
      await keepPicture(page, name);
    }
    await page.browserContext().close();
  });
});
