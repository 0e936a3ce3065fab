import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { paperPhoto } from '../../src/demo/photos.ts';
import { withOffice } from '../cases/office.ts';
import { ApplyPage } from '../portal/apply-page.ts';
import { axeFaults } from '../axe.ts';
import { SMALL_PHONE, openBrowser } from '../portal/browser.ts';
import { openPortal, type OpenPortal } from '../portal/open-portal.ts';
import { temporaryFolder } from '../store/database.ts';
import { MARKED, markedLanguages } from './marked-language.ts';

describe('A resident who chooses a language on a phone', () => {
  const given = withOffice({}, undefined, markedLanguages());
  let portal: OpenPortal;
  let browser: Browser;
  let page: Page;
  before(async () => {
    portal = await openPortal(given.office);
    browser = await openBrowser();
    page = await browser.newPage();
    await page.setViewport(SMALL_PHONE);
    await page.setBypassCSP(true);
  });
  after(async () => {
    await browser.close();
    await portal.close();
  });

  it('finds it in the foot of the page, by a link that axe has nothing against', async () => {
    await page.goto(`${portal.url}/lacak`);
    await Promise.all([page.waitForNavigation(), page.click(`a[hreflang=${MARKED}]`)]);
    expect(page.url()).to.equal(`${portal.url}/lacak`);
    expect(await page.$eval('h1', (heading) => heading.textContent)).to.equal('‹Lacak permohonan›');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('applies in it, and is written to in it from the receipt on', async () => {
    const photo = path.join(temporaryFolder(), 'kk.jpg');
    writeFileSync(photo, await paperPhoto('kk', 1));
    const apply = new ApplyPage(page, portal.url);
    await apply.goesToPhotos();
    await apply.picks('kk-rusak', photo);
    await apply.photosAre('kk-rusak', 'ready');
    await apply.goesToTheEnd();
    await apply.sends();
    await apply.reaches('receipt');
    const number = await apply.receiptNumber();
    expect((await given.office.case(number)).application.language).to.equal(MARKED);
    await given.office.settle();
    const [receipt] = given.office.messenger.of(number, 'received');
    expect(receipt!.language.code).to.equal(MARKED);
  });
});
