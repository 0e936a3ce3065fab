import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { openBrowser } from '../portal/browser.ts';
import { startAuditor, type AuditorServer } from './auditor-server.ts';

describe("The auditor's pages in a browser", () => {
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

  it('list by clicks which decisions were taken back and which cards were revoked', async () => {
    const { office } = given;
    const taken = await office.verified();
    const { taskId: task } = (await office.store.decisions.of(taken.applicationNumber)).at(-1)!;
    await office.officers.takeBack(PEOPLE.endah.username, {
      applicationNumber: taken.applicationNumber,
      task,
      reason: 'wrong-answer',
    });
    const card = await office.delivered();
    await office.applicants.download(card.applicationNumber, card.pin);
    await office.settle();
    const why = 'Akta kelahiran yang dilampirkan ternyata milik orang lain. Datanglah ke loket.';
    await office.officers.requestRevocation(PEOPLE.agus.username, card.applicationNumber, why);
    await office.officers.grantRevocation(PEOPLE.endah.username, card.applicationNumber);
    const questions: [string, string, RegExp][] = [
      ['keputusan-ditarik', taken.applicationNumber, /Endah Kusumawati.*salah memilih jawaban/s],
      ['kk-dicabut', card.applicationNumber, /Agus Hartanto.*milik orang lain.*Endah Kusumawati/s],
    ];
    for (const [slug, number, row] of questions) {
      const { page, complaints } = await tab('/auditor');
      await page.setViewport({ width: 1024, height: 768 });
      await Promise.all([page.waitForNavigation(), page.click(`a[href="/auditor/tanya/${slug}"]`)]);
      await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.click('.send .primary')]);
      const rows = await page.$$eval('.answer tbody tr', (all) => all.map(({ textContent }) => textContent ?? ''));
      expect(rows.find((one) => one.includes(number))).to.match(row);
      expect(await axeFaults(page), slug).to.deep.equal([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), slug).to.equal(true);
      await keepPicture(page, `auditor-${slug}-1024`);
      expect(complaints).to.deep.equal([]);
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
      ['keputusan-ditarik', 'auditor-taken-back'],
      ['kk-dicabut', 'auditor-revoked'],
    ] as const) {
      await page.goto(`${server.url}/auditor/tanya/${slug}`, { waitUntil: 'networkidle0' });
      await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.click('.send .primary')]);
      expect(await page.$('.answer table'), slug).to.not.equal(null);
      await keepPicture(page, name);
    }
    await page.browserContext().close();
  });
});
