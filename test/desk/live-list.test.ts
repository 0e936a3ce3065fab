import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { withDeskBrowser } from './desk-browser.ts';

describe('The work list in a browser', () => {
  const given = withOffice();
  const desk = withDeskBrowser(given);

  /** A tab of Tono's; `asked` holds the paths that it asks the server for after it was opened. */
  async function tab(where = '/meja'): Promise<{ page: Page; asked: string[] }> {
    const { page } = await desk.tab(PEOPLE.tono.username, where);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    return { page, asked };
  }
  /** What the page does every ten seconds. */
  const looks = (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  const numbers = (page: Page) =>
    page.$$eval('#list tr[data-number]', (rows) => rows.map((row) => row.getAttribute('data-number')));
  const cutOff = (page: Page) => page.$eval('#cut-off', (one) => (one as HTMLElement).innerText);

  it('shows new work without a reload, says so, and leaves the keyboard where it was', async () => {
    const { office } = given;
    const first = await office.submit();
    const { page, asked } = await tab();
    await page.focus(`#list td.act a[href$="${first.applicationNumber}"]`);
    await looks(page);
    await page.waitForNetworkIdle();
    expect(asked, 'nothing new: one small question').to.deep.equal(['/meja/kabar.json']);
    const second = await office.submit();
    await looks(page);
    await page.waitForSelector(`tr.added[data-number="${second.applicationNumber}"]`);
    expect(await numbers(page)).to.include.members([first.applicationNumber, second.applicationNumber]);
    expect(await page.$eval('#news', (one) => one.textContent)).to.equal('Daftar diperbarui: 1 tugas baru.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.contain(first.applicationNumber);
    expect(await page.title()).to.match(/^\(\d+\) Pekerjaan saya/);
    await page.browserContext().close();
  });

  it('stops asking when the log-in is over, and leads to it', async () => {
    const { page, asked } = await tab();
    await page.deleteCookie({ name: 'petugas', url: desk.server.url });
    await looks(page);
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#cut-off')?.hidden === false);
    expect(await cutOff(page))
      .to.contain('Waktu masuk Anda sudah habis')
      .and.contain('Masuk lagi');
    expect(await page.$eval('#cut-off a', (one) => one.getAttribute('href'))).to.equal('/masuk?kembali=%2Fmeja');
    asked.length = 0;
    await looks(page);
    await page.waitForNetworkIdle();
    expect(asked).to.deep.equal([]);
    await page.browserContext().close();
  });

  it('bears that the office does not answer, says after a while that the list may be old, and goes on by itself', async () => {
    const { page } = await tab();
    await page.setOfflineMode(true);
    for (let miss = 0; miss < 3; miss++) {
      await looks(page);
      await page.waitForNetworkIdle();
    }
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#cut-off')?.hidden === false);
    expect(await cutOff(page)).to.contain('Sambungan terputus');
    expect((await numbers(page)).length).to.be.greaterThan(0);
    await page.setOfflineMode(false);
    const { applicationNumber } = await given.office.submit();
    await looks(page);
    await page.waitForSelector(`tr[data-number="${applicationNumber}"]`);
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#cut-off')?.hidden === true);
    await page.browserContext().close();
  });

  it('keeps no connection open and asks nothing while nobody looks at it', async () => {
    const { page, asked } = await tab();
    const other = await page.browserContext().newPage();
    await other.bringToFront();
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await other.goto(desk.server.url + '/meja/kehadiran', { waitUntil: 'networkidle0' });
    expect(asked).to.deep.equal([]);
    await page.browserContext().close();
  });

  it('is worked by keys, which can be turned off: search, next task, the card of keys', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit({
      applicant: { name: 'Bagas Wiratama', nik: '3402151101720009', whatsapp: '081390004411' },
    });
    const { page } = await tab();
    await page.keyboard.press('?');
    expect(await page.$eval('[data-keys]', (one) => (one as HTMLDialogElement).open)).to.equal(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('bagas wira?/n');
    expect(await page.$eval('#kata', (one) => (one as HTMLInputElement).value)).to.equal('bagas wira?/n');
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
    expect(await page.$eval('h1', (one) => one.textContent)).to.equal('Daftar berkas');
    expect(page.url()).to.match(/\/meja\?cari=[\w-]{12}$/);
    await page.goto(desk.server.url + '/meja', { waitUntil: 'networkidle0' });
    await page.keyboard.press('/');
    await page.keyboard.type('bagas wira');
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('Enter')]);
    expect(await numbers(page)).to.deep.equal([applicationNumber]);
    await page.goto(desk.server.url + '/meja', { waitUntil: 'networkidle0' });
    await page.click('[data-show-keys]');
    await page.click('[data-keys-on]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.keyboard.press('?');
    expect(new URL(page.url()).pathname, 'turned off').to.equal('/meja');
    expect(await page.$eval('[data-keys]', (one) => (one as HTMLDialogElement).open)).to.equal(false);
    await page.click('[data-show-keys]');
    await page.click('[data-keys-on]');
    await page.keyboard.press('Escape');
    await Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press('n')]);
    expect(new URL(page.url()).pathname).to.match(/^\/meja\/berkas\//);
    await page.browserContext().close();
  });
});
