import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { axeFaults, keepPicture } from '../axe.ts';
import { ADMIN, PASSWORD, SRI, staff } from '../cases/account-office.ts';
import { openBrowser } from '../portal/browser.ts';
import { withLoginOffice, type LoginProcess } from './login-office.ts';

describe('The log-in in a browser', () => {
  const { office, start } = withLoginOffice();
  let process: LoginProcess;
  let browser: Browser;
  before(async () => {
    process = await start();
    await office.given(ADMIN);
    await office.database.store.people.put(staff('agus.prasetyo', 'Drs. Agus Prasetyo, M.Si.', 'kepala-dinas'));
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(() => office.given(SRI));

  /** A tab of its own person; what its console complains of, but for refused requests, is kept. */
  const tab = async (width = 1366): Promise<{ page: Page; complaints: string[] }> => {
    const page = await (await browser.createBrowserContext()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => void (/status of 4\d\d/.test(message.text()) || complaints.push(message.text())));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width, height: 768 });
    return { page, complaints };
  };
  const press = (page: Page, selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);
  const enter = async (page: Page, username: string, password: string) => {
    await page.goto(`${process.url}/masuk`);
    await page.type('#pengguna', username);
    await page.type('#sandi', password);
    await press(page, 'form button.primary');
  };
  it('lets an officer in, shows the typed password on request, and out again', async () => {
    const { page, complaints } = await tab();
    await page.goto(`${process.url}/masuk`);
    await page.type('#pengguna', SRI.username);
    await page.type('#sandi', PASSWORD);
    await page.click('.peek');
    expect(await page.$eval('#sandi', (field) => field.getAttribute('type'))).to.equal('text');
    await press(page, 'form button.primary');
    expect(await page.$eval('body', (body) => body.textContent)).to.contain(`"who":"${SRI.username}"`);
    await page.goto(`${process.url}/akun`);
    await press(page, '.who button');
    expect(page.url()).to.equal(`${process.url}/masuk?keluar=ya`);
    await page.goto(`${process.url}/akun`);
    expect(page.url()).to.contain('/masuk?kembali=');
    expect(complaints).to.deep.equal([]);
  });

  it('works on the screens of an office and of a phone, for everybody (WCAG 2.2 AA)', async () => {
    for (const width of [1366, 1024, 390]) {
      const { page, complaints } = await tab(width);
      await page.goto(`${process.url}/masuk`);
      expect(await axeFaults(page), `log-in ${width}`).to.deep.equal([]);
      await enter(page, ADMIN.username, 'salah sekali');
      expect(await axeFaults(page), `refused ${width}`).to.deep.equal([]);
      await page.type('#sandi', PASSWORD);
      await press(page, 'form button.primary');
      for (const where of [
        '/admin/akun',
        '/admin/akun/tambah',
        '/admin/akun/sri.wahyuni',
        '/akun',
        '/keluar',
        '/admin/x',
      ]) {
        await page.goto(process.url + where);
        expect(await axeFaults(page), `${where} ${width}`).to.deep.equal([]);
        await keepPicture(page, `login${where.replaceAll('/', '-')}-${width}`);
        const overflow = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
        expect(overflow, `${where} is wider than ${width}`).to.be.most(0);
      }
      expect(complaints).to.deep.equal([]);
    }
  });
});
