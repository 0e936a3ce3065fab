import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { axeFaults, keepPicture } from '../axe.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { withDeskBrowser } from './desk-browser.ts';

describe('Taking several tasks from the work list', () => {
  const given = withOffice();
  const desk = withDeskBrowser(given);
  const tick = (page: Page, number: string) => page.click(`tr[data-number="${number}"] input.pick`);
  const take = (page: Page) =>
    Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('.take-several button')]);
  const said = (page: Page) => page.$eval('p.notice', (notice) => notice.textContent ?? '');
  const holderOf = async (applicationNumber: string) =>
    (await given.office.task(applicationNumber, 'open-application')).assignee;

  it('holds the ticked ones, in the list that was restricted, while new work comes in', async () => {
    const { office } = given;
    const cases = [await office.submit(), await office.submit(), await office.submit()];
    const [first, second, third] = cases.map(({ applicationNumber }) => applicationNumber) as [string, string, string];
    const { page } = await desk.tab(PEOPLE.tono.username, '/meja?alasan=perubahan-data');
    await tick(page, first);
    await tick(page, third);
    const added = await office.submit();
    await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForSelector(`tr.added[data-number="${added.applicationNumber}"]`);
    expect(await axeFaults(page)).to.deep.equal([]);
    await keepPicture(page, 'desk-take-several');
    await take(page);
    expect(await said(page)).to.equal('2 tugas Anda pegang sekarang. ');
    expect(new URL(page.url()).searchParams.get('alasan')).to.equal('perubahan-data');
    expect(await Promise.all([first, second, third].map(holderOf))).to.deep.equal([
      PEOPLE.tono.username,
      null,
      PEOPLE.tono.username,
    ]);
    expect(await page.$(`tr[data-number="${first}"] input.pick`), 'held already').to.equal(null);
    await page.browserContext().close();
  });

  it('leaves with a colleague what the colleague was quicker to take, and says which', async () => {
    const { office } = given;
    const { applicationNumber: theirs } = await office.submit();
    const { applicationNumber: ours } = await office.submit();
    const { page } = await desk.tab(PEOPLE.tono.username, '/meja');
    await tick(page, theirs);
    await tick(page, ours);
    const { taskId: task } = await office.task(theirs, 'open-application');
    await office.officers.claim(PEOPLE.sri.username, { applicationNumber: theirs, task });
    await take(page);
    expect(await said(page))
      .to.contain('1 tugas Anda pegang sekarang.')
      .and.contain(`Tidak dapat diambil, mungkin rekan lebih dahulu: ${theirs}.`);
    expect(await holderOf(theirs)).to.equal(PEOPLE.sri.username);
    await page.browserContext().close();
  });

  it('asks for a tick where none was made, and offers none for a signature or another lane', async () => {
    const { page } = await desk.tab(PEOPLE.tono.username, '/meja');
    await take(page);
    expect(await said(page)).to.contain('Belum ada tugas yang dicentang');
    await page.browserContext().close();
    await given.office.verified();
    const head = await desk.tab(PEOPLE.agus.username, '/meja');
    expect(await head.page.$('input.pick, .take-several')).to.equal(null);
    await head.page.browserContext().close();
  });
});
