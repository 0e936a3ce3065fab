import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { PASSPHRASE } from '../cases/external-services.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { until } from '../until.ts';
import { withDeskBrowser } from './desk-browser.ts';

describe('The head reads one draft after the other', () => {
  const given = withOffice();
  const desk = withDeskBrowser(given);

  const openReader = async (width?: number): Promise<Page> =>
    (await desk.tab(PEOPLE.agus.username, '/meja/tanda-tangan', width)).page;
  const loaded = (page: Page) => page.waitForSelector('[data-dialog][open] [data-choice]:enabled');
  const what = (page: Page) => page.$eval('[data-what]', (one) => one.textContent ?? '');
  const full = async (applicationNumber: string) =>
    (await given.office.journal(applicationNumber, 'draft-viewed')).filter(
      ({ actor }) => actor === PEOPLE.agus.username,
    ).length;

  it('by keys alone: sign, return with a reason, sign, then one passphrase; what is not shown is not fetched', async () => {
    const { office } = given;
    const made = [await office.verified(), await office.verified(), await office.verified()];
    const page = await openReader();
    const order = await page.$$eval('input[name=dokumen]', (boxes) => boxes.map((box) => box.dataset['number']!));
    expect(new Set(order)).to.deep.equal(new Set(made.map(({ applicationNumber }) => applicationNumber)));
    expect(await Promise.all(order.map(full)), 'thumbnails are no reading').to.deep.equal([0, 0, 0]);

    await page.keyboard.press('b');
    await loaded(page);
    expect(await what(page)).to.match(new RegExp(`^1 dari 3 · ${order[0]} · sidik [0-9a-f]{12}$`));
    expect(await page.$eval('[data-facts]', (one) => one.textContent))
      .to.contain('SLTA/SEDERAJAT')
      .and.contain('DIPLOMA IV');
    expect(await Promise.all(order.map(full)), 'only the first was shown').to.deep.equal([1, 0, 0]);
    const width = await page.$eval('[data-large]', (one) => one.getBoundingClientRect().width);
    expect(width, 'readable').to.be.at.least(0.8 * 1598 - 1);
    await page.keyboard.press('t');
    await page.waitForFunction(
      (number) => document.querySelector('[data-what]')?.textContent?.includes(number),
      {},
      order[1]!,
    );
    await loaded(page);
    await page.keyboard.press('k');
    await page.keyboard.type('ada');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.$eval('[data-returning] textarea', (one) => one.validity.tooShort)).to.equal(true);
    await page.focus('[data-returning] textarea');
    await page.keyboard.press('End');
    await page.keyboard.type(' nama ibu yang keliru, NIK 3402155203850002');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-said]:not([hidden])');
    expect(await page.$eval('[data-said]', (one) => one.textContent)).to.contain('tanpa angka itu');
    await page.$eval('[data-returning] textarea', (one) => (one.value = 'Nama ibu keliru.'));
    await page.focus('[data-returning] [type=submit]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (number) => document.querySelector('[data-what]')?.textContent?.includes(number),
      {},
      order[2]!,
    );
    await loaded(page);
    expect(await page.$eval('[data-count]', (one) => one.textContent)).to.equal(
      '1 dipilih, 1 dikembalikan, 1 belum diputuskan.',
    );
    await page.keyboard.press('t');
    // The last is decided: the reader closes at the statement and the passphrase.
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'diperiksa');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSPHRASE);
    await Promise.all([page.waitForNavigation({ waitUntil: 'domcontentloaded' }), page.keyboard.press('Enter')]);
    await until('both are signed', async () => {
      await office.settle();
      const heading = await page.$eval('[data-heading]', (one) => one.textContent).catch(() => '');
      return heading === '2 dari 2 draf sudah ditandatangani';
    });
    expect(await office.openElements(order[1]!)).to.deep.equal(['verify-draft']);
    expect((await office.case(order[1]!)).signedSha256).to.equal(null);
    await page.browserContext().close();
  });

  it('keeps the decision out of reach until the draft is there, and says when it cannot be shown', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const page = await openReader();
    await page.setRequestInterception(true);
    page.on(
      'request',
      (request) => void (request.url().includes('ukuran=penuh') ? request.abort() : request.continue()),
    );
    await page.click('[data-begin]');
    await page.waitForSelector('[data-said]:not([hidden])');
    expect(await page.$eval('[data-said]', (one) => one.textContent)).to.contain('tidak dapat dimuat');
    for (const control of ['[data-choice]', '[data-sign-next]', '[data-return]'])
      expect(await page.$eval(control, (one) => (one as HTMLButtonElement).disabled), control).to.equal(true);
    await page.keyboard.press('t');
    expect(
      await page.$eval(`[data-number="${applicationNumber}"]`, (one) => (one as HTMLInputElement).checked),
    ).to.equal(false);
    await page.browserContext().close();
  });

  it('stands beside the draft on a wide screen', async () => {
    await given.office.verified();
    const page = await openReader(1920);
    await page.click('[data-begin]');
    await loaded(page);
    const [picture, aside] = await page.$$eval('[data-scroll], [data-dialog] aside', (all) =>
      all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
    );
    expect(aside!.left).to.be.at.least(picture!.right - 1);
    expect(picture!.width).to.be.greaterThan(1278);
    await page.browserContext().close();
  });
});
