import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { withDeskBrowser } from './desk-browser.ts';

describe('The case page by keyboard', () => {
  const given = withOffice();
  const desk = withDeskBrowser(given);

  const login = { name: 'petugas', value: PEOPLE.sri.username };
  const open = async (applicationNumber: string): Promise<Page> =>
    (await desk.tab(login.value, `/meja/berkas/${applicationNumber}`)).page;
  const saved = (page: Page) => page.waitForSelector('[data-saved]:not([hidden])');
  const presses = (page: Page, key: 'Enter') =>
    Promise.all([page.waitForNavigation({ waitUntil: 'networkidle0' }), page.keyboard.press(key)]);

  it('examines a case: papers, answer, note, save; and writes a note for colleagues', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const page = await open(applicationNumber);
    await page.keyboard.press('i');
    await page.keyboard.type('Pemohon sudah ditelepon.');
    await page.keyboard.press('Tab');
    await presses(page, 'Enter');
    expect(await page.$eval('.notes', (one) => (one as HTMLElement).innerText))
      .to.contain('Pemohon sudah ditelepon.')
      .and.contain('Sri Wahyuni');
    await page.keyboard.press('g');
    for (let paper = 0; paper < 2; paper++) {
      await page.keyboard.press('ArrowRight');
      await page.waitForNetworkIdle();
    }
    await page.keyboard.press('2');
    await page.keyboard.press('c');
    await page.keyboard.type('Foto ijazah buram, lihat 1 dan 2?');
    await saved(page);
    await page.focus('[data-decision] input[value="ijazah"]');
    await page.keyboard.press('Space');
    await page.keyboard.press('s');
    expect(
      await page.evaluate(() => document.activeElement?.hasAttribute('data-submit')),
      'a key alone decides nothing',
    ).to.equal(true);
    await presses(page, 'Enter');
    expect(await office.case(applicationNumber)).to.deep.include({
      state: 'waiting-for-applicant',
      missingDocuments: ['ijazah'],
    });
    await page.browserContext().close();
  });

  it('keeps the answer when the log-in is over: it says so, loses nothing, and shows it again after the log-in', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const page = await open(applicationNumber);
    await page.keyboard.press('2');
    await page.keyboard.press('c');
    await page.keyboard.type('Halaman depan ijazah');
    await saved(page);
    await page.deleteCookie({ name: 'petugas', url: desk.server.url });
    await page.keyboard.type(' tidak ada');
    await page.waitForFunction(() =>
      document.querySelector('[data-saved]')?.textContent?.includes('Waktu masuk Anda habis'),
    );
    await page.click('[data-submit]');
    await page.waitForNetworkIdle();
    expect(page.url(), 'nothing is sent into the void').to.contain(applicationNumber);
    expect(await page.$eval('#catatan', (one) => (one as HTMLTextAreaElement).value)).to.equal(
      'Halaman depan ijazah tidak ada',
    );
    await page.browserContext().close();

    const again = await open(applicationNumber);
    expect(await again.$eval('.decision .notice', (one) => one.textContent)).to.contain('dipulihkan');
    expect(await again.$eval('#catatan', (one) => (one as HTMLTextAreaElement).value)).to.equal('Halaman depan ijazah');
    expect(await again.$eval('input[value="incomplete"]', (one) => one.checked)).to.equal(true);
    await Promise.all([again.waitForNavigation({ waitUntil: 'networkidle0' }), again.click('.decision button.link')]);
    expect(await again.$eval('input[value="incomplete"]', (one) => one.checked)).to.equal(false);
    expect((await office.officers.case(PEOPLE.sri.username, applicationNumber)).answerDraft).to.equal(null);
    await again.browserContext().close();
  });

  it('sends whoever posts without a log-in back to the case', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const posted = await desk.server.browser().post(`/meja/berkas/${applicationNumber}/keputusan`, [], { token: 'x' });
    expect(posted.headers.get('location')).to.equal(
      `/masuk?kembali=${encodeURIComponent(`/meja/berkas/${applicationNumber}`)}`,
    );
  });
});
